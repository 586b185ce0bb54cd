using System.Text.Json;

namespace ChatOps.Bot.Access;

/// <summary>Who may do what, as an operator writes it: <c>{"default":"viewer","users":{"web:ana":"admin"},"groups":{},"channels":{"web:security":"responder"}}</c>.
/// Of user, group, channel and default the first that is named decides; of several groups the one with the highest role. A channel with the role none is for nobody.
/// Groups count where the chat tells who is in them.</summary>
internal sealed record PolicyFile(Role Default, IReadOnlyDictionary<string, Role> Users, IReadOnlyDictionary<string, Role> Groups, IReadOnlyDictionary<string, Role> Channels)
{
    private const string Roles = "none, viewer, responder or admin";

    /// <summary>Reads the document; every mistake goes to <paramref name="errors"/> with its JSON path.</summary>
    public static PolicyFile Read(string json, List<string> errors)
    {
        var empty = new PolicyFile(Role.Viewer, Named(), Named(), Named());
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document.RootElement.EnumerateObject().Aggregate(empty, (policy, member) => With(policy, member, errors));
            errors.Add("$ is no object; write {\"default\":\"viewer\",\"users\":{},\"groups\":{},\"channels\":{}}");
        }
        catch (JsonException wrong)
        {
            errors.Add($"it is no JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}");
        }

        return empty;
    }

    private static PolicyFile With(PolicyFile policy, JsonProperty member, List<string> errors)
    {
        switch (member.Name)
        {
            case "default":
                return policy with { Default = RoleOf(member.Value, "$.default", errors) };
            case "users":
                return policy with { Users = RolesOf(member, errors) };
            case "groups":
                return policy with { Groups = RolesOf(member, errors) };
            case "channels":
                return policy with { Channels = RolesOf(member, errors) };
            default:
                errors.Add($"$['{member.Name}'] is not known; use default, users, groups and channels");
                return policy;
        }
    }

    private static Dictionary<string, Role> RolesOf(JsonProperty member, List<string> errors)
    {
        var roles = Named();
        if (member.Value.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"$.{member.Name} is no object; write names and roles, such as {{\"web:ana\":\"admin\"}}");
            return roles;
        }

        foreach (var named in member.Value.EnumerateObject())
        {
            var path = $"$.{member.Name}['{named.Name}']";
            if (named.Name.IndexOf(':', StringComparison.Ordinal) <= 0) errors.Add($"{path} names no chat; write vendor and name, such as web:ana");
            if (!roles.TryAdd(named.Name, RoleOf(named.Value, path, errors))) errors.Add($"{path} stands there twice");
        }

        return roles;
    }

    private static Role RoleOf(JsonElement value, string path, List<string> errors)
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
                errors.Add($"{path} is {value.GetRawText()}; use {Roles}");
                return Role.None;
        }
    }

    // People write names of chats and people in any case.
    private static Dictionary<string, Role> Named() => new(StringComparer.OrdinalIgnoreCase);
}
