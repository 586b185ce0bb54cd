using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Alerts;

/// <summary>The source that was configured, and how far the sample day has come.</summary>
internal sealed class FindingsFeed(AlertsOptions options, IAsOfClock clock) : IFindingsFeed
{
    public FeedStatus Status
    {
        get
        {
            var isSample = options.Source == FindingsSource.Sample;
            var speed = isSample ? options.ReplaySpeed : null;
            return new FeedStatus(options.Source.ToString().ToLowerInvariant(), isSample, speed is not null && clock.AsOf < SampleDay.End, speed);
        }
    }
}
