using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Teams;

/// <summary>A call of the connector, taken apart.</summary>
/// <param name="Detail">What the path names beside conversation and activity: a member, a team, a kind of reaction.</param>
/// <param name="IsTargeted">Meant for one person's eyes.</param>
internal sealed record TeamsAsked(string Verb, string Operation, string? Conversation, string? Activity, string? Detail, bool IsTargeted, IQueryCollection Query)
{
    public JsonObject? Body { get; init; }

    /// <summary>The channel or chat it is about; null when it is about none.</summary>
    public string? Channel => (Conversation ?? Body?["channelData"]?["channel"]?["id"]?.ToString())?.Split(';')[0];

    public string? Root => Conversation?.Split(";messageid=") is [_, var root] ? root : null;

    /// <summary>Null when there is no such operation.</summary>
    public static TeamsAsked? Of(HttpContext http, string rest)
    {
        var verb = http.Request.Method;
        (string Operation, string? Conversation, string? Activity, string? Detail)? found = (verb, rest.Split('/')) switch
        {
            ("POST", ["v3", "conversations"]) => ("create", null, null, null),
            ("POST", ["v3", "conversations", var c, "activities"]) => ("send", c, null, null),
            ("POST", ["v3", "conversations", var c, "activities", var a]) => ("send", c, a, null),
            ("PUT", ["v3", "conversations", var c, "activities", var a]) => ("edit", c, a, null),
            ("DELETE", ["v3", "conversations", var c, "activities", var a]) => ("delete", c, a, null),
            ("PUT" or "DELETE", ["v3", "conversations", var c, "activities", var a, "reactions", var type]) => ("react", c, a, type),
            ("GET", ["v3", "conversations", var c, "pagedmembers" or "members"]) => ("members", c, null, rest.Split('/')[3]),
            ("GET", ["v3", "conversations", var c, "members", var member]) => ("member", c, null, member),
            ("GET", ["v3", "teams", var team]) => ("team", null, null, team),
            ("GET", ["v3", "teams", var team, "conversations"]) => ("channels", null, null, team),
            _ => null,
        };
        return found is var (operation, conversation, activity, detail) ? new TeamsAsked(verb, operation, conversation, activity, detail, http.Request.Query["isTargetedActivity"] == "true", http.Request.Query) : null;
    }
}
