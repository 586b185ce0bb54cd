using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>How bad it is, at a glance: one mark before the title and the color behind it. The words stand beside them.</summary>
internal static class TeamsSeverity
{
    public static string Mark(Severity severity) => severity switch
    {
        { Band: SeverityBand.High or SeverityBand.Critical } => "🔴",
        { Band: SeverityBand.Medium } => "🟠",
        { Value: < 1 } => "⚪",
        _ => "🟡",
    };

    public static string Style(Severity severity) => severity switch
    {
        { Band: SeverityBand.High or SeverityBand.Critical } => "attention",
        { Band: SeverityBand.Medium } => "warning",
        { Value: < 1 } => "emphasis",
        _ => "accent",
    };
}
