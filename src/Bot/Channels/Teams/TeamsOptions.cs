using System.Text.RegularExpressions;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>The one app registration we are in Teams. Read once at start; what is wrong stands in <see cref="Errors"/>, all of it.</summary>
internal sealed partial class TeamsOptions
{
    public const string Vendor = "teams";

    private readonly List<string> errors = [];

    private TeamsOptions(IConfiguration configuration)
    {
        IsOn = configuration.GetSection("Teams").Exists();
        AppId = Text(configuration, "Teams:AppId") ?? "";
        TenantId = Text(configuration, "Teams:TenantId") ?? "";
        var cloud = Text(configuration, "Teams:Cloud") ?? TeamsCloud.Public.Name;
        Cloud = TeamsCloud.All.FirstOrDefault(one => one.Name.Equals(cloud, StringComparison.OrdinalIgnoreCase)) ?? TeamsCloud.Public;
        if (!Cloud.Name.Equals(cloud, StringComparison.OrdinalIgnoreCase)) errors.Add($"Teams:Cloud is '{cloud}'; use {string.Join(", ", TeamsCloud.All.Select(static one => one.Name))}.");
        Credential = new TeamsCredential(
            Text(configuration, "Teams:ClientSecret"),
            Text(configuration, "Teams:CertificateFile"),
            Text(configuration, "Teams:CertificatePassword"),
            Text(configuration, "Teams:FederatedTokenFile"),
            Is(configuration, "Teams:ManagedIdentity"));
        AllowedTenants = Listed(configuration, "Teams:AllowedTenants") is { Length: > 0 } tenants ? tenants : [TenantId];
        OwnApplicationTokens = Is(configuration, "Teams:OwnApplicationTokens");
        OpenIdMetadataUrl = Address(configuration, "Teams:OpenIdMetadataUrl", Cloud.OpenIdMetadataUrl, alsoHttpHere: true);
        LoginUrl = Slashed(Address(configuration, "Teams:LoginUrl", Cloud.LoginUrl, alsoHttpHere: false));
        ServiceUrl = Slashed(Address(configuration, "Teams:ServiceUrl", Cloud.ServiceUrl, alsoHttpHere: true));
        AllowedServiceHosts = Listed(configuration, "Teams:AllowedServiceHosts") is { Length: > 0 } hosts ? hosts : [.. new[] { ServiceUrl.Host, Cloud.ServiceUrl.Host }.Distinct(StringComparer.OrdinalIgnoreCase)];
        DefaultChannel = ReadChannel(Text(configuration, "Teams:DefaultChannel"));
        var routed = Routed(configuration).ToList();
        IsToldFindings = configuration.GetSection("Routes").GetChildren().Any() ? routed.Count > 0 : DefaultChannel is not null;
        if (IsOn) Check(configuration);
        foreach (var (option, channel) in routed)
        {
            if (!IsOn) errors.Add($"{option} leads to Teams, and Teams is not configured: Teams:AppId is missing.");
            else if (channel.IndexOf('/', StringComparison.Ordinal) is var end and > 0 && channel[..end] is var tenant && !AllowedTenants.Append(TenantId).Contains(tenant, StringComparer.Ordinal))
                errors.Add($"{option} names the tenant '{tenant}'; use one of Teams:TenantId and Teams:AllowedTenants, in the same letters, or leave it out.");
            else if (!IsChannel(channel[(channel.IndexOf('/', StringComparison.Ordinal) + 1)..])) errors.Add($"{option} names the channel '{channel}' of Teams; use its id, as in teams:19:…@thread.tacv2, which stands in the channel's link.");
        }
    }

    /// <summary>Whether anything of Teams is configured.</summary>
    public bool IsOn { get; }

    /// <summary>Id of the app registration, which is also the bot's.</summary>
    public string AppId { get; }

    /// <summary>The tenant the app registration is in.</summary>
    public string TenantId { get; }

    public TeamsCloud Cloud { get; }

    public TeamsCredential Credential { get; }

    /// <summary>Tenants whose people are heard.</summary>
    public IReadOnlyList<string> AllowedTenants { get; }

    /// <summary>Whether tokens of our own app registration are let in, as test clients show them. Whoever holds the app's secret can then speak as anybody.</summary>
    public bool OwnApplicationTokens { get; }

    public Uri OpenIdMetadataUrl { get; }

    /// <summary>Ends with a slash; without the tenant.</summary>
    public Uri LoginUrl { get; }

    /// <summary>Where a conversation is reached of which nothing was heard yet. Ends with a slash.</summary>
    public Uri ServiceUrl { get; }

    /// <summary>Hosts that are shown our token; one that begins with a dot stands for everything below it.</summary>
    public IReadOnlyList<string> AllowedServiceHosts { get; }

    /// <summary>Id of the channel for findings when there are no routes, and for those whose own channel cannot be spoken in; null for the room.</summary>
    public string? DefaultChannel { get; }

    /// <summary>Whether any finding can be routed to a channel of Teams.</summary>
    public bool IsToldFindings { get; }

    public IReadOnlyList<string> Errors => errors;

    public static TeamsOptions Of(IConfiguration configuration) => new(configuration);

    /// <summary>Ids of channels.</summary>
    public static bool IsChannel(string id) => ChannelId().IsMatch(id);

