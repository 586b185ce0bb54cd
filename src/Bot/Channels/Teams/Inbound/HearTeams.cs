using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Hands what was heard to the one who listens to its type.</summary>
internal sealed class HearTeams(TeamsListeners listeners) : IJobHandler
{
    public string Kind => TeamsJobs.HearKind;

    public Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var heard = HeardJob.Read(job.Job.Payload);
        return listeners.Of(heard.Type) is { } listener
            ? listener.HearAsync(heard, cancellationToken)
            : Task.FromResult<JobOutcome>(new JobDead($"nobody listens to '{heard.Type}'"));
    }
}
