namespace ChatOps.Bot.Channels.Teams;

/// <summary>One of the clouds Microsoft runs Teams in, with the addresses that stand in its documentation.</summary>
/// <param name="Name">As in <c>Teams:Cloud</c>.</param>
/// <param name="Issuer">Who signs what the connector sends.</param>
/// <param name="OpenIdMetadataUrl">Where the keys of the connector are.</param>
/// <param name="LoginUrl">Where our token comes from; without the tenant.</param>
/// <param name="Scope">What our token is for.</param>
/// <param name="ServiceUrl">Where a conversation is reached of which nothing was heard yet.</param>
internal sealed record TeamsCloud(string Name, string Issuer, Uri OpenIdMetadataUrl, Uri LoginUrl, string Scope, Uri ServiceUrl)
{
    private const string PublicMetadata = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    private const string GovernmentMetadata = "https://login.botframework.azure.us/v1/.well-known/openidconfiguration";

    public static IReadOnlyList<TeamsCloud> All { get; } =
    [
        Of("public", "https://api.botframework.com", PublicMetadata, "https://login.microsoftonline.com/", "https://smba.trafficmanager.net/teams/"),
        Of("gcc", "https://api.botframework.com", PublicMetadata, "https://login.microsoftonline.com/", "https://smba.infra.gcc.teams.microsoft.com/teams/"),
        Of("gcchigh", "https://api.botframework.us", GovernmentMetadata, "https://login.microsoftonline.us/", "https://smba.infra.gov.teams.microsoft.us/teams/"),
        Of("dod", "https://api.botframework.us", GovernmentMetadata, "https://login.microsoftonline.us/", "https://smba.infra.dod.teams.microsoft.us/teams/"),
        Of("china", "https://api.botframework.azure.cn", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration", "https://login.partner.microsoftonline.cn/", "https://smba.trafficmanager.net/teams/"),
    ];

    public static TeamsCloud Public => All[0];

    private static TeamsCloud Of(string name, string issuer, string metadata, string login, string service) => new(name, issuer, new Uri(metadata), new Uri(login), $"{issuer}/.default", new Uri(service));
}
