using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate;

/// <summary>Answers one verb from logs.</summary>
internal interface IEvidenceAnswer
{
    string Verb { get; }

    /// <summary>What is being done while the card is made.</summary>
    CardText Progress(EntityRef entity);

    Task<Card> MakeAsync(EvidenceCase asked, CancellationToken cancellationToken);
}
