using ChatOps.Bot.Access;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Cards;

/// <summary>Traffic of a window by address, ports, protocol and fate, most bytes first.</summary>
internal static class ActivityCard
{
    private const int Shown = 15;

    /// <param name="figures">Answer to <see cref="ActivityTopic.FlowActivity"/>; null when there is none.</param>
    /// <param name="why">Why this window was chosen; null when it was named.</param>
    public static Card Of(EvidenceFrame frame, FlowFigures? figures, string? why, Coverage coverage) => frame.Card(
        CardKind.Activity,
        CardText.Of("Flow activity of ", new Code(frame.Name)),
        Sections(frame, FlowTables.Find(figures, FlowTables.Activity), FlowTables.Find(figures, FlowTables.Addresses), why, coverage),
        [new CardButton("Set this interval", new CardAction(Verb.Interval, frame.Scope.Window.ToString())), .. frame.Offer.Buttons(frame.Entity, null, Verb.Flow), .. frame.Offer.Buttons(frame.Entity, frame.Scope.Window, Verb.Calls, Verb.New)],
        [new AskedSource(EvidenceKind.Flows, coverage)]);

    private static IEnumerable<CardSection> Sections(EvidenceFrame frame, FlowTable? table, FlowTable? addresses, string? why, Coverage coverage)
    {
        if (why is not null) yield return new CardParagraph(why);
        if (frame.Own is { } own) yield return OwnAddressFlows.Of(own, frame);
        if (!coverage.IsAnswer) yield break;
        if (table is null || table.Rows.Count == 0)
        {
            yield return new CardParagraph("No flow record of it in this window.");
            yield break;
        }

        if (addresses is { Rows: [var first, ..] })
        {
            yield return new CardParagraph(Lead(first, table, addresses.RowCount));
            yield return new CardList([.. addresses.Rows.Select(row => Address(frame, row, table.Total))]);
        }

        yield return Table(frame, table);
        if (table.RowCount > table.Rows.Count)
            yield return new CardParagraph($"The CSV holds the first {CardPhrases.Number(table.Rows.Count)} of {CardPhrases.Number(table.RowCount)} rows, those with most bytes; a shorter window holds fewer.");
    }

    private static CardText Lead(FlowRow first, FlowTable table, long addresses) => CardText.Of(
        $"{ByteWords.Cell(table.Total.In.Bytes).Text} in, {ByteWords.Cell(table.Total.Out.Bytes).Text} out",
        table.Total.RejectedIn.Records + table.Total.RejectedOut.Records > 0
            ? $", {CardPhrases.Count(table.Total.RejectedIn.Records + table.Total.RejectedOut.Records, "record", "records")} rejected"
            : "",
        $"; {CardPhrases.Count(addresses, "address", "addresses")}, led by ",
        new Code(first.Values[0]),
        $" with {Most(first.Scope)}.");

    /// <summary>The larger of both directions.</summary>
    private static string Most(FlowTotals totals) => In(totals) >= Out(totals) ? $"{ByteWords.Cell(In(totals)).Text} in" : $"{ByteWords.Cell(Out(totals)).Text} out";

    private static CardItem Address(EvidenceFrame frame, FlowRow row, FlowTotals all)
    {
        var share = all.Bytes == 0 ? 0 : 100d * row.Scope.Bytes / all.Bytes;
        var text = new CardText([
            new Code(row.Values[0]),
            $": {ByteWords.Cell(row.Scope.In.Bytes).Text} in, {ByteWords.Cell(row.Scope.Out.Bytes).Text} out, {share.ToString(share < 10 ? "0.#" : "0", System.Globalization.CultureInfo.InvariantCulture)} % of all bytes, ",
            .. frame.At(row.First).Runs, " – ", .. frame.At(row.Last).Runs]);
        if (IpText.Canonical(row.Values[0]) is not { } address) return new CardItem(text);
        var entity = new EntityRef(EntityKind.IpAddress, address);
        return new CardItem(text, EvidenceOffer.OpenHere(entity)) { Also = [.. frame.Offer.Buttons(entity, frame.Scope.Window, Verb.Interaction)] };
    }

    private static CardTable Table(EvidenceFrame frame, FlowTable table) => new(
        frame.Entity.Kind == EntityKind.IpAddress ? $"By our address and ports{frame.Day}" : $"By remote address and ports{frame.Day}",
        [
            new("address"), new("local port", true), new("remote port", true), new("in", true), new("out", true), new("protocol"), new("direction"), new("action"), new("records", true) { InCsvOnly = true },
        ],
        [.. table.Rows.Select(Row)])
    {
        Shown = Shown,
        Total =
        [
            "all", "", "", CardText.Of(ByteWords.Cell(In(table.Total))), CardText.Of(ByteWords.Cell(Out(table.Total))), "", "",
            "", CardText.Of(ByteWords.Count(table.Total.Records)),
        ],
    };

    private static IReadOnlyList<CardText> Row(FlowRow row) =>
    [
        CardText.Of(new Code(row.Values[0])),
        Port(row.Values[1]),
        Port(row.Values[2]),
        CardText.Of(ByteWords.Cell(In(row.Scope))),
        CardText.Of(ByteWords.Cell(Out(row.Scope))),
        Protocols.Of(row.Values[3]) is { } name ? name : CardText.Of(new Literal(row.Values[3])),
        Direction(row.Scope),
        row.Values[4] switch { "ACCEPT" => "accept", "REJECT" => "reject", _ => CardText.Of(new Literal(row.Values[4])) },
        CardText.Of(ByteWords.Count(row.Scope.Records)),
    ];

    private static long In(FlowTotals totals) => totals.In.Bytes + totals.RejectedIn.Bytes;

    private static long Out(FlowTotals totals) => totals.Out.Bytes + totals.RejectedOut.Bytes;

    private static string Direction(FlowTotals totals)
    {
        var isIn = totals.In.Records + totals.RejectedIn.Records > 0;
        var isOut = totals.Out.Records + totals.RejectedOut.Records > 0;
        return (isIn, isOut) switch
        {
            (true, true) => "both",
            (true, false) => "in",
            (false, true) => "out",
            _ => "unknown",
        };
    }

    private static CardText Port(string port) => CardText.Of(new Literal(port));
}
