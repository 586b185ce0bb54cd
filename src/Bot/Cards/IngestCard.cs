using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Cards;

/// <summary>How far the evidence index is: what is not in it yet makes answers slower, never wrong.</summary>
internal static class IngestCard
{
    public static Card Of(IngestProgress progress, bool isSample) => new(CardKind.Ingest, Title(progress))
    {
        Sections = [.. Sections(progress)],
        Footnote = progress.LastRun is { } at
            ? CardText.Of($"The index takes {ByteWords.Of(progress.IndexBytes)}. Last run ended ", new Moment(at), ".")
            : (CardText)$"The index takes {ByteWords.Of(progress.IndexBytes)}. No run has ended yet.",
        IsSample = isSample,
    };

    /// <summary>Kind of log in our own words.</summary>
    public static string Name(LogKind kind) => kind switch
    {
        LogKind.CloudTrail => "CloudTrail",
        LogKind.FlowLogs => "VPC flow logs",
        LogKind.EksAudit => "EKS audit logs",
        _ => "other logs",
    };

    private static CardText Title(IngestProgress progress) =>
        progress.Lines.Count == 0 ? "There are no logs to put into the evidence index"
        : progress.Lines.All(static line => line.Percent == 100) ? "The evidence index is up to date"
        : progress.IsRunning ? "Logs are being put into the evidence index"
        : "The evidence index is behind the logs";

    private static IEnumerable<CardSection> Sections(IngestProgress progress)
    {
        if (progress.Lines.Count > 0) yield return new CardTable("Logs and how much of them is in the index", Columns, [.. progress.Lines.Select(Row)]);
        var problems = progress.Lines.Select(static line => line.Problem).Prepend(progress.Problem).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var problem in problems) yield return new CardParagraph(CardText.Of("It does not go on: ", new Literal(problem)));
        if (problems.Count > 0 || progress.Lines.Any(static line => line.Percent < 100)) yield return new CardParagraph("What is not in the index is read itself for every question: slower, not less exact.");
    }

    private static CardColumn[] Columns { get; } = [new("Logs"), new("Objects", IsNumber: true), new("In the index", IsNumber: true), new("Stored", IsNumber: true), new("Done", IsNumber: true), new("Damaged", IsNumber: true)];

    private static CardText[] Row(IngestLine line) => [Name(line.Kind), CardPhrases.Number(line.Objects), CardPhrases.Number(line.Indexed), ByteWords.Of(line.Bytes), $"{line.Percent} %", CardPhrases.Number(line.Damaged)];
}
