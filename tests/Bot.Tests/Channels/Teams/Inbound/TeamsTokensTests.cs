using System.Text.Json.Nodes;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Who is let in by what they show. Through the real door, for it is the whole of it that has to hold.</summary>
public sealed class TeamsTokensTests
{
    private const string Gov = "https://api.botframework.us";

    /// <summary>What is shown, with what activity, and what is answered. Two minutes pass after each, so that an unknown key may be looked for again.</summary>
    private static readonly (string What, int Expected, Func<TeamsVisit, Case> Make)[] Cases =
    [
        ("a good token", 202, static on => new(on)),
        ("the address in other letters", 202, static on => new(on) { Claims = static claims => claims["serviceurl"] = claims["serviceurl"]!.ToString().ToUpperInvariant() }),
        ("no token", 401, static on => new(on) { Header = static _ => null }),
        ("a password", 401, static on => new(on) { Header = static _ => "Basic YW5hOmFuYQ==" }),
        ("nothing behind the word", 401, static on => new(on) { Header = static _ => "Bearer " }),
        ("the word in small letters", 401, static on => new(on) { Header = static token => $"bearer {token}" }),
        ("no word", 401, static on => new(on) { Header = static token => token }),
        ("three parts", 401, static on => new(on) { Header = static token => $"Bearer {token} more" }),
        ("two spaces", 401, static on => new(on) { Header = static token => $"Bearer  {token}" }),
        ("garbage", 401, static on => new(on) { Header = static _ => "Bearer garbage" }),
        ("garbage of three parts", 401, static on => new(on) { Header = static _ => "Bearer a.b.c" }),
        ("an encrypted token", 401, static on => new(on) { Header = static token => $"Bearer {token}.a.b" }),
        ("a token without its signature", 401, static on => new(on) { Header = static token => $"Bearer {token[..token.LastIndexOf('.')]}." }),
        ("a changed signature", 401, static on => new(on) { Header = static token => $"Bearer {token[..^8]}AAAAAAAA" }),
        ("signed with nothing", 401, static on => new(on) { Algorithm = "none" }),
        ("signed with the public key as a secret", 401, static on => new(on) { Algorithm = "HS256" }),
        ("signed in another way", 401, static on => new(on) { Algorithm = "PS256" }),
        ("signed with SHA-384", 202, static on => new(on) { Algorithm = "RS384" }),
        ("another issuer", 401, static on => new(on) { Claims = static claims => claims["iss"] = "https://evil.example" }),
        ("no issuer", 401, static on => new(on) { Claims = static claims => claims.Remove("iss") }),
        ("the issuer of another cloud", 401, static on => new(on) { Claims = static claims => claims["iss"] = Gov }),
        ("meant for another app", 401, static on => new(on) { Claims = static claims => claims["aud"] = "11111111-2222-3333-4444-555555555555" }),
        ("meant for the connector", 401, static on => new(on) { Claims = static claims => claims["aud"] = "https://api.botframework.com" }),
        ("meant for nobody", 401, static on => new(on) { Claims = static claims => claims.Remove("aud") }),
        ("over for four minutes", 202, static on => new(on) { Claims = claims => claims["exp"] = on.Teams.Tokens.At(TimeSpan.FromMinutes(-4)) }),
        ("over for six minutes", 401, static on => new(on) { Claims = claims => claims["exp"] = on.Teams.Tokens.At(TimeSpan.FromMinutes(-6)) }),
        ("valid in four minutes", 202, static on => new(on) { Claims = claims => claims["nbf"] = on.Teams.Tokens.At(TimeSpan.FromMinutes(4)) }),
        ("valid in six minutes", 401, static on => new(on) { Claims = claims => claims["nbf"] = on.Teams.Tokens.At(TimeSpan.FromMinutes(6)) }),
        ("without a beginning", 202, static on => new(on) { Claims = static claims => claims.Remove("nbf") }),
        ("without an end", 401, static on => new(on) { Claims = static claims => claims.Remove("exp") }),
        ("an end that is no number", 401, static on => new(on) { Claims = static claims => claims["exp"] = "tomorrow" }),
        ("an unknown key", 401, static on => new(on) { Key = TestKit.Teams.TeamsKey.New("msteams") }),
        ("no key named", 401, static on => new(on) { TokenHeader = static header => { header.Remove("kid"); header.Remove("x5t"); } }),
        ("a key that is not the one it names", 401, static on => new(on) { Key = TestKit.Teams.TeamsKey.New("msteams"), TokenHeader = header => header["kid"] = on.Teams.Tokens.Current.Id }),
        ("a key without endorsements", 403, static on => new(on) { Key = on.Teams.Tokens.Publish(TestKit.Teams.TeamsKey.New(null)) }),
        ("a key for another channel", 403, static on => new(on) { Key = on.Teams.Tokens.Publish(TestKit.Teams.TeamsKey.New("directline", "webchat")) }),
        ("a key for this channel and another", 202, static on => new(on) { Key = on.Teams.Tokens.Publish(TestKit.Teams.TeamsKey.New("webchat", "msteams")) }),
        ("an activity of another channel", 403, static on => new(on) { Activity = static activity => activity["channelId"] = "directline" }),
        ("an activity of no channel", 403, static on => new(on) { Activity = static activity => activity.Remove("channelId") }),
        ("an activity of a channel in other letters", 403, static on => new(on) { Activity = static activity => activity["channelId"] = "MSTeams" }),
        ("no address in the token", 401, static on => new(on) { Claims = static claims => claims.Remove("serviceurl") }),
        ("another address in the token", 401, static on => new(on) { Claims = static claims => claims["serviceurl"] = "https://smba.trafficmanager.net/emea/" }),
        ("another address in the activity", 401, static on => new(on) { Activity = static activity => activity["serviceUrl"] = "http://127.0.0.1:1/" }),
        ("no address in the activity", 401, static on => new(on) { Activity = static activity => activity.Remove("serviceUrl") }),
        ("no address in either", 401, static on => new(on) { Claims = static claims => claims.Remove("serviceurl"), Activity = static activity => activity.Remove("serviceUrl") }),
        ("an empty address in both", 401, static on => new(on) { Claims = static claims => claims["serviceurl"] = "", Activity = static activity => activity["serviceUrl"] = "" }),
        ("our own application, version 2", 401, static on => new(on) { Header = _ => $"Bearer {on.Teams.Tokens.IssueOwn()}" }),
        ("our own application, version 1", 401, static on => new(on) { Header = _ => $"Bearer {on.Teams.Tokens.IssueOwn("1.0")}" }),
        ("after new keys came", 202, static on => new(on) { Key = on.Teams.Tokens.RollKeys() }),
        ("after they came again", 202, static on => new(on) { Key = on.Teams.Tokens.RollKeys() }),
        ("the key before", 401, static on => new(on) { Key = on.Teams.Tokens.RollKeys("msteams") with { Id = "of yesterday" } }),
    ];

