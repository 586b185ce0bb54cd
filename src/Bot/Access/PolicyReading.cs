using System.Text.Json;

namespace ChatOps.Bot.Access;

/// <summary>Reads a policy: <c>{"default":"viewer","users":{"web:ana":"admin"},"groups":{},"channels":{"web:security":{"role":"responder","verbs":{"close":"admin"}}},"verbs":{"note":"responder"}}</c>.
/// Every mistake is told with its JSON path; what is wrong never gives somebody more.</summary>
internal sealed class PolicyReading(List<string> errors)
{
    private const string Known = "default, users, groups, channels and verbs";

    /// <summary>What only admins do whatever the file says: whoever could lower these could give themselves the rest.</summary>
    private static readonly string[] OfAdmins = [Verb.Policy, Verb.Audit, Verb.Ingest, Verb.Resend];

    public PolicyFile Read(string json)
    {
        var policy = new PolicyFile(Role.Viewer, Named<Role>(), Named<Role>(), Named<ChannelRule>());
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                errors.Add("$ is no object; write {\"default\":\"viewer\",\"users\":{},\"groups\":{},\"channels\":{},\"verbs\":{}}");
                return policy;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!seen.Add(member.Name)) errors.Add($"$['{member.Name}'] stands there twice");
                policy = With(policy, member);
            }
        }
        catch (JsonException wrong)
        {
            errors.Add($"it is no JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}");
        }

        return policy;
    }

    private PolicyFile With(PolicyFile policy, JsonProperty member)
    {
        var path = $"$.{member.Name}";
        switch (member.Name)
        {
            case "default":
                return policy with { Default = RoleOf(member.Value, path) };
            case "users":
                return policy with { Users = OfChat(member.Value, path, RoleOf) };
            case "groups":
                return policy with { Groups = OfChat(member.Value, path, RoleOf) };
            case "channels":
                return policy with { Channels = OfChat(member.Value, path, RuleIn) };
            case "verbs":
                return policy with { Verbs = VerbsOf(member.Value, path) };
            default:
                errors.Add($"$['{member.Name}'] is not known; use {Known}");
                return policy;
        }
    }

    private Dictionary<string, T> OfChat<T>(JsonElement value, string path, Func<JsonElement, string, T> read) => Members(value, path, "names and roles, such as {\"web:ana\":\"admin\"}", (named, place) =>
    {
        if (named.Name.IndexOf(':', StringComparison.Ordinal) <= 0) errors.Add($"{place} names no chat; write vendor and name, such as web:ana");
        return read(named.Value, place);
    });

    /// <summary>A channel nobody has, closed, would leave the one that was meant open.</summary>
    private ChannelRule RuleIn(JsonElement value, string path)
    {
        if (!path.StartsWith("$.channels['web:", StringComparison.OrdinalIgnoreCase) && path.Contains(':', StringComparison.Ordinal) && !path.Contains('/', StringComparison.Ordinal))
            errors.Add($"{path} names no workspace; write <chat>:<workspace>/<channel>, such as slack:T0123ABCD/C024BE91L");
        return RuleOf(value, path);
    }

    private ChannelRule RuleOf(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object) return new ChannelRule(RoleOf(value, path), Named<Role>());
        var rule = new ChannelRule(null, Named<Role>());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!seen.Add(member.Name)) errors.Add($"{path}.{member.Name} stands there twice");
            if (member.Name == "role") rule = rule with { Role = RoleOf(member.Value, $"{path}.role") };
            else if (member.Name == "verbs") rule = rule with { Verbs = VerbsOf(member.Value, $"{path}.verbs") };
            else errors.Add($"{path}['{member.Name}'] is not known; use role and verbs");
        }

        return rule;
    }

    private Dictionary<string, Role> VerbsOf(JsonElement value, string path) => Members(value, path, "verbs and roles, such as {\"close\":\"admin\"}", (named, place) =>
    {
        var role = RoleOf(named.Value, place);
        if (!Verb.LeastRole.ContainsKey(named.Name.ToLowerInvariant())) errors.Add($"{place} is no verb; use one of {string.Join(", ", Verb.LeastRole.Keys)}");
        else if (OfAdmins.Contains(named.Name, StringComparer.OrdinalIgnoreCase) && role != Role.Admin) errors.Add($"{place} is for admins, and the file cannot give it to others; leave it out");
        else if (role == Role.None && named.Value.ValueKind == JsonValueKind.String && named.Value.ValueEquals("none")) errors.Add($"{place} is \"none\", and a verb needs a role: viewer, responder or admin");
        return role;
    });

    private Dictionary<string, T> Members<T>(JsonElement value, string path, string such, Func<JsonProperty, string, T> read)
    {
        var members = Named<T>();
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{path} is no object; write {such}");
            return members;
        }

        foreach (var named in value.EnumerateObject())
        {
            var place = $"{path}['{named.Name}']";
            if (!members.TryAdd(named.Name, read(named, place))) errors.Add($"{place} stands there twice");
        }

        return members;
    }

    private Role RoleOf(JsonElement value, string path)
    {
        switch (value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        {
            case "none":
                return Role.None;
            case "viewer":
                return Role.Viewer;
            case "responder":
                return Role.Responder;
            case "admin":
                return Role.Admin;
            default:
                errors.Add($"{path} is {value.GetRawText()}; use none, viewer, responder or admin");
                return Role.None;
        }
    }

    // People write names of chats and people in any case.
    private static Dictionary<string, T> Named<T>() => new(StringComparer.OrdinalIgnoreCase);
}
