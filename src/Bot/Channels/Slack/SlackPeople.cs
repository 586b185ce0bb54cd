using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Slack.Api;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Who somebody is, and in which of the policy's groups. A Slack that is slow costs a name, not an answer.</summary>
internal sealed class SlackPeople(SlackApi api, SlackGroups groups, TimeProvider time)
{
    private const int LongestName = 80;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ChatMemory<string> names = new(time, TimeSpan.FromHours(1), 10_000);

    public async Task<Person> OfAsync(string userId, CancellationToken cancellationToken)
    {
        var name = NameAsync(userId, cancellationToken);
        var inGroups = groups.OfAsync(userId, cancellationToken);
        return new Person(SlackOptions.Vendor, userId, await name) { Groups = await inGroups };
    }

    /// <summary>The name to show; the id while Slack does not say another.</summary>
    public async Task<string> NameAsync(string user, CancellationToken cancellationToken)
    {
        if (names.Find(user) is { } known) return known;
        var asked = await SlackPatience.OfAsync(stop => api.ReadAsync("users.info", [new("user", user)], stop), Patience, time, cancellationToken);
        if (asked is SlackOk ok && Read(ok.Body) is { } name)
        {
            names.Keep(user, name);
            return name;
        }

        return names.FindOld(user) ?? user;
    }

    /// <summary>What people call themselves, else the name they have.</summary>
    private static string? Read(JsonElement body)
    {
        if (body.Member("user") is not { } user) return null;
        var profile = user.Member("profile") ?? default;
        return Name(profile, "display_name") ?? Name(profile, "real_name") ?? Name(user, "real_name") ?? Name(user, "name");
    }

    private static string? Name(JsonElement at, string member) =>
        at.Text(member)?.Trim() is { Length: > 0 } name ? name.Length > LongestName ? name[..LongestName] : name : null;
}
