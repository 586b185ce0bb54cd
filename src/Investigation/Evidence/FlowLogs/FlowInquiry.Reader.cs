using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <content>How its objects are read.</content>
internal sealed partial class FlowInquiry
{
    /// <summary>What one thread reads objects with.</summary>
    private sealed class Reader : IDisposable
    {
        private readonly FlowInquiry inquiry;
        private readonly FlowSubject subject;
        private readonly Func<LogObject, long, bool> takes;
        private readonly FlowReader reader;
        private readonly FlowReader silent;
        private readonly TakeFlow take;
        private readonly HashSet<string> indexed;
        private readonly bool wantsPorts;
        private readonly FlowAddresses? addresses;
        private LogObject? current;
        private string label = "";
        private bool countsLost;

        public Reader(FlowInquiry inquiry, IFlowTally tally, Func<LogObject, long, bool> takes)
        {
            (this.inquiry, subject, this.takes, Tally) = (inquiry, inquiry.Subject, takes, tally);
            reader = new FlowReader(subject.NeedlesIn) { LinesToParseAnyway = subject.IsPublicIpv4 ? LinesToLearnFrom : 0 };
            silent = new FlowReader(static _ => []);
            take = Take;
            wantsPorts = tally.WantsPorts;
            addresses = tally.WantsAddresses ? subject.Book : null;
            indexed = inquiry.Indexed.Select(static placed => placed.Log.Key).ToHashSet(StringComparer.Ordinal);
        }

        public IFlowTally Tally { get; }

        public async Task<ObjectReading> ReadAsync(LogObject log, Stream text, CancellationToken cancellationToken)
        {
            if (inquiry.copies.Contains(log.Key)) return await silent.ReadAsync(text, static (in FlowRecord _) => { }, cancellationToken);
            (current, label) = (log, FlowSeries.Of(log));
            lock (inquiry.gate) countsLost = !indexed.Contains(log.Key) && inquiry.lostRead.Add(log.Key);
            var timelessBefore = reader.Timeless;
            try
            {
                return await reader.ReadAsync(text, take, cancellationToken);
            }
            finally
            {
                Tally.EndObject();
                if (countsLost) Note(reader.Timeless - timelessBefore);
            }
        }

        public void Dispose()
        {
            reader.Dispose();
            silent.Dispose();
        }

        private void Take(in FlowRecord record)
        {
            if (!inquiry.Scope.Takes(record.Start, record.End) || !subject.IsAsked(in record)) return;
            if (!record.IsTraffic)
            {
                if (countsLost && record.IsSkipped) Skip(in record);
                return;
            }

            if (subject.IsPublicIpv4) Learn(in record);
            if (!subject.Is(in record, current!) || !takes(current!, record.Start / 3600)) return;
            if (inquiry.chosen is { Count: > 0 } chosen && chosen.TryGetValue((Text(record.Field(FlowField.Interface)), record.Start / 3600), out var series) && series != label) return;
            var flow = new Flow(in record, addresses, wantsPorts);
            Tally.Take(in record, in flow, current!);
        }

        private void Skip(in FlowRecord record)
        {
            var of = Text(record.Field(FlowField.Interface));
            if (subject.MayConcern(of, Text(record.Field(FlowField.Instance)), Text(record.Field(FlowField.Account)))) inquiry.Lose(of);
        }

        private void Learn(in FlowRecord record)
        {
            lock (inquiry.gate) inquiry.own.Learn(in record);
        }

        private void Note(long withoutTimes)
        {
            lock (inquiry.gate)
            {
                inquiry.timeless += withoutTimes;
                if ((reader.Fields.Any >> (int)FlowField.Instance & 1) != 0) inquiry.withInstances++;
                if (reader.Fields.Any != 0 && (reader.Fields.All >> (int)FlowField.Instance & 1) == 0) inquiry.withoutInstances++;
            }
        }

        private static string Text(ReadOnlySpan<byte> field) => field is [] or [(byte)'-'] ? "" : System.Text.Encoding.Latin1.GetString(field);
    }

    private FlowSubject Subject => subject;

    /// <summary>Keeps books, and hands records on.</summary>
    private sealed class BookTally(FlowSubject subject, Action<FlowBooks> join, IFlowTally? next) : IFlowTally
    {
        /// <summary>Names a reader keeps from object to object: an interface that comes and goes is not met again.</summary>
        private const int MostNames = 10_000;

        private FlowBooks books = new(subject.Book);

        public bool WantsPorts => next?.WantsPorts ?? false;

        public bool WantsAddresses => true;

        public void Take(in FlowRecord record, in Flow flow, LogObject log)
        {
            books.Add(in record, in flow, log, subject.SideOf(in record, in flow));
            next?.Take(in record, in flow, log);
        }

        public void EndObject()
        {
            join(books);
            if (books.Names < MostNames) books.Clear();
            else books = new FlowBooks(subject.Book);
            next?.EndObject();
        }
    }
}
