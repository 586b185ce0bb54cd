using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Names and lanes of the jobs about what was heard. They are stored: they never change.</summary>
internal static class TeamsJobs
{
    /// <summary>Hands what was heard to its listener. Lane: one for each channel or chat; order: its thread.</summary>
    public const string HearKind = "hear-teams";

    public static Job Hear(TeamsActivity activity, (string Tenant, string Key, DateTimeOffset At) heard, ReadOnlySpan<byte> body) => HeardJob.Of(
        (HearKind, $"teams-in/{heard.Tenant}/{activity.Conversation.Id}", activity.Conversation.Root ?? activity.Conversation.Id),
        (activity.Type!, heard.Tenant, heard.Key, heard.At),
        body);
}
