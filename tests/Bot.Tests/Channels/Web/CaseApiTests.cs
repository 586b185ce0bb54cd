using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;
using Case = ChatOps.Bot.Cases.Case;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Cases through the room's API, on the real host and its store.</summary>
public sealed class CaseApiTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2024, 8, 1, 1, 0, 0, TimeSpan.Zero);
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_case_is_listed_and_read_and_its_thread_names_it()
    {
        await OpenAsync("one");

        var page = await GetAsync("/api/v1/cases");
        var item = page.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        item.GetProperty("number").GetInt64().ShouldBe(1);
        item.GetProperty("state").GetString().ShouldBe("new");
        item.GetProperty("severity").GetDouble().ShouldBe(5);
        item.GetProperty("account").GetString().ShouldBe("111122223333");
        item.GetProperty("region").GetString().ShouldBe("us-east-1");
        item.GetProperty("subject").GetString().ShouldBe("111122223333/us-east-1/one");
        foreach (var name in new[] { "snoozed", "assignee", "verdict", "lead", "closed" }) item.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null, name);
        var thread = item.GetProperty("threads").EnumerateArray().ShouldHaveSingleItem();
        thread.GetProperty("vendor").GetString().ShouldBe("web");
        page.GetProperty("counts").GetProperty("new").GetInt64().ShouldBe(1);

        var whole = await GetAsync("/api/v1/cases/1");
        whole.GetProperty("title").GetString().ShouldBe("case of one");
        whole.GetProperty("notes").GetInt64().ShouldBe(0);
        (await GetAsync("/api/v1/threads")).GetProperty("items")[0].GetProperty("case").GetInt64().ShouldBe(1);
        (await GetAsync($"/api/v1/threads/{thread.GetProperty("id").GetString()}")).GetProperty("case").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_case_tells_its_verdict()
    {
        await OpenAsync("one", static one => one with
        {
            State = CaseState.Closed,
            Assignee = new Person("web", "Ana", "Ana"),
            Verdict = new Verdict(VerdictKind.TruePositive, "ours was abused", null, new Person("web", "Ben", "Ben")),
            ClosedAt = Now,
        });

        var whole = await GetAsync("/api/v1/cases/1");
        whole.GetProperty("verdict").GetString().ShouldBe("truepositive");
        whole.GetProperty("reason").GetString().ShouldBe("ours was abused");
        whole.GetProperty("closedBy").GetString().ShouldBe("Ben");
        whole.GetProperty("closed").GetDateTimeOffset().ShouldBe(Now);
    }

    [Theory]
    [InlineData("state=open", "new, investigating, contained, snoozed and closed")]
    [InlineData("state=new,what", "'what'")]
    [InlineData("severity=awful", "low, medium, high or critical")]
    [InlineData("severity=11", "0 to 10")]
    [InlineData("severity=NaN", "0 to 10")]
    [InlineData("account=1234", "12 digits")]
    [InlineData("entity=ip%20300.1.1.1", "IPv4")]
    [InlineData("entity=some%20words%20of%20a%20title", "names no entity")]
    [InlineData("limit=0", "1 to 1000")]
    [InlineData("limit=1001", "1 to 1000")]
    [InlineData("cursor=yesterday", "cursor")]
    [InlineData("q=a%20b%20c%20d%20e%20f%20g%20h%20i", "8 at most")]
    public async Task What_cannot_be_asked_is_refused_with_what_can(string query, string said)
    {
        using var answer = await host.Room.GetAsync($"/api/v1/cases?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(said);
    }

    [Theory]
    [InlineData("99", HttpStatusCode.NotFound)]
    [InlineData("abc", HttpStatusCode.BadRequest)]
    [InlineData("99999999999999999999", HttpStatusCode.BadRequest)]
    public async Task A_number_no_case_has_is_told_so(string number, HttpStatusCode status)
    {
        using var answer = await host.Room.GetAsync($"/api/v1/cases/{number}");

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(number);
    }

    [Theory]
    [InlineData("state=new&severity=medium&account=111122223333&q=case%20of", 2)]
    [InlineData("state=snoozed,closed", 0)]
    [InlineData("severity=high", 0)]
    [InlineData("severity=5", 2)]
    [InlineData("mine=Ana", 0)]
    [InlineData("q=%25", 0)]
    [InlineData("q=%27%3B--%00", 0)]
    [InlineData("q=case%202", 1)]
    [InlineData("q=%232", 1)]
    [InlineData("entity=ip%20203.0.113.9", 0)]
    [InlineData("state=&severity=&account=&entity=&mine=&q=&limit=&cursor=", 2)]
    public async Task Filters_work_together(string query, int found)
    {
        await OpenAsync("one");
        await OpenAsync("two");

        (await GetAsync($"/api/v1/cases?{query}")).GetProperty("items").GetArrayLength().ShouldBe(found);
    }

    [Fact]
    public async Task A_page_leads_to_the_next_and_only_the_first_counts()
    {
        await OpenAsync("one");
        await OpenAsync("two");

        var first = await GetAsync("/api/v1/cases?limit=1");
        var second = await GetAsync($"/api/v1/cases?limit=1&cursor={first.GetProperty("next").GetString()}");

        first.GetProperty("items")[0].GetProperty("number").GetInt64().ShouldBe(2);
        second.GetProperty("items")[0].GetProperty("number").GetInt64().ShouldBe(1);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        second.GetProperty("counts").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_document_of_the_api_names_the_cases()
    {
        var paths = (await GetAsync("/openapi/v1.json")).GetProperty("paths");

        paths.GetProperty("/api/v1/cases").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(static each => each.GetProperty("name").GetString()!.ToLowerInvariant())
            .ShouldBe(["state", "severity", "account", "entity", "mine", "q", "limit", "cursor"]);
        paths.TryGetProperty("/api/v1/cases/{number}", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/cases")]
    [InlineData("/cases/17")]
    public async Task The_pages_of_cases_are_the_room(string path) => (await host.Room.GetStringAsync(path)).ShouldContain("/js/room.js");

    private Task<bool> OpenAsync(string finding, Func<Case, Case>? change = null) => host.Get<IUnitOfWork>().WriteAsync(
        async work =>
        {
            var cases = host.Get<ICaseStore>();
            var thread = await cases.JoinAsync(work, new InvestigationThread
            {
                Id = ThreadId.New(Now),
                Channel = ChannelRef.Web("security"),
                Finding = new FindingId("111122223333", "us-east-1", finding),
                Title = $"case of {finding}",
                Severity = new Severity(5),
                State = ThreadState.Open,
                CreatedAt = Now,
                UpdatedAt = Now,
            });
            await host.Get<IThreadStore>().SaveAsync(work, thread);
            if (change is not null) await cases.SaveAsync(work, change((await cases.FindAsync(work, thread.Case!.Value))!));
            return true;
        },
        CancellationToken.None);

    private async Task<JsonElement> GetAsync(string path) => await host.Room.GetFromJsonAsync<JsonElement>(path);
}
