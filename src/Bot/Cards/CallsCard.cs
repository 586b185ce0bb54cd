using System.Globalization;
using ChatOps.Bot.Access;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Charts;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Cards;

/// <summary>Calls of an entity per hour, successful and failed, against what is usual; who called what, from where and with which key.</summary>
internal static class CallsCard
{
    private const int BranchesShown = 5;

    private const int RowsShown = 12;

    /// <summary>Length of a line of the tree in words.</summary>
    private const int LineLength = 320;

    private const int BranchLength = 180;

    /// <param name="figures">Answer to <see cref="ActivityTopic.Calls"/> or <see cref="ActivityTopic.Kubernetes"/>; null when there is none.</param>
    public static Card Of(EvidenceFrame frame, CallVolume volume, CallFigures? figures, Coverage coverage) => frame.Card(
        volume.Source == EvidenceKind.KubernetesAudit ? CardKind.Kubernetes : CardKind.Calls,
        CardText.Of(volume.Source == EvidenceKind.KubernetesAudit ? "Kubernetes calls of " : "API calls of ", new Code(frame.Name)),
        Sections(frame, volume, figures, coverage),
        [.. SpikeButtons.Of(volume.Spikes, frame.Scope.Window), .. IntervalButtons.OfHours(Menu(volume), frame.Scope.Window), .. frame.Offer.Buttons(frame.Entity, frame.Scope.Window, Verb.New, Verb.Interaction, Verb.Permissions)],
        [new AskedSource(volume.Source, coverage)],
        isOverTime: coverage.IsAnswer,
        CallTables.Find(figures, CallTables.Tree) is { } called ? CallTree.Of(called).Roots.SelectMany(static root => root.Children.Prepend(root)).Select(EntityOf).OfType<EntityRef>() : null);

    private static IEnumerable<(DateTimeOffset Hour, long Held, string Words)> Menu(CallVolume volume) => volume.Hours.Select(static hour =>
        (hour.Hour, hour.Count?.All ?? 0, hour.Count is { } count ? CardPhrases.Count(count.All, "call", "calls") + (count.Failed > 0 ? $", {CardPhrases.Number(count.Failed)} failed" : "") : ""));

    private static IEnumerable<CardSection> Sections(EvidenceFrame frame, CallVolume volume, CallFigures? figures, Coverage coverage)
    {
        if (frame.Own is { } own) yield return new CardParagraph(OwnAddressWords.Of(own));
        if (coverage.State == CoverageState.Empty) yield return new CardParagraph("No call in this window, nor before it.");
        if (coverage.State != CoverageState.Answered) yield break;
        yield return new CardParagraph(CardText.Of(new Strong(volume.TotalSentence), " ", new Literal(string.Join(" ", Sentences(volume)))));
        if (CallTables.Find(figures, CallTables.Errors) is { } errors)
        {
            foreach (var section in Outcomes(CallTree.Of(errors))) yield return section;
        }

        if (volume.Hours.Count > 1)
        {
            yield return CardChart.Of(volume.ToChart(), "Calls an hour, failed ones on top. The line is what is usual at that hour.");
        }

        if (volume.Total.All > 0 && CallTables.Find(figures, CallTables.Tree) is { } called)
        {
            foreach (var section in Tree(frame, CallTree.Of(called))) yield return section;
            yield return Table("Who called what", called, frame);
            if (CallTables.Find(figures, CallTables.ByKey) is { } keys) yield return Table("By call and access key", keys, frame) with { Shown = 0 };
        }

        if (volume.Hours.Count > 1) yield return Hours(volume);
        yield return new CardParagraph(BaselineWords.Of(volume.Succeeded));
    }

    /// <summary>When most hours are far above the usual, naming three of them says nothing.</summary>
    private static IEnumerable<string> Sentences(CallVolume volume)
    {
        var hours = volume.Spikes.Select(static spike => spike.Hour).Distinct().Count();
        return hours <= SpikeButtons.Most
            ? volume.Sentences().Skip(1)
            : new[] { volume.ShareSentence, volume.TypicalSentence, $"{CardPhrases.Number(hours)} of {CardPhrases.Count(volume.Hours.Count, "hour", "hours")} are far above the usual." }.OfType<string>();
    }

    /// <summary>What succeeded, and what failed with which error.</summary>
    private static IEnumerable<CardSection> Outcomes(CallTree tree)
    {
        var facts = new List<CardFact>();
        if (tree.Words(CallOutcome.Succeeded, LineLength) is { Length: > 0 } succeeded) facts.Add(new CardFact("Successful", CardText.Of(new Literal(succeeded))));
        if (tree.Words(CallOutcome.Failed, LineLength) is { Length: > 0 } failed) facts.Add(new CardFact("Failed", CardText.Of(new Literal(failed))));
        if (facts.Count > 0) yield return new CardFacts(facts);
    }

