using System.Text.Json;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Activities that were recorded in Teams and are not part of the repository.</summary>
public sealed class TeamsRecordedTests
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CHATOPS_CORPUS") is { Length: > 0 } named && Directory.Exists(Path.Combine(named, "teams")) ? Path.Combine(named, "teams") : null;

    [RecordedFact]
    public void Every_one_is_read_and_what_bots_wrote_is_nobody_s()
    {
        foreach (var file in Directory.EnumerateFiles(Folder!, "*.json"))
        {
            var activity = new TeamsActivity(JsonElement.Parse(File.ReadAllBytes(file)));
            var said = TeamsSaying.Of(new Heard(activity.Type ?? "", "t", file, activity.Raw, DateTimeOffset.UnixEpoch), activity);
            if (activity.From?.StartsWith("28:", StringComparison.Ordinal) == true) said.ShouldBeNull(file);
            TeamsPress.Of(activity.Value?.Member("action")?.Member("data")).ShouldBeNull(file);
            if (activity.Text == "<at>ridotest</at> reply to thread")
            {
                var written = said.ShouldNotBeNull(file).Written;
                (written.Words, written.Command, written.IsMentioned, written.IsAddressed, written.CalledAs).ShouldBe(("reply to thread", "reply to thread", true, true, "ridotest"));
                written.People.ShouldBeEmpty();
                said.Root.ShouldNotBeNull();
                said.Files.ShouldBeEmpty();
            }
        }
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class RecordedFactAttribute : FactAttribute
    {
        public RecordedFactAttribute() => Skip = Folder is null ? "no recorded activities: set CHATOPS_CORPUS to a folder that holds teams/" : null;
    }
}
