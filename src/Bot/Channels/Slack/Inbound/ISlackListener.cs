using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Does what follows from something heard; in a job, and at least once.</summary>
internal interface ISlackListener
{
    /// <summary>Types of <see cref="Heard.Type"/> it listens to; each has one listener.</summary>
    IReadOnlyList<string> Types { get; }

    Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken);
}
