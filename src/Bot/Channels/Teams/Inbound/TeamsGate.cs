namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Whether an activity may come in with the token it came with. Pure.</summary>
internal static class TeamsGate
{
    /// <summary>The only channel of the connector we take part in. Others, such as Direct Line, let whoever writes say who they are.</summary>
    private const string Channel = "msteams";

    public static TeamsEntry Of(TeamsPass pass, TeamsActivity activity, TeamsOptions options)
    {
        if (!pass.IsOwn && (pass.ServiceUrl is not { } vouched || !vouched.Equals(activity.ServiceUrl, StringComparison.OrdinalIgnoreCase)))
            return new TeamsNoEntry(StatusCodes.Status401Unauthorized, "its token does not vouch for the serviceUrl it names");
        if (activity.ChannelId != Channel) return new TeamsNoEntry(StatusCodes.Status403Forbidden, "it is not of Teams");
        if (!pass.IsOwn && !pass.Endorsements.Contains(Channel, StringComparer.Ordinal)) return new TeamsNoEntry(StatusCodes.Status403Forbidden, "its token is signed with a key that does not vouch for Teams");
        if (Tenant(activity, options) is not { } tenant) return new TeamsNoEntry(StatusCodes.Status403Forbidden, "it is of a tenant that is not let in (Teams:AllowedTenants)");
        if (!Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var service)) return new TeamsNoEntry(StatusCodes.Status403Forbidden, "its serviceUrl is no address");
        return options.MayCall(service)
            ? new TeamsLetIn(tenant, TeamsOptions.Slashed(service))
            : new TeamsNoEntry(StatusCodes.Status403Forbidden, "its serviceUrl is of a host that is not called (Teams:AllowedServiceHosts)") { Host = service.IdnHost };
    }

    /// <summary>Each tenant that is named has to be allowed; in a shared channel that may be two. As the options write it, for ids of tenants are compared by letter everywhere else.</summary>
    private static string? Tenant(TeamsActivity activity, TeamsOptions options)
    {
        var named = new[] { activity.Raw.Text("conversation", "tenantId"), activity.ChannelData?.Text("tenant", "id") }.OfType<string>().ToList();
        if (!named.TrueForAll(tenant => options.AllowedTenants.Contains(tenant, StringComparer.OrdinalIgnoreCase))) return null;
        return activity.Tenant is { } ours ? options.AllowedTenants.Prepend(options.TenantId).First(tenant => tenant.Equals(ours, StringComparison.OrdinalIgnoreCase)) : null;
    }
}

internal abstract record TeamsEntry;

/// <param name="Tenant">As our options write it.</param>
/// <param name="ServiceUrl">Of an allowed host, with a slash at its end.</param>
internal sealed record TeamsLetIn(string Tenant, Uri ServiceUrl) : TeamsEntry;

/// <param name="Status">HTTP status.</param>
/// <param name="Why">In words of ours; nothing of the activity.</param>
internal sealed record TeamsNoEntry(int Status, string Why) : TeamsEntry
{
    /// <summary>The host that is not called; null when it is not for its host.</summary>
    public string? Host { get; init; }
}
