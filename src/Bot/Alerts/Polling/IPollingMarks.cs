using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Alerts.Polling;

/// <summary>How far each place was asked for changes.</summary>
internal interface IPollingMarks
{
    /// <summary>The newest change taken in of a place; null when it was never asked.</summary>
    ValueTask<DateTimeOffset?> FindAsync(string place, CancellationToken cancellationToken);

    /// <summary>Moves the mark forward; it never goes back.</summary>
    ValueTask MoveAsync(IWork work, string place, DateTimeOffset upTo);
}
