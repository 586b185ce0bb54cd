using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Alerts;

/// <summary>Where findings come from right now: people are told when the day they look at is a recorded one, and how far it has come.</summary>
internal sealed class FindingsFeed(AlertsOptions options, IAsOfClock clock)
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
