using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Does what follows from an activity; in a job, and at least once.</summary>
internal interface ITeamsListener
{
    /// <summary>Types of activities it listens to; each has one listener.</summary>
    IReadOnlyList<string> Types { get; }

    /// <param name="heard">Its payload is the activity.</param>
    Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken);
}
