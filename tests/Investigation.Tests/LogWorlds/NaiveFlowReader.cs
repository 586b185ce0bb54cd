using System.Globalization;
using System.Net;
using ChatOps.LogWorld.Flows;

namespace ChatOps.Investigation.LogWorlds;

/// <summary>Reads flow logs the slow and obvious way, to hold the truth of a world against.</summary>
internal sealed class NaiveFlowReader
{
    private readonly List<Row> rows = [];

    public NaiveFlowReader(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            string[] header = [];
            RawBytes += text.Length;
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var fields = line.Split(' ');
                if (fields.Contains("srcaddr", StringComparer.Ordinal))
                {
                    if (header.Length > 0) RepeatedHeaders++;
                    header = fields;
                }
                else
                {
                    rows.Add(new Row(header.Zip(fields).ToDictionary(static one => one.First, static one => one.Second, StringComparer.Ordinal)));
                }
            }
        }
    }

    public IReadOnlyList<Row> Rows => rows;

    public long RawBytes { get; }

    public int RepeatedHeaders { get; }

    public static string Canonical(string address)
    {
#pragma warning disable RS0030 // IPv6 only, whose spellings mean one thing each
        return address.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(address, out var parsed) ? parsed.ToString() : address;
#pragma warning restore RS0030
    }

    public AddressSpan Span(string address, DateTimeOffset from, DateTimeOffset to)
    {
        var mine = Within(Traffic.Where(row => row.Source == address || row.Destination == address), from, to).ToList();
        var seconds = new HashSet<long>();
        foreach (var row in mine)
        {
            for (var second = row.Start; second < row.End; second++) seconds.Add(second);
        }

        return new AddressSpan(
            mine.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(mine.Min(static row => row.Start)),
            mine.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(mine.Max(static row => row.End)),
            mine.Count, seconds.Count,
            mine.Where(row => row.Source == address && row.Accepted).Sum(static row => row.Bytes),
            mine.Where(row => row.Destination == address && row.Accepted).Sum(static row => row.Bytes),
            [.. mine.Select(static row => row.Interface).Distinct().Order(StringComparer.Ordinal)]);
    }

    public IReadOnlyList<VictimHour> Hours(VictimTruth victim) => [.. Traffic.Where(row => row.Interface == victim.Interface).GroupBy(static row => row.Start / 3600).OrderBy(static hour => hour.Key).Select(hour =>
    {
        var (ingress, egress) = (hour.Where(row => !row.IsFrom(victim)).ToList(), hour.Where(row => row.IsFrom(victim)).ToList());
        var rejected = hour.Where(static row => !row.Accepted).ToList();
        return new VictimHour(
            DateTimeOffset.FromUnixTimeSeconds(hour.Key * 3600), hour.Count(),
            ingress.Where(static row => row.Accepted).Sum(static row => row.Bytes), egress.Where(static row => row.Accepted).Sum(static row => row.Bytes),
            ingress.Where(static row => row.Accepted).Sum(static row => row.Packets), egress.Where(static row => row.Accepted).Sum(static row => row.Packets),
            rejected.Count, rejected.Sum(static row => row.Bytes),
            Distinct(ingress.Select(static row => row.Source), egress.Select(static row => row.Destination)),
            Distinct(ingress.Where(static row => row.HasPorts).Select(static row => row.DestinationPort), egress.Where(static row => row.HasPorts).Select(static row => row.SourcePort)),
            Distinct(ingress.Where(static row => row.HasPorts).Select(static row => row.SourcePort), egress.Where(static row => row.HasPorts).Select(static row => row.DestinationPort)));
    })];

    public TopTalkers Talkers(VictimTruth victim, DateTimeOffset from, DateTimeOffset to, int first)
    {
        var talkers = Within(Traffic.Where(row => row.Interface == victim.Interface), from, to)
            .GroupBy(row => row.IsFrom(victim) ? row.Destination : row.Source, StringComparer.Ordinal)
            .Select(one => new Talker(
                one.Key,
                one.Where(row => row.Accepted && !row.IsFrom(victim)).Sum(static row => row.Bytes),
                one.Where(row => row.Accepted && row.IsFrom(victim)).Sum(static row => row.Bytes),
                one.Count()))
            .OrderByDescending(static one => one.BytesIn + one.BytesOut).ThenBy(static one => one.Address, StringComparer.Ordinal).ToList();
        return new TopTalkers(talkers.Count, [.. talkers.Take(first)]);
    }

    private IEnumerable<Row> Traffic => rows.Where(static row => row.Status == "OK");

    private static IEnumerable<Row> Within(IEnumerable<Row> some, DateTimeOffset from, DateTimeOffset to) =>
        some.Where(row => row.Start < to.ToUnixTimeSeconds() && row.End >= from.ToUnixTimeSeconds());

    private static DistinctCounts Distinct(IEnumerable<string> ingress, IEnumerable<string> egress) =>
        new(ingress.Union(egress, StringComparer.Ordinal).Count(), ingress.Distinct(StringComparer.Ordinal).Count(), egress.Distinct(StringComparer.Ordinal).Count());

    internal sealed class Row(Dictionary<string, string> fields)
    {
        public string Interface => fields["interface-id"];

        public string Status => fields["log-status"];

        public string Source { get; } = Canonical(fields["srcaddr"]);

        public string Destination { get; } = Canonical(fields["dstaddr"]);

        public string SourcePort => fields["srcport"];

        public string DestinationPort => fields["dstport"];

        public long Start { get; } = Number(fields["start"]);

        public long End { get; } = Number(fields["end"]);

        public bool Accepted => fields["action"] == "ACCEPT";

        public bool HasPorts => fields["protocol"] is "6" or "17";

        public long Bytes => Number(fields["bytes"]);

        public long Packets => Number(fields["packets"]);

        public string? this[string field] => fields.GetValueOrDefault(field);

        public bool IsFrom(VictimTruth victim) => Source == victim.Address || Source == victim.Address6;

        private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }
}
