using ChatOps.Bot.Access;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Charts;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Cards;

/// <summary>Traffic of an entity per hour against what is usual, spikes named with their figures, distinct addresses and ports.</summary>
internal static class FlowCard
{
    private const int InterfacesNamed = 3;

    public static Card Of(EvidenceFrame frame, FlowVolume volume, DistinctCounts distinct, IReadOnlyList<string> interfaces, Coverage coverage) => frame.Card(
        CardKind.Flow,
        CardText.Of("Flow volume of ", new Code(frame.Name)),
        Sections(frame, volume, distinct, interfaces, coverage),
        [.. SpikeButtons.Of(AllSpikes(volume, distinct), frame.Scope.Window), .. IntervalButtons.OfHours(Hours(volume), frame.Scope.Window), .. Next(frame, volume, distinct)],
        [new AskedSource(EvidenceKind.Flows, coverage)],
        isOverTime: coverage.IsAnswer,
        interfaces.Where(static name => name.StartsWith("eni-", StringComparison.Ordinal)).Select(static name => new EntityRef(EntityKind.NetworkInterface, name)));

    private static IEnumerable<(DateTimeOffset Hour, long Held, string Words)> Hours(FlowVolume volume) => volume.Hours.Select(static hour =>
        (hour.Hour, hour.Totals?.Bytes ?? 0, hour.Totals is { } totals ? $"{ByteWords.Of(totals.In.Bytes)} in, {ByteWords.Of(totals.Out.Bytes)} out" : ""));

    private static IEnumerable<Spike> AllSpikes(FlowVolume volume, DistinctCounts distinct) => volume.Spikes.Concat(distinct.Spikes);

    private static IEnumerable<CardSection> Sections(EvidenceFrame frame, FlowVolume volume, DistinctCounts distinct, IReadOnlyList<string> interfaces, Coverage coverage)
    {
        if (frame.Own is { } own) yield return OwnAddressFlows.Of(own, frame);
        if (coverage.State == CoverageState.Empty) yield return new CardParagraph("No flow record of it in this window, nor before it.");
        if (coverage.State != CoverageState.Answered) yield break;
        var sentences = volume.Sentences(distinct);
        yield return new CardParagraph(CardText.Of(new Strong(sentences[0]), " ", new Literal(string.Join(" ", sentences.Skip(1)))));
        yield return CardChart.Of(volume.ToChart(), "Bytes an hour. The line is what is usual at that hour.");
        yield return CardChart.Of(distinct.ToChart(), "Distinct addresses and ports an hour, rejected records among them.");
        yield return new CardParagraph(CardText.Of(volume.TotalSentence, " ", BaselineWords.Of(volume.Inbound)));
        if (interfaces.Count > 0) yield return new CardParagraph(new CardText(["Taken at ", .. CardPhrases.Names(interfaces, InterfacesNamed), "."]));
        yield return Table(volume, distinct);
    }

    private static IEnumerable<CardButton> Next(EvidenceFrame frame, FlowVolume volume, DistinctCounts distinct)
    {
        if (frame.Own is { IsPublic: true } own)
            return [EvidenceOffer.Button(Verb.Flow, new EntityRef(EntityKind.Ec2Instance, own.InstanceId), frame.Scope.Window, "Flow of the instance"), .. frame.Offer.Buttons(frame.Entity, frame.Scope.Window, Verb.Calls)];
        var busiest = SpikeButtons.Hours(AllSpikes(volume, distinct), frame.Scope.Window).Select(static hour => (Investigation.Timing.TimeWindow?)hour).FirstOrDefault() ?? frame.Scope.Window;
        return [.. frame.Offer.Buttons(frame.Entity, busiest, Verb.Activity), .. frame.Offer.Buttons(frame.Entity, frame.Scope.Window, Verb.New)];
    }

    private static CardTable Table(FlowVolume volume, DistinctCounts distinct)
    {
        var counted = distinct.Hours.ToDictionary(static hour => hour.Hour);
        return new CardTable(
            "Hour by hour",
            [
                new("hour"), new("in", true), new("usual in", true), new("out", true), new("usual out", true), new("rejected in", true), new("rejected out", true),
                new("addresses in", true), new("addresses out", true), new("local ports", true), new("remote ports", true), new("complete"),
            ],
            [.. volume.Hours.Select(hour => Row(hour, counted.GetValueOrDefault(hour.Hour)?.Counts))])
        { Shown = 0 };
    }

    private static IReadOnlyList<CardText> Row(FlowVolumeHour hour, DistinctHour? counts) =>
    [
        CardText.Of(new Moment(hour.Hour)), Bytes(hour.Totals?.In.Bytes), Bytes(hour.UsualIn?.Level), Bytes(hour.Totals?.Out.Bytes), Bytes(hour.UsualOut?.Level),
        Bytes(hour.Totals?.RejectedIn.Bytes), Bytes(hour.Totals?.RejectedOut.Bytes),
        Count(counts?.In.RemoteAddresses), Count(counts?.Out.RemoteAddresses), Count(counts?.All.LocalPorts), Count(counts?.All.RemotePorts),
        hour.Totals is null ? "unknown" : hour.IsPartial ? "in part" : "yes",
    ];

    private static CardText Bytes(double? bytes) => bytes is { } known ? CardText.Of(ByteWords.Cell((long)Math.Round(known))) : "-";

    private static CardText Count(long? count) => count is { } known ? CardText.Of(ByteWords.Count(known)) : "-";
}
