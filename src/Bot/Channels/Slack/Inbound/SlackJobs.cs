using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Names and lanes of the jobs about what was heard. They are stored: they never change.</summary>
internal static class SlackJobs
{
    /// <summary>Hands what was heard to its listener. Lane: one for each channel; order: its thread.</summary>
    public const string HearKind = "hear-slack";

    /// <summary>Brings a private answer. Lane: one for each person.</summary>
    public const string AnswerKind = "answer-slack";

    public static Job Hear(SlackTold told, string team, DateTimeOffset heardAt) =>
        HeardJob.Of((HearKind, $"slack-in/{team}/{told.Channel}", told.Order), (told.Type, team, told.Key, heardAt), told.Payload.Span);
}
