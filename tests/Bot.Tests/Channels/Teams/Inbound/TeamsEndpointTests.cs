using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation;
using ChatOps.TestKit;

namespace ChatOps.Bot.Channels.Teams.Inbound;

public sealed class TeamsEndpointTests
{
    private const string Path = "/api/messages";
    private const string Elsewhere = "11111111-2222-3333-4444-555555555555";

    [Fact]
    public async Task Nothing_is_there_while_Teams_is_not_configured()
    {
        await using var off = await RunningHost.StartAsync();
        using var body = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        using var answer = await off.Room.PostAsync(new Uri(Path, UriKind.Relative), body);
        ((int)answer.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Only_posts_of_JSON_are_looked_at_and_only_with_a_token()
    {
        await using var on = await TeamsVisit.StartAsync("--Edge:Url=http://127.0.0.1:0");
        foreach (var listener in new[] { on.Host.Room, on.Host.Edge! })
        {
            using var got = await listener.GetAsync(new Uri(Path, UriKind.Relative));
            ((int)got.StatusCode).ShouldBe(405);
            got.Content.Headers.Allow.ShouldBe(["POST"]);
            (await SendAsync(listener, "hello", "text/plain", on.GoodToken())).ShouldBe(415);
            (await SendAsync(listener, "a=b", "application/x-www-form-urlencoded", on.GoodToken())).ShouldBe(415);
            (await SendAsync(listener, "{}", null, on.GoodToken())).ShouldBe(415);
            (await SendAsync(listener, on.Mention().ToJsonString(), "application/json", on.GoodToken())).ShouldBe(202);
            (await SendAsync(listener, on.Mention().ToJsonString(), "application/json", on.GoodToken(), on.GoodToken())).ShouldBe(401);
            // Before the body is read: it is not even JSON.
            (await SendAsync(listener, "hello", "application/json")).ShouldBe(401);
        }
    }

    [Theory]
    [InlineData("no JSON", "hello")]
    [InlineData("half of it", """{"type":"message","text":""")]
    [InlineData("more of it", """{"type":"message"} {}""")]
    [InlineData("nothing", "")]
    [InlineData("a list", "[]")]
    [InlineData("null", "null")]
    [InlineData("a word", "\"message\"")]
    [InlineData("no type", "{}")]
    [InlineData("an empty type", """{"type":""}""")]
    [InlineData("a type that is no text", """{"type":{"type":"message"}}""")]
    [InlineData("half a character", """{"type":"message","text":"\ud800"}""")]
    [InlineData("half a character in a name", """{"type":"message","\uDfff":1}""")]
    public async Task What_is_no_activity_is_refused_in_words(string what, string body)
    {
        await using var on = await TeamsVisit.StartAsync();
        var told = await on.PostAsync(body, on.GoodToken());
        told.Status.ShouldBe(400, what);
        told.Json!["detail"]!.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_depths_without_end_and_names_without_end_are_refused()
    {
        await using var on = await TeamsVisit.StartAsync();
        byte[] broken = [.. """{"type":"message","text":" """u8, 0xC3, 0x28, .. "\"}"u8];
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(broken) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Authorization", on.GoodToken());
        using var answer = await on.Host.Room.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(400);
        (await on.PostAsync($$"""{"type":"message","value":{{new string('[', 400_000)}}""", on.GoodToken())).Status.ShouldBe(400);
        (await on.PostAsync($$"""{"type":"message","value":{{string.Concat(Enumerable.Repeat("{\"a\":", 100))}}1{{new string('}', 100)}}}""", on.GoodToken())).Status.ShouldBe(400);
        var endless = on.Mention();
        endless["conversation"]!["id"] = new string('x', 5000);
        (await on.PostAsync(endless)).Status.ShouldBe(400);
        (await on.KeptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_huge_body_is_refused_and_a_large_one_is_taken()
    {
        await using var on = await TeamsVisit.StartAsync();
        var activity = on.Mention("FILL");
        activity.Remove("attachments");
        var large = activity.ToJsonString();
        var fill = (1 << 20) - Encoding.UTF8.GetByteCount(large) + 4;
        (await on.PostAsync(large.Replace("FILL", new string('x', fill), StringComparison.Ordinal), on.GoodToken())).Status.ShouldBe(202);
        (await on.PostAsync(large.Replace("FILL", new string('x', fill + 1), StringComparison.Ordinal), on.GoodToken())).Status.ShouldBe(413);
        using var endless = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new Endless() };
        endless.Headers.TryAddWithoutValidation("Authorization", on.GoodToken());
        using var refused = await on.Host.Room.SendAsync(endless);
        ((int)refused.StatusCode).ShouldBe(413, "of a length it did not say");
    }

    [Fact]
    public async Task Wrong_types_everywhere_are_taken_for_missing()
    {
        await using var on = await TeamsVisit.StartAsync();
        JsonNode?[] others = [null, JsonValue.Create(1e300), JsonValue.Create(true), "", "\0", new JsonArray(1, null, new JsonObject()), new JsonObject { ["id"] = 7, ["name"] = new JsonArray() }];
        foreach (var type in on.Notebook.Types.Append("invoke"))
        {
            foreach (var name in on.Mention().Select(static member => member.Key).Except(["type", "serviceUrl"]))
            {
                foreach (var other in others)
                {
                    var activity = on.Mention();
                    activity["type"] = type;
                    activity["name"] = Notebook.Echo;
                    activity[name] = other?.DeepClone();
                    (await on.PostAsync(activity)).Status.ShouldBeOneOf([200, 202, 400, 403, 501], $"{type}, {name} = {other?.ToJsonString()}");
                }
            }
        }

        on.Log.Lines.ShouldNotContain(static line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_members_told_twice_the_last_one_counts_everywhere()
    {
        await using var on = await TeamsVisit.StartAsync();
        var json = on.Mention().ToJsonString();
        (await on.PostAsync($$"""{{json[..^1]}},"serviceUrl":"https://evil.example/"}""", on.GoodToken())).Status.ShouldBe(401);
        (await on.PostAsync($$"""{"serviceUrl":"https://evil.example/",{{json[1..]}}""", on.GoodToken())).Status.ShouldBe(202);
        (await on.PostAsync($$"""{{json[..^1]}},"channelId":"directline"}""", on.GoodToken())).Status.ShouldBe(403);
        var place = (await on.Host.Get<IChatPlaces>().FindAsync(new ChannelRef("teams", on.Teams.TenantId, on.Teams.Channel("sec").Id), default)).ShouldNotBeNull();
        place.ServiceUrl.ShouldBe(on.Teams.ServiceUrl);
    }

    [Fact]
    public async Task Other_tenants_are_not_heard()
    {
        await using var on = await TeamsVisit.StartAsync($"--Teams:AllowedTenants={Elsewhere}");
        async Task<int> StatusAsync(string? ofConversation, string? ofChannel)
        {
            var activity = on.Mention();
            activity["conversation"]!["tenantId"] = ofConversation;
            activity["channelData"]!["tenant"]!["id"] = ofChannel;
            return (await on.PostAsync(activity)).Status;
        }

        (await StatusAsync(on.Teams.TenantId, on.Teams.TenantId)).ShouldBe(403);
        (await StatusAsync(Elsewhere, on.Teams.TenantId)).ShouldBe(403);
        (await StatusAsync(on.Teams.TenantId, Elsewhere)).ShouldBe(403);
        (await StatusAsync(null, null)).ShouldBe(403);
        (await StatusAsync("", "")).ShouldBe(403);
        (await on.KeptAsync()).ShouldBeEmpty();
        (await on.Host.Get<IChatPlaces>().ListAsync("teams", on.Teams.TenantId, null, default)).ShouldBeEmpty();
        (await StatusAsync(Elsewhere, Elsewhere)).ShouldBe(202);
        (await StatusAsync(null, Elsewhere)).ShouldBe(202);
        (await StatusAsync(Elsewhere.ToUpperInvariant(), null)).ShouldBe(202);
        (await on.KeptAsync()).ShouldAllBe(static job => job.Job.Lane.StartsWith($"teams-in/{Elsewhere}/19:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/", 202)]
    [InlineData("https://smba.trafficmanager.net", 202)]
    [InlineData("https://SMBA.trafficmanager.net/emea/", 202)]
    [InlineData("https://a.region.example/x/", 202)]
    [InlineData("https://region.example/", 403)]
    [InlineData("http://smba.trafficmanager.net/amer/", 403)]
    [InlineData("https://smba.trafficmanager.net.evil.example/", 403)]
    [InlineData("https://smba.trafficmanager.net@evil.example/", 403)]
    [InlineData("https://ana:x@smba.trafficmanager.net/", 403)]
    [InlineData("file://smba.trafficmanager.net/amer/", 403)]
    [InlineData("smba.trafficmanager.net", 403)]
    [InlineData("/amer/", 403)]
    public async Task Whoever_is_not_to_be_shown_our_token_is_not_heard(string address, int expected)
    {
        await using var on = await TeamsVisit.StartAsync("--Teams:AllowedServiceHosts=smba.trafficmanager.net,.region.example");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var activity = on.Mention();
            activity["serviceUrl"] = address;
            (await on.PostAsync(activity)).Status.ShouldBe(expected);
        }

        var places = await on.Host.Get<IChatPlaces>().ListAsync("teams", on.Teams.TenantId, null, default);
        places.Count.ShouldBe(expected == 202 ? 1 : 0);
        on.Log.Lines.Count(static line => line.Contains("wants to be called at", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Nothing_of_a_stranger_is_written_down()
    {
        await using var on = await TeamsVisit.StartAsync();
        const string Secret = "keep-me-secret";
        var activity = on.Mention(Secret);
        activity["conversation"]!["id"] = $"19:{Secret}@thread.tacv2";
        activity["type"] = Secret;
        var token = on.Teams.Tokens.Issue(static claims => (claims["aud"], claims["iss"]) = (Secret, Secret));
        (await on.PostAsync(activity, token)).Status.ShouldBe(401);
        (await on.PostAsync(activity, "Bearer " + Secret)).Status.ShouldBe(401);
        (await on.PostAsync(activity.ToJsonString(), Secret)).Status.ShouldBe(401);
        on.Log.Lines.ShouldNotContain(line => line.Contains(Secret, StringComparison.Ordinal) || line.Contains(token, StringComparison.Ordinal));
        on.Log.Lines.Count(static line => line.Contains("was refused with 401", StringComparison.Ordinal)).ShouldBe(2, "one for each reason");
    }

    [Fact]
    public async Task While_the_store_fails_nothing_is_half_done_and_Teams_tells_again()
    {
        await using var on = await TeamsVisit.StartAsync();
        var activity = on.Mention();
        await on.RenameTableAsync("job", "job_away");
        (await on.PostAsync(activity)).Status.ShouldBeGreaterThanOrEqualTo(500);
        await on.RenameTableAsync("job_away", "job");
        (await on.PostAsync(activity)).Status.ShouldBe(202);
        (await on.PostAsync(activity)).Status.ShouldBe(202);
        (await on.KeptAsync()).Count.ShouldBe(1);
    }

    [CorpusFact]
    public async Task Every_activity_of_the_corpus_is_taken()
    {
        var folder = System.IO.Path.Combine(Corpus.Folder!, "teams");
        if (!Directory.Exists(folder)) return;
        await using var on = await TeamsVisit.StartAsync();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var activity = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            // Where it came to, and from whose tenant, is all that is not as it was.
            (activity["serviceUrl"], activity["channelId"]) = (on.Teams.ServiceUrl.AbsoluteUri, "msteams");
            if (activity["conversation"] is not JsonObject) activity["conversation"] = new JsonObject();
            activity["conversation"]!["tenantId"] = on.Teams.TenantId;
            if (activity["channelData"]?["tenant"] is JsonObject tenant) tenant["id"] = on.Teams.TenantId;
            (await on.PostAsync(activity)).Status.ShouldBe(activity["type"]!.ToString() != "invoke" ? 202 : on.Notebook.Names.Contains(activity["name"]!.ToString()) ? 200 : 501, file);
        }

        on.Log.Lines.ShouldNotContain(static line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static async Task<int> SendAsync(HttpClient client, string body, string? type, params string[] tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (type is not null) request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        foreach (var token in tokens) request.Headers.TryAddWithoutValidation("Authorization", token);
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>Goes on until nobody reads any more, at two mebibytes at the latest.</summary>
    private sealed class Endless : HttpContent
    {
        public Endless() => Headers.ContentType = new MediaTypeHeaderValue("application/json");

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            var piece = Encoding.ASCII.GetBytes(new string(' ', 1 << 16));
            for (var sent = 0; sent < 32; sent++) await stream.WriteAsync(piece);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
