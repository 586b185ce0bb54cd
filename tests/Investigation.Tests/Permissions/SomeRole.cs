using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Permissions;

/// <summary>Roles and calls made of plain values.</summary>
internal static class SomeRole
{
    /// <summary>A role with one inline policy of these statements.</summary>
    public static RoleProfile With(params string[] statements) => new("111122223333", "gardener", "arn:aws:iam::111122223333:role/gardener")
    {
        Policies = [new RolePolicy("garden", PolicyOrigin.Inline, PolicyReader.Read($$"""{"Statement":[{{string.Join(',', statements)}}]}"""))],
    };

    public static string Allow(string actions, string more = "\"Resource\":\"*\"") => $$"""{"Effect":"Allow","Action":[{{Quoted(actions)}}],{{more}}}""";

    public static string Deny(string actions, string more = "\"Resource\":\"*\"") => $$"""{"Effect":"Deny","Action":[{{Quoted(actions)}}],{{more}}}""";

    public static PermissionUse Used(RoleProfile role, params (string Service, string Call, string Error, long Count)[] calls) => UnusedPermissions.Of(RoleGrants.Of(role), Figures(calls));

    public static CallFigures Figures(params (string Service, string Call, string Error, long Count)[] calls)
    {
        var rows = calls.Select(static call => new CallRow([call.Service, call.Call, call.Error], call.Error == "-" ? new CallCount(call.Count, 0) : new CallCount(0, call.Count), default, null, null)).ToList();
        return new CallFigures([], [new CallTable([CallColumn.Service, CallColumn.Call, CallColumn.Error], rows, rows.Count, default)]);
    }

    private static string Quoted(string actions) => string.Join(',', actions.Split(' ').Select(static action => $"\"{action}\""));
}