    /// <summary>The first level on which the tree branches: principals of an address, addresses of a principal.</summary>
    private static IEnumerable<CardSection> Tree(EvidenceFrame frame, CallTree tree)
    {
        IReadOnlyList<CallNode> branches = tree.Roots is [var only] && only.Children.Count > 0 ? only.Children : tree.Roots;
        if (branches.Count == 0) yield break;
        if (branches is [var one])
        {
            if (EntityOf(one) is { } entity && entity != frame.Entity) yield return new CardList([Open(CardText.Of("All of them by ", new Code(Name(one.Value))), entity)]);
            yield break;
        }

        yield return new CardParagraph(CardText.Of(new Strong($"By {Head(branches[0].Column)}")));
        yield return new CardList([.. branches.Take(BranchesShown).Select(branch => Branch(frame, tree, branch))]);
        if (branches.Count > BranchesShown) yield return new CardParagraph($"+{CardPhrases.Count(branches.Count - BranchesShown, "more", "more")} in the table below and its CSV");
    }

    private static CardItem Branch(EvidenceFrame frame, CallTree tree, CallNode branch)
    {
        // a level with one node only says nothing, unless it is what was called
        var below = branch.Children;
        while (below is [{ Column: CallColumn.Address or CallColumn.Principal } only]) below = only.Children;
        var words = new CallTree(tree.Columns, below, branch.Count, 0, default).Words(CallOutcome.All, BranchLength);
        var failed = branch.Count.Failed > 0 ? $", {CardPhrases.Number(branch.Count.Failed)} failed" : "";
        var text = CardText.Of(new Code(Name(branch.Value)), $": {CardPhrases.Count(branch.Count.All, "call", "calls")}{failed}: ", new Literal(words));
        return EntityOf(branch) is { } entity && entity != frame.Entity ? Open(text, entity) : new CardItem(text);
    }

    private static CardItem Open(CardText text, EntityRef entity) => new(text, EvidenceOffer.OpenHere(entity));

    private static EntityRef? EntityOf(CallNode node) => node.Column switch
    {
        CallColumn.Address => IpText.Canonical(node.Value) is { } address ? new EntityRef(EntityKind.IpAddress, address) : null,
        CallColumn.Principal => EntityArn.Read(node.Value),
        _ => null,
    };

    private static CardTable Table(string caption, CallTable table, EvidenceFrame frame)
    {
        var rows = table.Rows.Where(static row => row.Scope.All > 0).ToList();
        CardColumn[] columns = [.. table.Columns.Select((column, at) => new CardColumn(Head(column)) { InCsvOnly = at < table.Columns.Count - 2 && IsSame(rows, at) })];
        var first = Array.FindIndex(columns, static column => !column.InCsvOnly);
        var cut = table.RowCount > table.Rows.Count ? $", the first {CardPhrases.Number(table.Rows.Count)} of {CardPhrases.Number(table.RowCount)}" : "";
        return new CardTable(
            $"{caption}{frame.Day}{cut}",
            [.. columns, new("successful", true), new("failed", true), new("first"), new("last")],
            [.. rows.Select(row => (IReadOnlyList<CardText>)
            [
                .. row.Values.Select(static value => CardText.Of(new Code(Name(value)))),
                CardText.Of(ByteWords.Count(row.Scope.Succeeded)), CardText.Of(ByteWords.Count(row.Scope.Failed)), frame.At(row.First), frame.At(row.Last),
            ])])
        {
            Shown = RowsShown,
            Total = [.. columns.Select((_, at) => (CardText)(at == first ? "all" : "")), CardText.Of(ByteWords.Count(table.Total.Succeeded)), CardText.Of(ByteWords.Count(table.Total.Failed)), "", ""],
        };
    }

    /// <summary>Whether a column says the same in each row: the address asked about, the only principal.</summary>
    private static bool IsSame(List<CallRow> rows, int at) => rows.Count > 0 && rows.All(row => row.Values[at] == rows[0].Values[at]);

    private static CardTable Hours(CallVolume volume) => new(
        "Hour by hour",
        [new("hour"), new("successful", true), new("usual", true), new("failed", true), new("usual failed", true), new("complete")],
        [.. volume.Hours.Select(static hour => (IReadOnlyList<CardText>)
        [
            CardText.Of(new Moment(hour.Hour)),
            Count(hour.Count?.Succeeded), Usual(hour.UsualSucceeded), Count(hour.Count?.Failed), Usual(hour.UsualFailed),
            hour.Count is null ? "unknown" : hour.IsPartial ? "in part" : "yes",
        ])])
    { Shown = 0 };

    private static CardText Count(long? count) => count is { } known ? CardText.Of(ByteWords.Count(known)) : "-";

    private static CardText Usual(Usual? usual) => usual is { } known ? known.Level.ToString("0.#", CultureInfo.InvariantCulture) : "-";

    private static string Name(string value) => EntityArn.Read(value) is { } entity ? EntityLabel.Name(entity) : value;

    public static string Head(CallColumn column) => column switch
    {
        CallColumn.AccessKey => "access key",
        CallColumn.UserAgent => "user agent",
        _ => column.ToString().ToLowerInvariant(),
    };
}
