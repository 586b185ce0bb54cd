using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>How bad it is, at a glance: one mark before the title and the color of the bar. The words stand beside it.</summary>
internal static class SlackSeverity
{
    public static string Mark(Severity severity) => severity switch
    {
        { Band: SeverityBand.High or SeverityBand.Critical } => "🔴",
        { Band: SeverityBand.Medium } => "🟠",
        { Value: < 1 } => "⚪",
        _ => "🟡",
    };

    public static string Color(Severity severity) => severity switch
    {
        { Band: SeverityBand.Critical } => "#8B0000",
        { Band: SeverityBand.High } => "#D13212",
        { Band: SeverityBand.Medium } => "#E8912D",
        { Value: < 1 } => "#9AA0A6",
        _ => "#E2B203",
    };
}
