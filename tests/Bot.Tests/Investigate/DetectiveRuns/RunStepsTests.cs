using Amazon.Runtime;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Persistence;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.Detective;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using AwsSettings = ChatOps.Investigation.Evidence.Aws.AwsSettings;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>One investigation, step by step, against an AWS that checks every signature.</summary>
public sealed class RunStepsTests : IAsyncLifetime, IDisposable
{
    private const string RoleArn = "arn:aws:iam::111122223333:role/lab-GeneralInstanceRole";
    private static readonly DateTimeOffset Midnight = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow Scope = new(Midnight, Midnight.AddHours(3));
    private static readonly string[] Uncached = ["ListGraphs"];
    private AwsDouble aws = null!;
    private StoreUnderTest store = null!;
    private AwsClients clients = null!;
    private IDetectiveEvidence source = null!;

    public async Task InitializeAsync()
    {
        store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        aws = await AwsDouble.StartAsync(store.Time);
        clients = new AwsClients(
            new AwsSettings { Region = "us-east-1", Accounts = [AwsAccount.Own("us-east-1")], ServiceUrls = Enum.GetValues<AwsApi>().ToDictionary(static api => api, _ => aws.Address), Retries = 0 },
            new BasicAWSCredentials(AwsDouble.KeyId, AwsDouble.Secret));
        source = new DetectiveSource(clients, DetectiveLinkOptions.KnownRegionsWithoutDetective, store.Time);
    }

    public void Dispose() => clients.Dispose();

