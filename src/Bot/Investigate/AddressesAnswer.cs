using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate;

/// <summary>Addresses an entity used: what flow logs show, and what findings tell of an instance's public ones.</summary>
internal sealed class AddressesAnswer(EntityKnowledge knowledge) : IEvidenceAnswer
{
    public string Verb => Access.Verb.Addresses;

    public CardText Progress(EntityRef entity) => CardText.Of("Looking for the addresses of ", new Code(EntityLabel.Name(entity)));

    public async Task<Card> MakeAsync(EvidenceCase asked, CancellationToken cancellationToken)
    {
        var answer = await asked.AddressesAsync(cancellationToken);
        var seen = answer.Value?.Assignments ?? [];
        var told = await knowledge.AddressesAsync(asked.Question.Entity, asked.Question.Window, cancellationToken);
        var shown = seen.Select(static one => one.Address).ToHashSet(StringComparer.Ordinal);
        return AddressesCard.Of(asked.Frame, seen, [.. told.Where(one => !shown.Contains(one.Address))], answer.Coverage);
    }
}