    [Fact]
    public async Task What_does_not_prove_that_Teams_is_calling_is_refused()
    {
        await using var on = await TeamsVisit.StartAsync();
        var wrong = new List<string>();
        var taken = 0;
        foreach (var (what, expected, make) in Cases)
        {
            var told = await make(on).PostAsync();
            if (told.Status != expected) wrong.Add($"{what}: {told.Status} instead of {expected}");
            if (told.Status == 202 && told.Body.Length > 0) wrong.Add($"{what}: a body");
            if (expected == 202) taken++;
            on.Later(TimeSpan.FromMinutes(2));
        }

        wrong.ShouldBeEmpty();
        (await on.KeptAsync()).Count.ShouldBe(taken);
        on.Log.Lines.ShouldNotContain(static line => line.Contains("eyJ", StringComparison.Ordinal), "a token was written down");
    }

    [Theory]
    [InlineData("gcchigh", Gov, "https://api.botframework.com")]
    [InlineData("dod", Gov, "https://api.botframework.azure.cn")]
    [InlineData("china", "https://api.botframework.azure.cn", Gov)]
    [InlineData("gcc", "https://api.botframework.com", Gov)]
    public async Task Each_cloud_has_one_issuer(string cloud, string issuer, string another)
    {
        await using var on = await TeamsVisit.StartAsync($"--Teams:Cloud={cloud}");
        (await new Case(on) { Claims = claims => claims["iss"] = issuer }.PostAsync()).Status.ShouldBe(202);
        (await new Case(on) { Claims = claims => claims["iss"] = another }.PostAsync()).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Tokens_of_our_own_application_are_let_in_where_that_is_configured_and_those_of_other_bots_are_not()
    {
        await using var on = await TeamsVisit.StartAsync("--Teams:OwnApplicationTokens=true");
        var tokens = on.Teams.Tokens;
        async Task<int> StatusAsync(string token) => (await on.PostAsync(on.Mention(), token)).Status;
        (await StatusAsync(tokens.IssueOwn())).ShouldBe(202);
        (await StatusAsync(tokens.IssueOwn("1.0"))).ShouldBe(202);
        (await StatusAsync(tokens.Issue())).ShouldBe(202, "the connector's");
        (await StatusAsync(tokens.IssueOwn("2.0", static claims => claims["azp"] = "11111111-2222-3333-4444-555555555555"))).ShouldBe(401, "another bot's");
        (await StatusAsync(tokens.IssueOwn("1.0", static claims => claims["appid"] = "11111111-2222-3333-4444-555555555555"))).ShouldBe(401, "another bot's of version 1");
        (await StatusAsync(tokens.IssueOwn("2.0", static claims => claims.Remove("azp")))).ShouldBe(401, "nobody's");
        (await StatusAsync(tokens.IssueOwn("1.0", claims => (claims["azp"], _) = (on.Teams.AppId, claims.Remove("appid"))))).ShouldBe(401, "nobody's of version 1");
        (await StatusAsync(tokens.IssueOwn("3.0", claims => claims["azp"] = on.Teams.AppId))).ShouldBe(401, "of a version to come");
        (await StatusAsync(tokens.IssueOwn("2.0", static claims => claims["aud"] = "https://api.botframework.com"))).ShouldBe(401, "what we show to Teams");
        (await StatusAsync(tokens.IssueOwn("2.0", static claims => claims["iss"] = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"))).ShouldBe(401, "another tenant's");
        (await StatusAsync(tokens.IssueOwn("2.0", static claims => claims["exp"] = 1_000_000_000))).ShouldBe(401, "an old one");
        // The connector's keys are not Entra ID's, and the other way round.
        (await StatusAsync(tokens.IssueOwn(key: tokens.Current))).ShouldBe(401, "signed by the connector");
        var elsewhere = on.Mention();
        elsewhere["serviceUrl"] = "https://evil.example/";
        (await on.PostAsync(elsewhere, tokens.IssueOwn())).Status.ShouldBe(403, "to be called elsewhere");
    }

    [Fact]
    public async Task Keys_that_cannot_be_fetched_are_fetched_the_next_time()
    {
        await using var on = await TeamsVisit.StartAsync($"--Teams:OpenIdMetadataUrl=http://127.0.0.1:9/nobody");
        (await new Case(on).PostAsync()).Status.ShouldBe(503);
        (await on.KeptAsync()).ShouldBeEmpty();
        on.Log.Lines.ShouldContain(static line => line.Contains("could not be fetched", StringComparison.Ordinal));
    }

    /// <summary>What a token is made of, and what it is shown with.</summary>
    private sealed class Case(TeamsVisit on)
    {
        public Action<JsonObject>? Claims { get; init; }

        public Action<JsonObject>? TokenHeader { get; init; }

        public TestKit.Teams.TeamsKey? Key { get; init; }

        public string Algorithm { get; init; } = "RS256";

        public Func<string, string?> Header { get; init; } = static token => $"Bearer {token}";

        public Action<JsonObject>? Activity { get; init; }

        public Task<TeamsReceipt> PostAsync()
        {
            var activity = on.Mention();
            Activity?.Invoke(activity);
            return on.PostAsync(activity.ToJsonString(), Header(on.Teams.Tokens.Issue(Claims, TokenHeader, Key, Algorithm)));
        }
    }
}