    public async Task DisposeAsync()
    {
        await aws.DisposeAsync();
        await store.DisposeAsync();
        aws.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_started_once_polled_to_its_end_and_used_again()
    {
        aws.Detective().Graph();
        (await NextAsync()).ShouldBe(new RunWaiting(null));
        (await NextAsync()).ShouldBe(new RunWaiting(null));
        aws.Detective().Investigations.Single().Finish("HIGH", AwsIndicator.FlaggedIp("203.0.113.7"), AwsIndicator.NewGeolocation("Lagos, Nigeria", "203.0.113.7", true));

        var report = (await NextAsync()).ShouldBeOfType<RunFinished>();
        report.IsReused.ShouldBeFalse();
        (report.Report.Run.Severity, report.Report.Run.Scope).ShouldBe(("HIGH", Scope));
        report.Report.Indicators.ShouldBe([new FlaggedAddress("203.0.113.7", "AWS_THREAT_INTELLIGENCE"), new NewGeolocation("Lagos, Nigeria", "203.0.113.7", true)]);

        var calls = aws.Calls.Count;
        var again = (await NextAsync("another thread")).ShouldBeOfType<RunFinished>();
        again.IsReused.ShouldBeTrue();
        again.Report.Indicators.ShouldBe(report.Report.Indicators);
        aws.Calls.Count.ShouldBe(calls);
        aws.Calls.Count(static call => call.Operation == "StartInvestigation").ShouldBe(1);
    }

    [Fact]
    public async Task Addresses_it_names_are_known_inside_its_scope_alone()
    {
        aws.Detective().Graph().Begin(RoleArn, Scope.Start, Scope.End).Finish("LOW", AwsIndicator.FlaggedIp("203.0.113.7"), AwsIndicator.NewGeolocation("Lagos", "203.0.113.7"), AwsIndicator.FlaggedIp("<!channel>"));
        await NextAsync();

        var naming = (await Runs.NamingAsync("203.0.113.7", new TimeWindow(Midnight.AddHours(2), Midnight.AddHours(9)), false, default)).ShouldHaveSingleItem();
        naming.Sentence.ShouldBe("Detective also names this address in its investigation of role lab-GeneralInstanceRole, scope 1 Aug 2024 00:00 – 03:00 UTC: flagged by threat intelligence; new geolocation. It gives no times.");
        (await Runs.NamingAsync("203.0.113.7", new TimeWindow(Midnight.AddHours(3), Midnight.AddHours(9)), false, default)).ShouldBeEmpty();
        (await Runs.NamingAsync("203.0.113.7", Scope, true, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Killed_between_starting_and_writing_down_it_is_found_and_not_started_again()
    {
        aws.Detective().Graph();
        await store.WriteAsync(work => Runs.ClaimAsync(work, Case.Key, "this host", store.Time.GetUtcNow(), store.Time.GetUtcNow().AddMinutes(-5)));
        aws.Detective().Begin(RoleArn, Scope.Start, Scope.End);
        (await NextAsync()).ShouldBe(new RunWaiting(null));
        aws.Detective().Investigations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_started_in_the_console_is_used_unless_it_failed_or_has_another_scope()
    {
        var detective = aws.Detective().Graph();
        detective.Begin(RoleArn, Scope.Start, Scope.End).Fail();
        detective.Begin(RoleArn, Scope.Start, Scope.End.AddHours(1)).Finish("LOW");
        detective.Begin(RoleArn + "2", Scope.Start, Scope.End).Finish("LOW");
        (await NextAsync()).ShouldBe(new RunWaiting(null));
        detective.Investigations.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Two_hosts_that_begin_at_once_start_it_once()
    {
        aws.Detective().Graph();
        var hold = aws.Next("detective", "ListInvestigations").Slow();
        var first = NextAsync();
        await hold.Reached;
        (await NextAsync("another host")).ShouldBeOfType<RunWaiting>().After.ShouldNotBeNull();
        hold.Release();
        await first;
        aws.Detective().Investigations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_died_while_starting_is_replaced_after_a_while()
    {
        aws.Detective().Graph();
        await store.WriteAsync(work => Runs.ClaimAsync(work, Case.Key, "dead host", store.Time.GetUtcNow(), store.Time.GetUtcNow().AddMinutes(-5)));
        (await NextAsync()).ShouldBeOfType<RunWaiting>().After.ShouldNotBeNull();
        store.Time.Advance(TimeSpan.FromMinutes(6));
        (await NextAsync()).ShouldBe(new RunWaiting(null));
    }

    [Theory]
    [InlineData("ListGraphs")]
    [InlineData("ListInvestigations")]
    [InlineData("StartInvestigation")]
    [InlineData("GetInvestigation")]
    [InlineData("ListIndicators")]
    public async Task A_throttled_call_is_waited_for_and_then_it_goes_on(string operation)
    {
        aws.Detective().Graph().FinishesAfter = 0;
        aws.Next("detective", operation).Throttle();
        (await NextAsync()).ShouldBeOfType<RunWaiting>().Trouble.ShouldNotBeNull().ShouldContain($"detective:{operation} in");
        if (Uncached.Contains(operation)) store.Time.Advance(TimeSpan.FromSeconds(30));
        (await NextAsync()).ShouldBeOfType<RunFinished>();
        aws.Detective().Investigations.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ListInvestigations")]
    [InlineData("StartInvestigation")]
    [InlineData("GetInvestigation")]
    [InlineData("ListIndicators")]
    public async Task A_denied_call_ends_it_and_names_the_action(string operation)
    {
        aws.Detective().Graph().FinishesAfter = 0;
        aws.Deny($"detective:{operation}");
        (await NextAsync()).ShouldBeOfType<RunEnded>().Reason.ShouldContain($"allow detective:{operation}");
        aws.Allow($"detective:{operation}");
        (await NextAsync()).ShouldBeOfType<RunFinished>();
        aws.Detective().Investigations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_failed_ends_with_words_and_may_be_asked_for_again()
    {
        aws.Detective().Graph();
        await NextAsync();
        aws.Detective().Investigations[0].Fail();
        (await NextAsync()).ShouldBeOfType<RunEnded>().Reason.ShouldContain("failed");
        (await NextAsync()).ShouldBe(new RunWaiting(null));
        aws.Detective().Investigations.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_graph_deleted_meanwhile_ends_it_with_words()
    {
        aws.Detective().Graph();
        await NextAsync();
        aws.Next("detective").Fail(404, "ResourceNotFoundException", "The request refers to a nonexistent resource.");
        (await NextAsync()).ShouldBeOfType<RunEnded>().Reason.ShouldContain("was Detective switched off there, or the graph deleted?");
        (await Runs.FindAsync(Case.Key, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_graph_it_ends_and_says_what_to_do() =>
        (await NextAsync()).ShouldBeOfType<RunEnded>().Reason.ShouldContain("no account that is asked in us-east-1 is a Detective administrator");

    [Fact]
    public async Task Ten_thousand_indicators_are_read_page_by_page_and_the_card_stays_within_bounds()
    {
        aws.Detective().Graph().Begin(RoleArn, Scope.Start, Scope.End).Finish(
            "CRITICAL", [.. Enumerable.Range(0, 10_000).Select(static n => AwsIndicator.Ttp("Discovery", "T1087", "x", $"203.0.113.{n % 256}", "ListUsers", n, 1))]);
        var report = (await NextAsync()).ShouldBeOfType<RunFinished>().Report;
        report.Indicators.Count.ShouldBe(10_000);
        aws.Calls.Count(static call => call.Operation == "ListIndicators").ShouldBe(100);
        var words = CardWords.Of(DetectiveCard.Of(Case.Frame, report, false, new DetectiveContext(new Dictionary<string, FindingTimes>(), [], [])));
        words.ShouldContain("10,000 tactics");
        words.ShouldContain("the first 5,000 of 10,000");
        words.ShouldContain("+246 more in the tables below");
    }

    [Fact]
    public async Task Hostile_text_in_indicators_stays_text()
    {
        const string Agent = "curl <!channel> *bold* <https://evil.example|here>\u202e";
        aws.Detective().Graph().Begin(RoleArn, Scope.Start, Scope.End).Finish("LOW", AwsIndicator.NewUserAgent(Agent));
        var report = (await NextAsync()).ShouldBeOfType<RunFinished>().Report;
        var card = DetectiveCard.Of(Case.Frame, report, false, new DetectiveContext(new Dictionary<string, FindingTimes>(), [], []));
        card.Sections.OfType<CardTable>().Single().Rows.Single()[0].Runs.ShouldBe([new Code(Agent)]);
    }

    private DetectiveRunStore Runs => new(store.Database, store.Time);

    private DetectiveCase Case => new(
        source,
        new FoundEntity(new EntityRef(EntityKind.Role, "lab-GeneralInstanceRole", AwsDouble.Account), false),
        AwsDouble.Account,
        "us-east-1",
        new DetectiveAsk(RoleArn, Scope),
        new DetectiveFrame(new EntityRef(EntityKind.Role, "lab-GeneralInstanceRole", AwsDouble.Account), RoleArn, false, Scope, Scope, [], ConsoleLink.Withheld("x"), false));

    private Task<RunStep> NextAsync(string owner = "this host") => new RunSteps(Runs, store.Database, store.Time).NextAsync(Case, owner, store.Time.GetUtcNow(), CancellationToken.None);
}
