using ChatOps.Bot.Channels.Slack.Api;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Which channels a person is in, as far as we share them: titles of investigations are shown to nobody who could not read them where they are.
/// One call for each person and two minutes (users.conversations with <c>user</c> gives private channels only where we are members too).</summary>
internal sealed class ChannelSight(SlackApi api, TimeProvider time)
{
    private const int MostPages = 3;

    /// <summary>A picker answers within three seconds, with what is known by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private readonly ChatMemory<IReadOnlySet<string>> known = new(time, TimeSpan.FromMinutes(2), 1000);

    /// <returns>Ids of channels; null when Slack did not say.</returns>
    public async Task<IReadOnlySet<string>?> OfAsync(string user, CancellationToken cancellationToken)
    {
        if (known.Find(user) is { } kept) return kept;
        var now = time.GetUtcNow();
        var channels = new HashSet<string>(StringComparer.Ordinal);
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var arguments = new Dictionary<string, string> { ["user"] = user, ["types"] = "public_channel,private_channel", ["exclude_archived"] = "true", ["limit"] = "999", ["cursor"] = cursor };
            var left = now + Patience - time.GetUtcNow(); // for all pages together
            if (left <= TimeSpan.Zero) return null;
            var answer = await SlackPatience.OfAsync(stop => api.ReadAsync("users.conversations", arguments.Where(static each => each.Value.Length > 0), stop), left, time, cancellationToken);
            if (answer is not SlackOk ok) return null;
            channels.UnionWith(ok.Body.Items("channels").Select(static channel => channel.Text("id")).OfType<string>());
            cursor = ok.Body.Text("response_metadata", "next_cursor") ?? "";
            if (cursor.Length == 0) break;
        }

        known.Keep(user, channels);
        return channels;
    }
}
