using System.Net.Sockets;
using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;
using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Network flows from VPC flow logs. A record belongs to a window when its interval, first to last packet, touches it; the interval is not cut
/// at the window's ends.
/// Each record counts once. An entity's records are those with its address on either side, of its instance, or of its account's interfaces.</summary>
/// <param name="catalog">The objects of the flow logs.</param>
/// <param name="time">Clock for the cost of an answer.</param>
public sealed class FlowLogSource(LogCatalog catalog, TimeProvider time) : IEvidenceSource
{
    /// <summary>Reads every object for every question.</summary>
    /// <param name="logs">Where the objects of the flow logs lie.</param>
    public FlowLogSource(ILogObjects logs)
        : this(new LogCatalog(logs, LogKind.FlowLogs, null, TimeProvider.System), TimeProvider.System)
    {
    }

    /// <summary>Objects are made every 5 minutes and delivered to S3 about 10 minutes later (VPC user guide, "Flow log limitations" and "Publish to
    /// S3").</summary>
    public static readonly TimeSpan Delivery = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public EvidenceKind Kind => EvidenceKind.Flows;

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken)
    {
        var scan = new LogScan(catalog, question, Delivery, time);
        if (FlowMatch.For(question.Entity) is not { } match)
            return new(null, scan.Without(CoverageState.NotAsked, $"flow logs do not name entities of the kind {question.Entity.Kind}"));

        var pass = new FlowPass(question, match);
        if (await scan.OpenAsync(cancellationToken) is { } refusal) return new(null, refusal);
        await scan.ReadAsync(scan.Selection.Unread, () => pass, (shared, log, text, token) => shared.ReadAsync(scan.Window!.Value, log, text, token), cancellationToken);
        if (scan.Failed() is { } failure) return new(null, failure);

        var observed = pass.Tally.ToObservation();
        if (observed is null && pass.CannotNameInstances)
            return new(null, scan.Without(CoverageState.NotAsked, "these flow logs do not record instance ids: ask for the instance's private address"));
        return new(observed, scan.Answered(observed is not null, pass.ReasonOfSilence(scan.Objects), pass.Notes()));
    }

    /// <summary>One pass over the records for one question.</summary>
    private sealed class FlowPass(EvidenceQuestion question, FlowMatch match)
    {
        private const int LinesToLearnFrom = 64;
        private readonly ReadOnlyMemory<byte> needle = EntityNeedle.Of(question.Entity);
        private readonly byte[]? askedAccount = question.Account is null ? null : Encoding.ASCII.GetBytes(question.Account);

        // IPv6 addresses are shown as they are; only IPv4 has a private side
        private readonly bool isPublicIpv4 = question.Entity.Kind == EntityKind.IpAddress
            && IpText.TryParse(question.Entity.Id, out var address)
            && address.AddressFamily == AddressFamily.InterNetwork
            && !OwnAddresses.IsPrivate(question.Entity.Id);

        private readonly Lock gate = new();
        private readonly OwnAddresses own = new();
        private long unreadable;
        private long timeless;
        private long skipped;
        private long withInstances;
        private long withoutInstances;

        public FlowTally Tally { get; } = new();

        /// <summary>Whether the question is for an instance and no record read could have named one.</summary>
        public bool CannotNameInstances => question.Entity.Kind == EntityKind.Ec2Instance && withInstances == 0 && withoutInstances > 0;

        public async Task<ObjectReading> ReadAsync(Timing.TimeWindow window, LogObject log, Stream text, CancellationToken cancellationToken)
        {
            // what every record must be looked at for: the span of an object without a stamp, and whether instances are named at all
            var readsAll = log.Slot is null || question.Entity.Kind == EntityKind.Ec2Instance;
            var reader = new FlowReader(readsAll ? default : needle) { LinesToParseAnyway = isPublicIpv4 ? LinesToLearnFrom : 0 };
            try
            {
                return await reader.ReadAsync(text, Take, cancellationToken);
            }
            finally
            {
                lock (gate) Count(reader);
            }

            void Take(in FlowRecord record)
            {
                if (!window.Touches(record.Start, record.End) || record.End > question.AsOf || !IsAsked(in record)) return;
                if (record.IsSkipped) Interlocked.Increment(ref skipped);
                if (!record.IsTraffic) return;
                if (isPublicIpv4) Learn(in record);
                if (match.Is(in record)) Tally.Add(log.Key, in record);
            }
        }

        public string ReasonOfSilence(long objects) => isPublicIpv4 && own.AreAllPrivate
            ? "flow logs show private addresses only; an instance's own public address never appears in them"
            : $"no flow record in {Amount.Of(objects, "object")}";

        public IEnumerable<string> Notes()
        {
            if (skipped > 0) yield return $"{Amount.Of(skipped, "interval")} lost by the flow log service (SKIPDATA)";
            if (unreadable > 0) yield return $"{Amount.Of(unreadable, "line")} passed over: no header and not the default format, or not of the header's form";
            if (timeless > 0) yield return $"{Amount.Of(timeless, "line")} passed over: the format has no start and end";
            if (question.Entity.Kind == EntityKind.Ec2Instance && withInstances > 0 && withoutInstances > 0)
                yield return $"{Amount.Of(withoutInstances, "object")} do not record instance ids";
        }

        private void Learn(in FlowRecord record)
        {
            lock (gate) own.Learn(in record);
        }

        private bool IsAsked(in FlowRecord record) => askedAccount is null || record.Field(FlowField.Account) is var account && (account.IsEmpty || account.SequenceEqual(askedAccount));

        private void Count(FlowReader reader)
        {
            unreadable += reader.Unreadable;
            timeless += reader.Timeless;
            if (reader.NamesInstances.Some) withInstances++;
            if (reader.NamesInstances.None) withoutInstances++;
        }
    }
}
