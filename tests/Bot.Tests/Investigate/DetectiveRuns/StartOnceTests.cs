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

/// <summary>StartInvestigation has no token that tells a repetition from a second wish: whatever becomes of its answer, one investigation is started. The clients repeat
/// other calls as they do in production.</summary>
public sealed class StartOnceTests : IAsyncLifetime, IDisposable
{
    private const string RoleArn = "arn:aws:iam::111122223333:role/lab-GeneralInstanceRole";
    private static readonly DateTimeOffset Midnight = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow Scope = new(Midnight, Midnight.AddHours(3));
    private StoreUnderTest store = null!;
    private AwsDouble aws = null!;
    private AwsClients clients = null!;
    private DetectiveSource source = null!;

    public async Task InitializeAsync()
    {
        store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        aws = await AwsDouble.StartAsync(store.Time);
        aws.Detective().Graph();
        Patience(TimeSpan.FromSeconds(10));
    }

    public void Dispose() => clients.Dispose();

    public async Task DisposeAsync()
    {
        await aws.DisposeAsync();
        await store.DisposeAsync();
        aws.Unexpected.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_answer_is_looked_for_and_the_start_not_sent_again(bool isWarm)
    {
        // a connection used before is one that handlers below the SDK may repeat on
        if (isWarm) await clients.DetectiveOnce(clients.Places[0]).ListGraphsAsync(new Amazon.Detective.Model.ListGraphsRequest());
        aws.Next("detective", "StartInvestigation").AcceptThenReset();

        var waiting = (await NextAsync()).ShouldBeOfType<RunWaiting>();
        (waiting.Trouble, waiting.After).ShouldBe(("detective:StartInvestigation in the program's own account us-east-1: AWS could not be reached, or broke off; ask again", TimeSpan.FromMinutes(1)));
        Started.ShouldBe(1);
        aws.Detective().Investigations.Count.ShouldBe(1);

        store.Time.Advance(TimeSpan.FromMinutes(1));
        (await NextAsync()).ShouldBe(new RunWaiting(null));
        aws.Detective().Investigations.Single().Finish("LOW");
        (await NextAsync()).ShouldBeOfType<RunFinished>();
        (Started, aws.Detective().Investigations.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task An_answer_slower_than_anybody_waits_is_a_lost_one()
    {
        Patience(TimeSpan.FromMilliseconds(300));
        var hold = aws.Next("detective", "StartInvestigation").AcceptThenHold();
        (await NextAsync()).ShouldBeOfType<RunWaiting>().Trouble.ShouldNotBeNull().ShouldContain("no answer in time");
        hold.Release();

        Patience(TimeSpan.FromSeconds(10));
        (await NextAsync()).ShouldBe(new RunWaiting(null));
        (Started, aws.Detective().Investigations.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task An_answer_cut_short_is_a_lost_one()
    {
        aws.Next("detective", "StartInvestigation").CutBody(5);
        (await NextAsync()).ShouldBeOfType<RunWaiting>().Trouble.ShouldNotBeNull();
        (await NextAsync()).ShouldBe(new RunWaiting(null));
        (Started, aws.Detective().Investigations.Count).ShouldBe((1, 1));
    }

    public static TheoryData<string> Failures => ["500", "503", "429", "reset", "garbage"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_start_that_did_not_happen_is_made_the_next_time(string failure)
    {
        var next = aws.Next("detective", "StartInvestigation");
        _ = failure switch
        {
            "500" => next.Fail(500, "InternalServerException"),
            "503" => next.Fail(503, "ServiceUnavailable"),
            "429" => next.Throttle(),
            "reset" => next.Reset(),
            _ => next.Garbage(),
        };
        (await NextAsync()).ShouldBeOfType<RunWaiting>().Trouble.ShouldNotBeNull().ShouldContain("detective:StartInvestigation");
        (Started, aws.Detective().Investigations.Count).ShouldBe((1, 0));
        (await NextAsync()).ShouldBe(new RunWaiting(null));
        (Started, aws.Detective().Investigations.Count).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Lost_again_and_again_it_is_one()
    {
        aws.Next("detective", "StartInvestigation").AcceptThenReset(AwsTroublePlan.Always);
        for (var look = 0; look < 4; look++) await NextAsync();
        (Started, aws.Detective().Investigations.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Who_cannot_look_does_not_start()
    {
        aws.Detective().Begin(RoleArn, Scope.Start, Scope.End);
        aws.Deny("detective:GetInvestigation");
        (await NextAsync()).ShouldBeOfType<RunEnded>().Reason.ShouldContain("allow detective:GetInvestigation");
        (await NextAsync()).ShouldBeOfType<RunEnded>();
        (Started, aws.Detective().Investigations.Count).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Who_looks_for_so_long_that_another_takes_over_does_not_start()
    {
        var hold = aws.Next("detective", "ListInvestigations").Slow();
        var slow = NextAsync("slow host");
        await hold.Reached;
        store.Time.Advance(TimeSpan.FromMinutes(6));
        var quick = NextAsync("quick host");
        await aws.ExpectAsync(() => aws.Calls.Count(static call => call.Operation == "ListGraphs") > 1 ? aws : null, static () => "the quick host took over");
        hold.Release();
        (await slow).ShouldBeOfType<RunWaiting>();
        (await quick).ShouldBe(new RunWaiting(null));
        (Started, aws.Detective().Investigations.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_failed_answers_all_who_asked_before_and_starts_nothing()
    {
        var asked = store.Time.GetUtcNow();
        await NextAsync();
        store.Time.Advance(TimeSpan.FromMinutes(1));
        aws.Detective().Investigations[0].Fail();
        (await NextAsync(askedAt: asked)).ShouldBeOfType<RunEnded>().Reason.ShouldContain("failed");
        (await NextAsync("somebody else", asked)).ShouldBeOfType<RunEnded>().Reason.ShouldContain("failed");
        Started.ShouldBe(1);

        store.Time.Advance(TimeSpan.FromMinutes(1));
        (await NextAsync("somebody else")).ShouldBe(new RunWaiting(null));
        (Started, aws.Detective().Investigations.Count).ShouldBe((2, 2));
    }

    private int Started => aws.Calls.Count(static call => call.Operation == "StartInvestigation");

    private DetectiveCase Case => new(
        source,
        new FoundEntity(new EntityRef(EntityKind.Role, "lab-GeneralInstanceRole", AwsDouble.Account), false),
        AwsDouble.Account,
        "us-east-1",
        new DetectiveAsk(RoleArn, Scope),
        new DetectiveFrame(new EntityRef(EntityKind.Role, "lab-GeneralInstanceRole", AwsDouble.Account), RoleArn, false, Scope, Scope, [], ConsoleLink.Withheld("x"), false));

    private void Patience(TimeSpan patience)
    {
        clients?.Dispose();
        clients = new AwsClients(
            new AwsSettings { Region = "us-east-1", Accounts = [AwsAccount.Own("us-east-1")], ServiceUrls = Enum.GetValues<AwsApi>().ToDictionary(static api => api, _ => aws.Address), Patience = patience },
            new BasicAWSCredentials(AwsDouble.KeyId, AwsDouble.Secret));
        source = new DetectiveSource(clients, DetectiveLinkOptions.KnownRegionsWithoutDetective, store.Time);
    }

    private Task<RunStep> NextAsync(string owner = "this host", DateTimeOffset? askedAt = null) =>
        new RunSteps(new DetectiveRunStore(store.Database, store.Time), store.Database, store.Time).NextAsync(Case, owner, askedAt ?? store.Time.GetUtcNow(), CancellationToken.None);
}
