using System.Collections.Concurrent;
using ChatOps.Investigation.Evidence.CloudTrail.Wire;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>What the digests beside a trail prove: hours of silence, and objects that were delivered but are not there. Each is read once.</summary>
/// <param name="logs">Where trail and digests lie.</param>
internal sealed class TrailDigests(ILogObjects logs)
{
    /// <summary>Four regions over 45 days are read at once; more than that by the questions that follow.</summary>
    private const int MostRead = 4 * 45 * 24;

    private const int MostKept = 64 * 1024;
    private const int Readers = 8; // a bucket answers after some 30 ms
    private const int Largest = 16 * 1024 * 1024; // a digest of 30,000 files
    private const int FilesNamed = 3;

    private readonly ConcurrentDictionary<string, (string Version, TrailDigest? Digest)> read = new(StringComparer.Ordinal);
    private volatile Listed? listed;

    /// <summary>Adds to what is known of a question's hours.</summary>
    /// <returns>Sentences for its notes; none where there are no digests, or nothing is missing.</returns>
    public async Task<IReadOnlyList<string>> ApplyAsync(LogScan scan, EvidenceQuestion question, CancellationToken cancellationToken)
    {
        if (scan.Window is not { } window) return [];
        Listed known;
        try
        {
            known = await ListAsync(scan.Shelf, window, cancellationToken);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return ["digests could not be listed: hours without an object may have been silent"];
        }

        var digests = known.Listing.Objects.Where(Concerns).OrderByDescending(static log => log.Slot?.Start).ToList();
        if (digests.Count == 0) return [];
        var unread = digests.Where(log => !IsRead(log)).ToList();
        await Parallel.ForEachAsync(unread.Take(MostRead), new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = cancellationToken }, ReadAsync);
        return Tell(scan, window, question.AsOf, digests, known.Names(scan.Shelf), digests.Count(log => !IsRead(log)));

        // a digest is stamped with the end of its hour
        bool Concerns(LogObject log) => new LogQuery(LogKind.Digest, window, question.Account, question.Region).IsOfSource(log)
            && (log.Slot is not { } slot || (slot.Start >= window.Start && slot.Start <= question.AsOf && slot.Start < window.End + LogQuery.LookAhead));
    }

    private List<string> Tell(LogScan scan, TimeWindow window, DateTimeOffset asOf, IReadOnlyList<LogObject> digests, HashSet<string> there, int left)
    {
        var (damaged, named) = (0, 0);
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var silence = new Dictionary<string, List<TimeWindow>>(StringComparer.Ordinal);
        foreach (var log in digests)
        {
            if (!read.TryGetValue(log.Key, out var known)) continue;
            if (known.Digest is not { } digest)
            {
                damaged++;
                continue;
            }

            if (digest.Delivered.End > asOf || digest.Delivered.End <= window.Start) continue;
            var before = missing.Count;
            foreach (var file in digest.Files)
            {
                if (there.Contains(file)) named++;
                else if (LogKey.Parse(file).Slot is not { } slot || window.Contains(slot.Start)) missing.Add(file); // others need not be listed
            }

            if (!silence.TryGetValue(log.Series ?? "", out var spans)) silence.Add(log.Series ?? "", spans = []);
            if (missing.Count == before) spans.Add(digest.Delivered);
        }

        foreach (var hours in Shared(silence.Values)) scan.Prove(hours);
        var notes = new List<string>();
        if (missing.Count > 0)
        {
            var more = missing.Count > FilesNamed ? $", {missing.Count - FilesNamed} more" : "";
            notes.Add(FormattableString.Invariant($"{missing.Count:N0} of {Amount.Of(named + missing.Count, "file")} named by digests {(missing.Count == 1 ? "is" : "are")} missing: {string.Join(", ", missing.Take(FilesNamed))}{more}"));
        }

        if (damaged > 0) notes.Add($"{Amount.Of(damaged, "digest")} could not be read");
        if (left > 0) notes.Add($"{Amount.Of(left, "digest")} not read yet: ask again for what they prove");
        return notes;
    }

    /// <summary>Whole hours of which every series of digests speaks: one region's silence says nothing of another's.</summary>
    private static IEnumerable<TimeWindow> Shared(IEnumerable<List<TimeWindow>> series)
    {
        HashSet<DateTimeOffset>? shared = null;
        foreach (var spans in series)
        {
            var hours = WholeHours(spans).ToHashSet();
            if (shared is null) shared = hours;
            else shared.IntersectWith(hours);
        }

        return (shared ?? []).Select(static hour => new TimeWindow(hour, hour.AddHours(1)));
    }

    private static IEnumerable<DateTimeOffset> WholeHours(List<TimeWindow> spans)
    {
        spans.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        for (var at = 0; at < spans.Count;)
        {
            var (start, end) = (spans[at].Start, spans[at].End);
            for (at++; at < spans.Count && spans[at].Start <= end; at++)
            {
                if (spans[at].End > end) end = spans[at].End;
            }

            for (var hour = TimeWindow.Floor(start.AddHours(1).AddTicks(-1)); hour.AddHours(1) <= end; hour = hour.AddHours(1)) yield return hour;
        }
    }

    private async ValueTask ReadAsync(LogObject log, CancellationToken cancellationToken)
    {
        TrailDigest? digest = null;
        try
        {
            await using var text = await logs.OpenAsync(log, cancellationToken);
            using var content = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int count;
            while (content.Length <= Largest && (count = await text.ReadAsync(buffer, cancellationToken)) > 0) content.Write(buffer, 0, count);
            if (content.Length <= Largest) digest = TrailDigest.Parse(content.GetBuffer().AsSpan(0, (int)content.Length));
        }
        catch (Exception failed) when (failed is LogsUnavailableException or LogsRefusedException)
        {
            return; // that of the place: the next question asks again
        }
        catch (Exception failed) when (failed is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // kept as one that tells nothing, and said in a note
        }

        if (read.Count >= MostKept) read.Clear();
        read[log.Key] = (log.Version, digest);
    }

    private bool IsRead(LogObject log) => read.TryGetValue(log.Key, out var known) && known.Version == log.Version;

    /// <summary>Listing a large folder takes longer than all else: it is done again only when the trail's own listing is another.</summary>
    private async Task<Listed> ListAsync(LogShelf shelf, TimeWindow window, CancellationToken cancellationToken)
    {
        if (listed is { } known && known.Shelf.IsSameListing(shelf) && (known.Listing.IsWhole || (known.Window.Start <= window.Start && known.Window.End >= window.End))) return known;
        var listing = await logs.ListAsync(new LogQuery(LogKind.Digest, window), cancellationToken);
        return listed = new Listed(shelf, listing, window);
    }

    private sealed record Listed(LogShelf Shelf, LogListing Listing, TimeWindow Window)
    {
        private HashSet<string>? names;

        /// <summary>Names of the trail's objects without their folders: a copy of a bucket may lie elsewhere.</summary>
        public HashSet<string> Names(LogShelf of) => names is not null && Shelf.IsSameListing(of)
            ? names
            : names = of.Objects.Select(static placed => placed.Log.Key[(placed.Log.Key.LastIndexOf('/') + 1)..]).ToHashSet(StringComparer.Ordinal);
    }
}
