using System.Text.Json;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

public sealed class TeamsDoubleFaultTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private TeamsDouble teams = null!;
    private TeamsTalk talk = null!;
    private TeamsPlace place = null!;

    public async Task InitializeAsync()
    {
        teams = await TeamsDouble.StartAsync(time);
        talk = TeamsTalk.Of(teams);
        place = teams.Channel("alerts");
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await teams.DisposeAsync();
    }

    [Fact]
    public async Task Faults_come_in_order_and_say_whether_the_work_was_done()
    {
        teams.Faults.On("send").RateLimit(7).RateLimit().PreconditionFailed().NotInRoster().Http(503).AcceptThenHttp(502).AcceptWithoutId();
        var seen = new List<(int, bool)>();
        for (var i = 0; i < 8; i++)
        {
            var (status, _, headers) = await SendAsync();
            seen.Add((status, headers.RetryAfter is not null));
        }

        Assert.Equal([(429, true), (429, false), (412, false), (403, false), (503, false), (502, false), (202, false), (201, false)], seen);
        Assert.Equal(3, teams.Posts.Count);
        Assert.Equal([429, 429, 412, 403, 503, 502, 202, 201], teams.Calls.Select(static call => call.Status));
        Assert.Equal("accepted, then HTTP 502", teams.Calls[5].Outcome);
        Assert.Equal(0, teams.Faults.Left);
    }

    [Fact]
    public async Task Whoever_is_cut_off_or_left_in_silence_cannot_know()
    {
        teams.Faults.On("send").AcceptThenDrop().DropBeforeAccepting();
        await Assert.ThrowsAsync<HttpRequestException>(SendAsync);
        Assert.Single(teams.Posts);
        await Assert.ThrowsAsync<HttpRequestException>(SendAsync);
        Assert.Single(teams.Posts);

        teams.Faults.On("send").AcceptThenSilence();
        var waiting = SendAsync();
        await teams.ExpectAsync(() => teams.Posts.Count == 2 ? this : null, static () => "The message was never taken.");
        Assert.False(waiting.IsCompleted);
        await teams.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => waiting);
    }

    [Fact]
    public async Task A_fault_of_one_channel_is_met_by_nobody_else()
    {
        teams.Faults.On("*", teams.Channel("other")).Http(500);
        Assert.Equal(201, (await SendAsync()).Status);
        Assert.Equal(500, (await talk.RawAsync("POST", $"v3/conversations/{teams.Channel("other").Id}/activities", "{}", await talk.TokenAsync())).Status);
    }

    [Fact]
    public async Task Garbage_is_none_of_what_was_promised()
    {
        teams.Faults.On("send").Garbage().Garbage(TeamsGarbage.WithoutId, doesTheWork: true).Garbage(TeamsGarbage.CutInHalf);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(SendAsync().Result.Body));
        Assert.Equal((201, "{}"), await SendAsync() is var (status, body, _) ? (status, body) : default);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(SendAsync().Result.Body));
        Assert.Single(teams.Posts);
    }

    [Fact]
    public async Task Entra_ID_and_the_keys_have_faults_of_their_own()
    {
        teams.Faults.On("*").Http(500);
        teams.Faults.On("token").Login(401, "invalid_client").Http(500);
        Assert.Equal((401, "invalid_client"), await talk.AskAsync() is var (status, body) ? (status, body["error"]!.ToString()) : default);
        await Assert.ThrowsAnyAsync<JsonException>(() => talk.AskAsync());
        Assert.Equal(200, (await talk.AskAsync()).Status);
        teams.Faults.On("keys").Garbage(TeamsGarbage.WithoutId);
        Assert.Empty(await talk.GetAsync(new Uri(teams.OpenIdMetadataUrl, "keys")));
        teams.Faults.Clear();
        Assert.Equal(0, teams.Faults.Left);
    }

    [Fact]
    public async Task Rates_are_counted_and_enforced_when_asked_for()
    {
        var other = teams.Channel("other");
        for (var i = 0; i < 5; i++) await SendAsync();
        time.Advance(TimeSpan.FromMilliseconds(999));
        for (var i = 0; i < 4; i++) await SendAsync();
        await talk.CreateAsync(other, TeamsTalk.Message("x"));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((9, 9, 1), (teams.Rates.Most(place, TimeSpan.FromSeconds(1)), teams.Rates.Most(TimeSpan.FromSeconds(30)), teams.Rates.Most(other, TimeSpan.FromHours(1))));
        Assert.Equal(10, teams.Rates.MostOfTenant(TimeSpan.FromSeconds(1)));
        Assert.Equal(2, teams.Rates.Exceeded.Count);

        teams.Faults.EnforcesRates = true;
        var (status, _, headers) = await SendAsync();
        Assert.Equal((429, "1"), (status, headers.RetryAfter!.ToString()));
        time.Advance(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 7; i++) Assert.Equal(201, (await SendAsync()).Status);
        Assert.Equal(429, (await SendAsync()).Status);
        Assert.Equal(201, (await talk.SendAsync(other.Id, TeamsTalk.Message("x"))).Status);
    }

    private async Task<(int Status, string Body, System.Net.Http.Headers.HttpResponseHeaders Headers)> SendAsync() =>
        await talk.RawAsync("POST", $"v3/conversations/{place.Id}/activities", TeamsTalk.Message("x").ToJsonString(), await talk.TokenAsync());
}