    /// <summary>The id of a channel that is named by its id or by the link Teams copies; null when the text is neither.</summary>
    public static string? ChannelOf(string text)
    {
        if (IsChannel(text)) return text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var link) || link.Scheme != Uri.UriSchemeHttps) return null;
        return link.Segments.Select(static segment => Uri.UnescapeDataString(segment.TrimEnd('/'))).FirstOrDefault(IsChannel);
    }

    /// <summary>Whether our token may be sent there: https to an allowed host, or http to this machine when it is one.</summary>
    public bool MayCall(Uri service) =>
        (service.Scheme == Uri.UriSchemeHttps || (service.Scheme == Uri.UriSchemeHttp && service.IsLoopback))
        && service.UserInfo.Length == 0
        && AllowedServiceHosts.Any(host => host.StartsWith('.') ? service.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase) : service.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same with a slash at its end, as addresses below it are made.</summary>
    public static Uri Slashed(Uri url) => url.AbsolutePath.EndsWith('/') ? url : new Uri($"{url.GetLeftPart(UriPartial.Path)}/");

    private void Check(IConfiguration configuration)
    {
        if (!IsId(AppId)) errors.Add("Teams:AppId is not the id of an app registration; copy the Microsoft App ID from the Azure Bot's Configuration page.");
        if (!IsId(TenantId)) errors.Add("Teams:TenantId is not the id of a tenant; copy the App Tenant ID from the Azure Bot's Configuration page.");
        foreach (var tenant in AllowedTenants.Where(tenant => tenant != TenantId && !IsId(tenant))) errors.Add($"Teams:AllowedTenants names '{tenant}'; use ids of tenants, with commas between.");
        if (Credential.Kinds is var kinds && kinds != 1)
            errors.Add($"{(kinds == 0 ? "Teams has no credential" : "Teams has more than one credential")}; set one of Teams:ClientSecret, Teams:CertificateFile, Teams:FederatedTokenFile and Teams:ManagedIdentity=true.");
        if (Credential is { CertificateFile: { } certificate } && !File.Exists(certificate)) errors.Add($"Teams:CertificateFile '{certificate}' does not exist; name a PFX file, or a PEM file that holds certificate and key.");
        if (Credential is { FederatedTokenFile: { } token } && !File.Exists(token)) errors.Add($"Teams:FederatedTokenFile '{token}' does not exist; on Kubernetes it is what AZURE_FEDERATED_TOKEN_FILE names.");
        if (Text(configuration, "Teams:DefaultChannel") is { } channel && DefaultChannel is null)
            errors.Add($"Teams:DefaultChannel is '{channel}'; use the channel's link (⋯, Copy link) or the id in it, 19:…@thread.tacv2.");
    }

    /// <summary>As Entra ID writes them: in braces, or without the hyphens, no token would ever fit.</summary>
    private static bool IsId(string text) => Guid.TryParseExact(text, "D", out _);

    private Uri Address(IConfiguration configuration, string name, Uri otherwise, bool alsoHttpHere)
    {
        if (Text(configuration, name) is not { } text) return otherwise;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (alsoHttpHere && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))) return url;
        errors.Add($"{name} is '{text}'; use an https address, such as {otherwise}.");
        return otherwise;
    }

    private static string? ReadChannel(string? text) => text is null ? null : ChannelOf(text);

    /// <summary>What routes name after "teams:", each with the option that names it.</summary>
    private static IEnumerable<(string Option, string Channel)> Routed(IConfiguration configuration) =>
        from rule in configuration.GetSection("Routes").GetChildren()
        from channel in (rule["Channel"] ?? "").Split(',', StringSplitOptions.TrimEntries)
        where channel.StartsWith($"{Vendor}:", StringComparison.Ordinal)
        select ($"{rule.Path}:Channel", channel[(Vendor.Length + 1)..]);

    private bool Is(IConfiguration configuration, string name)
    {
        var text = Text(configuration, name);
        if (text is null || bool.TryParse(text, out _)) return text is not null && bool.Parse(text);
        errors.Add($"{name} is '{text}'; use true or false.");
        return false;
    }

    private static string[] Listed(IConfiguration configuration, string name) => Text(configuration, name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? Text(IConfiguration configuration, string name) => configuration[name]?.Trim() is { Length: > 0 } text ? text : null;

    [GeneratedRegex(@"^19:[A-Za-z0-9_-]{1,200}@thread\.(?:tacv2|skype)$")]
    private static partial Regex ChannelId();
}

/// <summary>How we prove to Entra ID who we are; one of them is set.</summary>
/// <param name="CertificateFile">PFX, or PEM with certificate and key.</param>
/// <param name="FederatedTokenFile">Holds a token that Entra ID trusts by a federated credential; read anew each time.</param>
/// <param name="ManagedIdentity">The user-assigned managed identity of this machine whose client id is the app id.</param>
internal sealed record TeamsCredential(string? ClientSecret, string? CertificateFile, string? CertificatePassword, string? FederatedTokenFile, bool ManagedIdentity)
{
    public int Kinds => new[] { ClientSecret is not null, CertificateFile is not null, FederatedTokenFile is not null, ManagedIdentity }.Count(static isSet => isSet);

    /// <summary>Nothing of it is written anywhere.</summary>
    public override string ToString() => nameof(TeamsCredential);
}
