using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels;

/// <summary>What chats have told us already: they tell again what they think was not heard.</summary>
internal interface IHearing
{
    /// <summary>Marks it as heard, inside the transaction of what follows from it.</summary>
    /// <param name="key">The chat's own name of what it told: an event's id, a digest of a payload.</param>
    /// <returns>False when it was heard before.</returns>
    ValueTask<bool> TakeAsync(IWork work, string vendor, string key);

    /// <summary>When it was heard first, for what comes again under another name. What was heard longer ago than <paramref name="within"/> counts as new: its first time is now.</summary>
    /// <param name="key">A digest of what it says.</param>
    /// <param name="now">The same for all that is asked about one telling.</param>
    /// <returns>Now, as the store keeps it, for what is new.</returns>
    ValueTask<DateTimeOffset> FirstHeardAsync(IWork work, string vendor, string key, DateTimeOffset now, TimeSpan within);

    /// <summary>Forgets what was heard before the instant.</summary>
    /// <returns>How many were forgotten; less than <paramref name="most"/> when no more are left.</returns>
    Task<int> SweepAsync(DateTimeOffset heardBefore, int most, CancellationToken cancellationToken);
}
