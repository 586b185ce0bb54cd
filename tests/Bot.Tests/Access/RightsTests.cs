using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Access;

/// <summary>Every endpoint of the room's API there is, asked by somebody without a role, a viewer, a responder and an admin; what is added later is asked too.</summary>
public sealed class RightsTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "the password was changed at noon";

    /// <summary>Needs more than reading or writing; all else a viewer may.</summary>
    private static readonly Dictionary<string, Role> Needs = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/outbox"] = Role.Admin,
        ["GET /api/v1/intake"] = Role.Admin,
        ["GET /api/v1/ingest"] = Role.Admin,
        ["GET /api/v1/audit"] = Role.Admin,
        ["POST /api/v1/outbox/{id:long}/resend"] = Role.Admin,
        ["PUT /api/v1/threads/{id}/messages/{message}"] = Role.Admin, // the note of somebody else
        ["DELETE /api/v1/threads/{id}/messages/{message}"] = Role.Admin,
        ["POST /api/v1/threads/{id}/actions"] = Role.Responder, // "Set interval"
    };

    private static readonly string[] Known =
    [
        "GET /api/v1/channels", "GET /api/v1/threads", "GET /api/v1/threads/{id}", "GET /api/v1/threads/{id}/report", "GET /api/v1/cards/{id}.csv", "GET /api/v1/cards/{id}.svg", "GET /api/v1/cards/{id}.png",
        "GET /api/v1/cases", "GET /api/v1/cases/{number}", "GET /api/v1/events", "GET /api/v1/completions", "GET /api/v1/findings/{account}/{region}/{id}",
        "POST /api/v1/commands", "POST /api/v1/threads/{id}/messages", .. Needs.Keys,
    ];

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> values = [];
    private RunningHost host = null!;
    private string button = "";

    public async Task InitializeAsync()
    {
        var file = Path.Combine(folder.Path, "policy.json");
        await File.WriteAllTextAsync(file, """{"default":"none","users":{"web:ana":"admin","web:rita":"responder","web:vera":"viewer"},"channels":{"web:closed":"none"}}""");
        host = await RunningHost.StartAsync($"--Policy:File={file}");
        using var taken = await host.Room.PostAsJsonAsync("/alerts/eventbridge", SomeFinding.Event(SomeFinding.Json(1)));
        taken.EnsureSuccessStatusCode();
        var finding = (await host.Get<IAlertLedger>().DeliveriesAsync(SomeFinding.Item(SomeFinding.Json(1)).Finding.Id, default)).Single().Finding.Id;
        var thread = (await host.CommandAsync("/investigate ip 198.51.100.23")).Thread.ShouldNotBeNull();
        await host.SayAsync(thread, Secret);
        await host.QuietAsync();
        var store = host.Get<IThreadStore>();
        var root = (await store.MessagesAsync(new ThreadId(thread), default)).First(static message => message.Kind == MessageKind.Root);
        button = CardButtons.Of(root.Card).First(static each => each.Label == "Set interval").Id!;
        var found = (await store.FindAsync(new ThreadId(thread), default))!;
        values["thread"] = thread;
        values["message"] = (await host.Get<Notes.INoteStore>().OfThreadAsync(new ThreadId(thread), default)).Single().Id.Value;
        values["card"] = root.Id.Value;
        values["number"] = found.Case!.Value.ToString();
        (values["account"], values["region"], values["finding"]) = (finding.Account, finding.Region, finding.Id);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whoever_has_no_role_gets_nothing_from_any_endpoint_and_that_is_written_down()
    {
        var n = 0;
        foreach (var endpoint in Endpoints())
        {
            var who = $"nobody-{++n}";
            var (status, body) = await AskAsync(endpoint, who);
            body.ShouldNotContain(Secret, Case.Insensitive, endpoint);
            body.ShouldNotContain("198.51.100.23", Case.Insensitive, endpoint);
            (status == 403 || (status == 202 && body.Contains("without a role", StringComparison.Ordinal))).ShouldBeTrue($"{endpoint} was answered with {status} {body}");
            (await OfAsync(who)).ShouldNotBeEmpty(endpoint);
            (await OfAsync(who)).ShouldAllBe(static entry => !entry.Allowed);
        }
    }

    [Fact]
    public async Task Everybody_else_gets_what_their_role_is_for_and_the_rest_is_written_down()
    {
        foreach (var endpoint in Endpoints().Where(static endpoint => Known.Contains(endpoint)))
        {
            var least = Needs.GetValueOrDefault(endpoint, Role.Viewer);
            foreach (var (who, role) in new[] { ("vera", Role.Viewer), ("rita", Role.Responder), ("ana", Role.Admin) })
            {
                if (role == Role.Admin && endpoint.StartsWith("DELETE", StringComparison.Ordinal)) continue; // the others are to be refused the same note
                var refused = (await OfAsync(who)).Count(static entry => !entry.Allowed);
                var (status, body) = await AskAsync(endpoint, who);
                var isRefused = status == 403 || (status == 202 && body.Contains("is for ", StringComparison.Ordinal));
                isRefused.ShouldBe(role < least, $"{endpoint} for {who} was answered with {status} {body}");
                if (isRefused) (await OfAsync(who)).Count(static entry => !entry.Allowed).ShouldBe(refused + 1, endpoint);
            }
        }
    }

    [Fact]
    public void Endpoints_are_those_whose_rights_are_known() => Known.Except(Endpoints()).ShouldBeEmpty("is not there any more");

    [Fact]
    public async Task A_file_is_for_those_who_may_read_a_thread_of_its_note_s_case()
    {
        var (open, closed) = (new ThreadId(values["thread"]), ThreadId.New(host.Get<TimeProvider>().GetUtcNow()));
        var now = host.Get<TimeProvider>().GetUtcNow();
        await host.Get<Jobs.IUnitOfWork>().WriteAsync(
            async work =>
            {
                await host.Get<IThreadStore>().SaveAsync(work, new InvestigationThread { Id = closed, Channel = ChannelRef.Web("closed"), Title = "closed", State = Threads.ThreadState.Open, CreatedAt = now, UpdatedAt = now });
                foreach (var (id, thread) in new[] { ("n1", open), ("n2", closed) })
                {
                    await host.Get<Notes.INoteStore>().AddAsync(work, new Notes.Note(new MessageId(id), thread, new Person("web", "ben", "Ben"), "see file", now, null, null));
                    await host.Get<Notes.INoteFiles>().ReplaceAsync(work, new MessageId(id), [new Notes.NoteFile(1, "a.png")]);
                }

                return true;
            },
            default);

        (await GetAsync("/api/v1/files/n1/1", "vera")).Status.ShouldBe(404); // only linked
        (await GetAsync("/api/v1/files/n2/1", "vera")).Status.ShouldBe(403);
        (await GetAsync("/api/v1/files/n1/1", "nobody")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_page_that_loads_itself_again_does_not_fill_the_log()
    {
        for (var n = 0; n < 20; n++) (await GetAsync($"/api/v1/threads/{values["thread"]}", "loop")).Status.ShouldBe(403);
        for (var n = 0; n < 400; n++) (await GetAsync("/api/v1/threads", $"many-{n}")).Status.ShouldBe(403);

        (await OfAsync("loop")).ShouldHaveSingleItem().Subject.ShouldBe(values["thread"]);
        (await host.Get<IAuditLog>().ListAsync(new AuditFilter { Verb = Readers.Reading }, 1000, null, default)).Count.ShouldBe(300);
    }

    [Fact]
    public async Task A_name_is_taken_from_the_address_or_the_page_and_a_route_has_one_spelling()
    {
        var path = $"/api/v1/threads/{values["thread"]}";
        (await GetAsync(path, null, "vera")).Status.ShouldBe(200);
        (await GetAsync(path, null, "v%65ra")).Status.ShouldBe(200);
        (await GetAsync(path, "vera", "nobody")).Status.ShouldBe(200);
        (await GetAsync(path, null)).Status.ShouldBe(403);
        (await GetAsync(path, new string('x', 5000))).Status.ShouldBe(403);
        (await GetAsync(path.ToUpperInvariant().Replace(values["thread"].ToUpperInvariant(), values["thread"], StringComparison.Ordinal), null)).Status.ShouldBe(403);
        (await GetAsync($"/api/v1//threads/{values["thread"]}", null)).Status.ShouldBeOneOf(403, 404);
    }

    [Fact]
    public async Task Of_a_channel_for_nobody_nothing_is_read_by_anybody()
    {
        (await GetAsync("/api/v1/threads?channel=closed", "ana")).Status.ShouldBe(403);
        (await GetAsync("/api/v1/completions?channel=closed&text=/investigate%20ip%201", "ana")).Status.ShouldBe(403);
        (await GetAsync("/api/v1/threads?channel=security", "ana")).Status.ShouldBe(200);
        var events = RoomEventsSeen.By(
            new RoomReader(host.Get<AccessPolicy>(), new Person("web", "nobody", "nobody")),
            Told([("thread", $$"""{"id":"{{values["thread"]}}"}"""), ("message", $$"""{"thread":"{{values["thread"]}}"}"""), ("case", $$"""{"threads":[{"id":"{{values["thread"]}}"}]}"""), ("status", "{}"), ("cases", "{}")]),
            host.Get<IThreadStore>());
        var seen = new List<string>();
        await foreach (var item in events) seen.Add(item.EventType);
        seen.ShouldBe(["status", "cases"]);
    }

    [Fact]
    public async Task The_audit_log_is_filtered_paged_and_taken_as_a_file()
    {
        await host.CommandAsync("/close =HYPERLINK(1)", "vera");
        await host.CommandAsync("/help", "rita");
        using var page = JsonDocument.Parse((await GetAsync("/api/v1/audit?limit=2", "ana")).Body);
        page.RootElement.GetProperty("items").GetArrayLength().ShouldBe(2);
        page.RootElement.GetProperty("items")[0].GetProperty("verb").GetString().ShouldBe("help");
        page.RootElement.GetProperty("items")[0].GetProperty("name").GetString().ShouldBe("rita");
        using var older = JsonDocument.Parse((await GetAsync($"/api/v1/audit?limit=1000&cursor={page.RootElement.GetProperty("next").GetString()}", "ana")).Body);
        older.RootElement.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        older.RootElement.GetProperty("items").GetArrayLength().ShouldBe(2, "the question and the note");

        using var mine = JsonDocument.Parse((await GetAsync("/api/v1/audit?person=VERA&verb=close&allowed=false&from=2024-01-01T00:00:00Z&channel=web:security", "ana")).Body);
        mine.RootElement.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("argument").GetString().ShouldBe("=HYPERLINK(1)");
        foreach (var wrong in new[] { "format=xml", "allowed=perhaps", "from=noon", "to=x", "verb=fly", "cursor=x", "cursor=0", "limit=0" }) (await GetAsync($"/api/v1/audit?{wrong}", "ana")).Status.ShouldBe(400, wrong);

        var csv = await GetAsync("/api/v1/audit?format=csv&person=web:vera", "ana");
        csv.Body.ShouldStartWith("at,person,name,verb,channel,subject,argument,allowed,why\r\n");
        csv.Body.ShouldContain(",web:vera,vera,close,web:security,,'=HYPERLINK(1),false,");
        var lines = (await GetAsync("/api/v1/audit?format=ndjson", "ana")).Body.TrimEnd().Split('\n');
        lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("verb").GetString()).ShouldBe(["investigate", "note", "close", "help", "audit", "audit"], "oldest first, and that files were taken");
        (await GetAsync("/api/v1/audit?format=csv", "rita")).Status.ShouldBe(403);
    }

    private static async IAsyncEnumerable<System.Net.ServerSentEvents.SseItem<string>> Told((string Type, string Json)[] all)
    {
        await Task.CompletedTask;
        foreach (var (type, json) in all) yield return new System.Net.ServerSentEvents.SseItem<string>(json, type);
    }

    private IEnumerable<string> Endpoints() => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(static endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) == true)
        .SelectMany(static endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));

    private async Task<IReadOnlyList<AuditEntry>> OfAsync(string who) => await host.Get<IAuditLog>().ListAsync(new AuditFilter { People = [$"web:{who}"] }, 1000, null, default);

    private async Task<(int Status, string Body)> AskAsync(string endpoint, string who)
    {
        var (method, path) = (endpoint.Split(' ')[0], Filled(endpoint.Split(' ')[1]));
        if (method is "GET") return await GetAsync(path, who);
        using var request = new HttpRequestMessage(new HttpMethod(method), method == "DELETE" ? $"{path}?as={who}" : path);
        if (method != "DELETE") request.Content = JsonContent.Create(new { channel = "security", text = path.EndsWith("commands", StringComparison.Ordinal) ? "/help" : "hello", button, value = "last 6h", key = true, @as = who });
        using var answer = await host.Room.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<(int Status, string Body)> GetAsync(string path, string? who, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, who is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}as={who}");
        if (cookie is not null) request.Headers.Add("Cookie", $"{RoomReader.Cookie}={cookie}");
        using var answer = await host.Room.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        // a stream of events has no end
        var body = answer.StatusCode == HttpStatusCode.OK && path.Contains("/events", StringComparison.Ordinal) ? "" : await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, body);
    }

    private string Filled(string pattern)
    {
        var what = pattern.Split('/')[3];
        var id = what switch { "cards" => values["card"], "findings" => values["finding"], "outbox" => "1", "messages" or "notes" or "files" => values["message"], _ => values["thread"] };
        var filled = pattern.Replace("{id:long}", "1", StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);
        foreach (var (name, value) in values) filled = filled.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(filled, @"\{[^}]*\}", "1"); // of endpoints not known here
    }
}
