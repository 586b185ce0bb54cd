namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Which flow log an object is of, as a name: account, region and series of its key, each empty when the key does not tell.</summary>
internal static class FlowSeries
{
    private const char Divider = '|';

    /// <summary>The name.</summary>
    public static string Of(LogObject log) => $"{log.Account}{Divider}{log.Region}{Divider}{log.Series}";

    /// <summary>The name for keeping: account and region are said once when the series says them again.</summary>
    public static string Short(string series)
    {
        var parts = series.Split(Divider, 3);
        var again = $"{parts[0]}_vpcflowlogs_{parts[1]}_";
        return parts[2].StartsWith(again, StringComparison.Ordinal) ? $"{parts[0]}{Divider}{parts[1]}{Divider}{Divider}{parts[2][again.Length..]}" : series;
    }

    /// <summary>What <see cref="Short"/> made short.</summary>
    public static string Long(string kept)
    {
        var parts = kept.Split(Divider, 4);
        return parts.Length < 3 ? $"{Divider}{Divider}" : parts is [_, _, "", _] ? $"{parts[0]}{Divider}{parts[1]}{Divider}{parts[0]}_vpcflowlogs_{parts[1]}_{parts[3]}" : kept;
    }

    /// <summary>Account and region, which two flow logs over one interface share.</summary>
    public static string Surroundings(string series) => series[..series.LastIndexOf(Divider)];

    /// <summary>The name as the keys have it.</summary>
    public static string Shown(string series) => series[(series.LastIndexOf(Divider) + 1)..] is { Length: > 0 } shown ? shown.TrimEnd('_') : "objects without a stamp";

    /// <summary>Whether the flow log is of the account and region a question is limited to, as far as its keys tell.</summary>
    public static bool IsOfSource(string series, EvidenceQuestion question)
    {
        var parts = series.Split(Divider, 3);
        return parts.Length < 3 || (Fits(parts[0], question.Account) && Fits(parts[1], question.Region));
    }

    private static bool Fits(string told, string? asked) => asked is null || told.Length == 0 || told == asked;
}
