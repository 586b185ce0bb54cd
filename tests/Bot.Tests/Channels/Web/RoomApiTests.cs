using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Channels.Web;

/// <summary>The room's API on the real host and its store.</summary>
public sealed class RoomApiTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2024, 8, 1, 1, 0, 0, TimeSpan.Zero);
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task The_room_and_everything_it_loads_is_served_under_a_strict_policy()
    {
        foreach (var path in new[] { "/", "/operator", "/css/base.css", "/js/room.js", "/icon.svg" })
        {
            using var answer = await host.Room.GetAsync(path);

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self';");
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        }
    }

    [Fact]
    public async Task The_pages_hold_no_inline_script_or_style()
    {
        foreach (var path in new[] { "/", "/operator" })
        {
            var page = await host.Room.GetStringAsync(path);

            page.ShouldNotContain("<style");
            page.ShouldNotContain(" style=");
            page.ShouldNotMatch("<script(?![^>]* src=)");
            page.ShouldNotMatch(" on[a-z]+=");
        }
    }

    [Fact]
    public async Task An_empty_room_has_the_default_channel()
    {
        var channel = (await GetAsync("/api/v1/channels")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();

        channel.GetProperty("name").GetString().ShouldBe("security");
        channel.GetProperty("threads").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_thread_is_listed_and_read_with_its_card_and_buttons()
    {
        var id = await ThreadAsync();

        var item = (await GetAsync("/api/v1/threads?channel=security&state=open")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        item.GetProperty("id").GetString().ShouldBe(id);
        item.GetProperty("vendor").GetString().ShouldBe("web");
        item.GetProperty("severity").GetDouble().ShouldBe(5);
        item.GetProperty("state").GetString().ShouldBe("open");
        item.GetProperty("account").GetString().ShouldBe("111122223333");

        var root = (await GetAsync($"/api/v1/threads/{id}")).GetProperty("messages").EnumerateArray().ShouldHaveSingleItem();
        root.GetProperty("kind").GetString().ShouldBe("root");
        root.GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("Medium 5.0");
        root.GetProperty("card").GetProperty("html").GetString().ShouldNotBeNull().ShouldContain("<h3>");
        root.GetProperty("card").GetProperty("hasTable").GetBoolean().ShouldBeTrue();
        root.GetProperty("buttons").EnumerateArray().ShouldHaveSingleItem().GetProperty("label").GetString().ShouldBe("Report");
    }

    [Fact]
    public async Task A_cards_table_and_chart_are_files()
    {
        var id = await ThreadAsync();
        var card = (await GetAsync($"/api/v1/threads/{id}")).GetProperty("messages")[0].GetProperty("card").GetProperty("id").GetString();

        using var csv = await host.Room.GetAsync($"/api/v1/cards/{card}.csv");
        (await csv.Content.ReadAsStringAsync()).ShouldBe("who\r\nAna\r\n");
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        using var svg = await host.Room.GetAsync($"/api/v1/cards/{card}.svg");
        svg.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        svg.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        using var none = await host.Room.GetAsync($"/api/v1/cards/{card}.svg?chart=2");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_note_is_kept_edited_and_removed()
    {
        var id = await ThreadAsync();
        var note = (await SendAsync(HttpMethod.Post, $"/api/v1/threads/{id}/messages", """{"text":"isolated the instance","as":"Ana"}""", HttpStatusCode.Accepted)).GetProperty("message").GetString();
        await SendAsync(HttpMethod.Put, $"/api/v1/threads/{id}/messages/{note}", """{"text":"isolated it at 19:05","as":"Ana"}""", HttpStatusCode.Accepted);

        var kept = (await GetAsync($"/api/v1/threads/{id}")).GetProperty("messages").EnumerateArray().Last();
        kept.GetProperty("id").GetString().ShouldBe(note);
        kept.GetProperty("kind").GetString().ShouldBe("note");
        kept.GetProperty("author").GetString().ShouldBe("Ana");
        kept.GetProperty("text").GetString().ShouldBe("isolated it at 19:05");
        kept.GetProperty("edited").ValueKind.ShouldBe(JsonValueKind.String);

        await SendAsync(HttpMethod.Put, $"/api/v1/threads/{id}/messages/nobody", """{"text":"of no note","as":"Ana"}""", HttpStatusCode.NotFound);
        using var removed = await host.Room.DeleteAsync($"/api/v1/threads/{id}/messages/{note}?as=Ana");
        removed.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await GetAsync($"/api/v1/threads/{id}")).GetProperty("messages").EnumerateArray().Last().GetProperty("deleted").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("isolated the instance", "isolated the instance", null)]
    [InlineData("@bot isolated the instance", "isolated the instance", "Kept as a note: it begins with none of the verbs. @bot help lists them.")]
    [InlineData("@bot note isolated the instance", "isolated the instance", null)]
    [InlineData("@BOT  NOTE two\nlines", "two\nlines", null)]
    [InlineData("@bottle of water", "@bottle of water", null)]
    [InlineData("@ana span of what?", "@ana span of what?", null)]
    public async Task What_is_no_verb_is_a_note(string written, string kept, string? told)
    {
        var id = await ThreadAsync();
        var said = await SendAsync(HttpMethod.Post, $"/api/v1/threads/{id}/messages", JsonSerializer.Serialize(new { text = written, @as = "Ana" }), HttpStatusCode.Accepted);

        said.GetProperty("text").GetString().ShouldBe(told);
        (await GetAsync($"/api/v1/threads/{id}")).GetProperty("messages").EnumerateArray().Last().GetProperty("text").GetString().ShouldBe(kept);
    }

    [Fact]
    public async Task After_a_mention_a_verb_is_a_command()
    {
        var id = await ThreadAsync();
        var said = await SendAsync(HttpMethod.Post, $"/api/v1/threads/{id}/messages", """{"text":"@bot help","as":"Ana"}""", HttpStatusCode.Accepted);

        said.GetProperty("message").ValueKind.ShouldBe(JsonValueKind.Null);
        said.GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("What can be asked");
        await SendAsync(HttpMethod.Post, $"/api/v1/threads/{id}/messages", """{"text":"@bot note","as":"Ana"}""", HttpStatusCode.BadRequest);
    }

    [Theory]
    [MemberData(nameof(HostileStrings.All), MemberType = typeof(HostileStrings))]
    public async Task A_hostile_note_comes_back_as_it_was_written(string hostile)
    {
        var id = await ThreadAsync();
        var body = JsonSerializer.Serialize(new { text = hostile, @as = "Ana" });
        await SendAsync(HttpMethod.Post, $"/api/v1/threads/{id}/messages", body, HttpStatusCode.Accepted);

        var kept = (await GetAsync($"/api/v1/threads/{id}")).GetProperty("messages").EnumerateArray().Last().GetProperty("text").GetString();

        kept.ShouldBe(JsonSerializer.Deserialize<JsonElement>(body).GetProperty("text").GetString()!.Replace("\0", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"as\":\"Ana\"}", "'text' is missing")]
    [InlineData("{\"text\":\"hello\"}", "'as' is missing")]
    [InlineData("{\"text\":\" \",\"as\":\"Ana\"}", "'text' is missing")]
    [InlineData("{\"text\":5,\"as\":\"Ana\"}", "$.text")]
    [InlineData("{", "JSON")]
    [InlineData("null", "object")]
    public async Task What_cannot_be_understood_is_refused_with_what_would_work(string body, string said)
    {
        var id = await ThreadAsync();

        var problem = await SendAsync(HttpMethod.Post, $"/api/v1/threads/{id}/messages", body, HttpStatusCode.BadRequest);

        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(said);
    }

    [Fact]
    public async Task Too_long_a_note_is_refused_and_so_is_too_large_a_body()
    {
        var id = await ThreadAsync();

        var problem = await SendAsync(HttpMethod.Post, $"/api/v1/threads/{id}/messages", JsonSerializer.Serialize(new { text = new string('x', 40_001), @as = "Ana" }), HttpStatusCode.BadRequest);
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("40,000");
        await SendAsync(HttpMethod.Post, $"/api/v1/threads/{id}/messages", JsonSerializer.Serialize(new { text = new string('x', 300_000), @as = "Ana" }), HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("/api/v1/threads?state=done", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/threads?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/threads?limit=1001", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/threads?vendor=irc", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/threads?cursor=nonsense", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/threads?cursor=9223372036854775807.x", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/outbox?state=lost", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/threads/nobody", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/threads/nobody/report", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/cards/nobody.csv", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound)]
    public async Task A_wrong_question_is_answered_with_a_problem(string path, HttpStatusCode status)
    {
        using var answer = await host.Room.GetAsync(path);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_button_of_another_thread_cannot_be_pressed()
    {
        var id = await ThreadAsync();

        await SendAsync(HttpMethod.Post, $"/api/v1/threads/{id}/actions", """{"button":"nobody","as":"Ana"}""", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Foreign_hosts_origins_and_forms_are_refused_on_the_wire()
    {
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/api/v1/threads") { Headers = { Host = "evil.example" } };
        (await host.Room.SendAsync(rebound)).StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/api/v1/commands") { Content = JsonContent.Create(new { channel = "security", text = "/investigate help", @as = "Ana" }) };
        forged.Headers.Add("Origin", "https://evil.example");
        (await host.Room.SendAsync(forged)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var form = new StringContent("{}", Encoding.UTF8, "text/plain");
        (await host.Room.PostAsync("/api/v1/commands", form)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_page_hears_of_a_note_as_it_is_written()
    {
        var id = await ThreadAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var stream = await host.Room.GetStreamAsync("/api/v1/events", limit.Token);
        using var lines = new StreamReader(stream);
        (await UntilAsync(lines, "event: status", limit.Token)).ShouldContain("\"sample\":false");
        await SendAsync(HttpMethod.Post, $"/api/v1/threads/{id}/messages", """{"text":"seen live","as":"Ana"}""", HttpStatusCode.Accepted);

        (await UntilAsync(lines, "seen live", limit.Token)).ShouldContain(id);
    }

    [Fact]
    public async Task The_room_asks_for_its_token_and_gives_a_cookie_for_it()
    {
        await using var guarded = await RunningHost.StartAsync("--Web:Authentication=token", "--Web:Token=a-token-of-some-length");
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = guarded.Room.BaseAddress };

        (await browser.GetAsync("/api/v1/threads")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync("/?token=wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var entered = await browser.GetAsync("/?token=a-token-of-some-length");
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        entered.Headers.Location!.OriginalString.ShouldBe("/");
        var cookie = entered.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        (await browser.GetAsync("/api/v1/threads")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var elsewhere = await browser.GetAsync(new Uri($"{guarded.Room.BaseAddress}/evil.example/?token=a-token-of-some-length"));
        elsewhere.Headers.Location?.OriginalString.ShouldBe("/");
    }

    private async Task<string> ThreadAsync()
    {
        var store = host.Get<IThreadStore>();
        var finding = new FindingId("111122223333", "us-east-1", "0123456789abcdef0123456789abcdef");
        var thread = new InvestigationThread
        {
            Id = ThreadId.New(Now),
            Channel = ChannelRef.Web("security"),
            Finding = finding,
            FindingArn = $"arn:aws:guardduty:us-east-1:111122223333:detector/d/finding/{finding.Id}",
            Title = "GetParameters called from 198.51.100.23",
            Severity = new Severity(5),
            State = ThreadState.Open,
            Count = 1,
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        var card = new Card(CardKind.Finding, CardText.Of(new Literal(thread.Title)))
        {
            Severity = thread.Severity,
            Sections = [new CardTable("People", [new CardColumn("who")], [["Ana"]]), new CardChart("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "Nothing to see.")],
            Buttons = [new CardButton("Report", new CardAction("report"))],
        };
        await host.Get<IUnitOfWork>().WriteAsync(
            async work =>
            {
                await store.SaveAsync(work, thread);
                await store.PutAsync(work, thread, "root", MessageKind.Root, card);
                return true;
            },
            CancellationToken.None);
        return thread.Id.Value;
    }

    private async Task<JsonElement> GetAsync(string path) => await host.Room.GetFromJsonAsync<JsonElement>(path);

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await host.Room.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, said);
        return JsonSerializer.Deserialize<JsonElement>(said);
    }

    /// <summary>Reads events until a line holds the text; gives everything read.</summary>
    private static async Task<string> UntilAsync(StreamReader lines, string text, CancellationToken cancellationToken)
    {
        var read = new StringBuilder();
        var found = false;
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            read.Append(line).Append('\n');
            found |= line.Contains(text, StringComparison.Ordinal);
            if (found && line.Length == 0) break;
        }

        return read.ToString();
    }
}
