using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>What is told to somebody who sets Teams up for the first time.</summary>
public sealed class TeamsOptionsTests
{
    private const string Id = "7f0e1d2c-3b4a-4958-8776-65544332211f";
    private const string Channel = "19:6d0f3c1a5b2e4f8d9a7c6b5e4d3f2a1b@thread.tacv2";

    [Theory]
    [InlineData("Teams:AppId", "", "Teams:AppId is not the id of an app registration")]
    [InlineData("Teams:AppId", "{" + Id + "}", "Teams:AppId is not the id of an app registration")]
    [InlineData("Teams:TenantId", "contoso.com", "Teams:TenantId is not the id of a tenant")]
    [InlineData("Teams:AllowedTenants", Id + ", contoso", "names 'contoso'")]
    [InlineData("Teams:ClientSecret", "", "Teams has no credential")]
    [InlineData("Teams:ManagedIdentity", "true", "more than one credential")]
    [InlineData("Teams:ManagedIdentity", "yes", "use true or false")]
    [InlineData("Teams:Cloud", "gov", "use public, gcc, gcchigh, dod, china")]
    [InlineData("Teams:DefaultChannel", "security", "the channel's link")]
    [InlineData("Teams:DefaultChannel", "https://teams.microsoft.com/l/team/19%3Aabc/conversations", "the channel's link")]
    [InlineData("Teams:LoginUrl", "http://127.0.0.1:5000", "use an https address")]
    [InlineData("Teams:OpenIdMetadataUrl", "http://login.example.com/keys", "use an https address")]
    [InlineData("Teams:ServiceUrl", "smba", "use an https address")]
    [InlineData("Routes:0:Channel", "teams:General", "teams:19:…@thread.tacv2")]
    [InlineData("Routes:0:Channel", "teams:7F0E1D2C-3B4A-4958-8776-65544332211F/" + Channel, "in the same letters")]
    [InlineData("Routes:0:Channel", "teams:11111111-2222-4333-8444-555555555555/" + Channel, "Teams:AllowedTenants")]
    public void Each_mistake_is_one_sentence_that_says_what_to_do(string option, string value, string words) =>
        Of((option, value)).Errors.ShouldHaveSingleItem().ShouldContain(words);

    [Theory]
    [InlineData("Teams:CertificateFile")]
    [InlineData("Teams:FederatedTokenFile")]
    public void A_file_that_is_not_there_is_a_mistake(string option) =>
        Of(("Teams:ClientSecret", ""), (option, "/nowhere/it.pem")).Errors.ShouldHaveSingleItem().ShouldContain($"{option} '/nowhere/it.pem' does not exist");

    [Fact]
    public void A_route_to_Teams_without_Teams_is_a_mistake() =>
        TeamsOptions.Of(Configuration(("Routes:0:Channel", $"teams:{Channel}"))).Errors.ShouldHaveSingleItem().ShouldContain("Teams:AppId is missing");

    [Theory]
    [InlineData(Channel)]
    [InlineData("https://teams.microsoft.com/l/channel/19%3A6d0f3c1a5b2e4f8d9a7c6b5e4d3f2a1b%40thread.tacv2/Security%20alerts?groupId=1&tenantId=2")]
    [InlineData("https://teams.microsoft.com/l/channel/19:6d0f3c1a5b2e4f8d9a7c6b5e4d3f2a1b@thread.tacv2/General?groupId=1")]
    public void A_channel_is_named_by_its_id_or_its_link(string text)
    {
        var options = Of(("Teams:DefaultChannel", text));
        options.Errors.ShouldBeEmpty();
        options.DefaultChannel.ShouldBe(Channel);
        options.IsToldFindings.ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/" + Id + "/", true)]
    [InlineData("https://SMBA.trafficmanager.net/emea/", true)]
    [InlineData("http://smba.trafficmanager.net/amer/", false)]
    [InlineData("https://smba.trafficmanager.net.example.net/", false)]
    [InlineData("https://evil.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net@example.net/", false)]
    [InlineData("https://user@smba.trafficmanager.net/", false)]
    [InlineData("http://127.0.0.1:80/", false)]
    [InlineData("ftp://smba.trafficmanager.net/", false)]
    public void Only_hosts_of_the_cloud_are_shown_the_token(string url, bool may) => Of().MayCall(new Uri(url)).ShouldBe(may);

    [Fact]
    public void Hosts_below_a_dot_and_this_machine_are_named_on_purpose()
    {
        var options = Of(("Teams:AllowedServiceHosts", "127.0.0.1, .smba.example.com"));
        options.MayCall(new Uri("http://127.0.0.1:5000/amer/")).ShouldBeTrue();
        options.MayCall(new Uri("https://eu.smba.example.com/")).ShouldBeTrue();
        options.MayCall(new Uri("https://xsmba.example.com/")).ShouldBeFalse();
        options.MayCall(new Uri("https://smba.trafficmanager.net/amer/")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("public", "https://api.botframework.com/.default", "smba.trafficmanager.net")]
    [InlineData("GCCHigh", "https://api.botframework.us/.default", "smba.infra.gov.teams.microsoft.us")]
    [InlineData("dod", "https://api.botframework.us/.default", "smba.infra.dod.teams.microsoft.us")]
    [InlineData("china", "https://api.botframework.azure.cn/.default", "smba.trafficmanager.net")]
    public void A_cloud_brings_its_addresses(string cloud, string scope, string host)
    {
        var options = Of(("Teams:Cloud", cloud));
        options.Errors.ShouldBeEmpty();
        options.Cloud.Scope.ShouldBe(scope);
        options.ServiceUrl.Host.ShouldBe(host);
        options.AllowedServiceHosts.ShouldBe([host]);
    }

    [Fact]
    public void People_of_the_own_tenant_are_heard_unless_others_are_named()
    {
        Of().AllowedTenants.ShouldBe([Id]);
        Of(("Teams:AllowedTenants", "00000000-0000-4000-8000-000000000001,00000000-0000-4000-8000-000000000002")).AllowedTenants.Count.ShouldBe(2);
    }

    [Fact]
    public void Nothing_of_a_credential_is_written_anywhere() => $"{Of().Credential}".ShouldNotContain("s3cret");

    private static TeamsOptions Of(params (string Name, string Value)[] settings) =>
        TeamsOptions.Of(Configuration([("Teams:AppId", Id), ("Teams:TenantId", Id), ("Teams:ClientSecret", "s3cret"), .. settings]));

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.GroupBy(static each => each.Name).Select(static each => KeyValuePair.Create(each.Key, (string?)each.Last().Value)))
        .Build();
}
