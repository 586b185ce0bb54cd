using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Slack.Api;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Members of the user groups that the policy names. Of a group that Slack does not tell, the last it told counts; nobody is in one it never told.</summary>
internal sealed partial class SlackGroups(SlackApi api, AccessPolicy policy, TimeProvider time, ILogger<SlackGroups> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ChatMemory<IReadOnlySet<string>> members = new(time, TimeSpan.FromMinutes(5), 1000);

    /// <summary>The groups the person is in, as the policy writes them.</summary>
    public async Task<IReadOnlyCollection<string>> OfAsync(string user, CancellationToken cancellationToken)
    {
        var named = policy.GroupsOf(SlackOptions.Vendor).ToList();
        if (named.Count == 0) return [];
        var known = await Task.WhenAll(named.Select(group => MembersAsync(group, cancellationToken)));
        return [.. named.Where((_, at) => known[at].Contains(user))];
    }

    private async Task<IReadOnlySet<string>> MembersAsync(string group, CancellationToken cancellationToken)
    {
        if (members.Find(group) is { } known) return known;
        var id = group[(SlackOptions.Vendor.Length + 1)..].ToUpperInvariant(); // people write ids in any case
        var asked = await SlackPatience.OfAsync(stop => api.ReadAsync("usergroups.users.list", [new("usergroup", id)], stop), Patience, time, cancellationToken);
        if (asked is SlackOk ok && ok.Body.Member("users") is { ValueKind: JsonValueKind.Array } users)
        {
            var told = users.EnumerateArray().Where(static user => user.ValueKind == JsonValueKind.String).Select(static user => user.GetString()!).ToHashSet(StringComparer.Ordinal);
            members.Keep(group, told);
            return told;
        }

        Log.Unknown(logger, group, asked is SlackRefused refused ? refused.ToString() : "no answer");
        return members.FindOld(group) ?? new HashSet<string>();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Slack does not say who is in {Group}, which the policy names: {Why}")]
        public static partial void Unknown(ILogger logger, string group, string why);
    }
}
