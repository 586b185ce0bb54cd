namespace ChatOps.Investigation.Evidence.Calls;

/// <summary>What no genuine log of calls goes beyond.</summary>
internal static class CallLimits
{
    /// <summary>Some thousand records are what AWS puts into one object: CloudTrail delivers every five minutes, CloudWatch Logs sends at most 1 MB at a time.</summary>
    private const long FewRecords = 200_000;

    /// <summary>Every event has an id of its own, 122 random bits (RFC 9562, version 4), which nothing packs into less than these bytes.</summary>
    private const long LeastStored = 15;

    private static readonly long Earliest = DateTime.UnixEpoch.Ticks;
    private static readonly long End = new DateTime(2101, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Calls one batch of the index may take: some 150 MB while they are put in order, and the next batch is read meanwhile.</summary>
    public const int MostOfBatch = 500_000;

    /// <summary>The records an object of so many stored bytes may hold; one with more was made to fill memory.</summary>
    public static long MostRecords(long stored) => Math.Max(FewRecords, stored / LeastStored);

    /// <summary>Whether a call can have been made then: from 1970 to 2100. Logs of machines whose clock is off hold other times, and so do those of whoever wants to
    /// keep a day from being finished.</summary>
    public static bool IsPossible(long utcTicks) => utcTicks >= Earliest && utcTicks < End;
}
