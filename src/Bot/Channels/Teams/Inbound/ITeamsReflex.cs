namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Answers an invoke in the same breath: the person's client waits for it.</summary>
internal interface ITeamsReflex
{
    /// <summary>Names of invokes it answers; each has one.</summary>
    IReadOnlyList<string> Names { get; }

    /// <param name="invoke">Its payload is the activity, its <see cref="Heard.Once"/> the same however often Teams sends it.</param>
    Task<TeamsReply> AnswerAsync(Heard invoke, CancellationToken cancellationToken);
}
