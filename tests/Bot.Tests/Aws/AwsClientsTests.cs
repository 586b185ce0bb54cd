using Amazon.Runtime;
using Amazon.S3.Model;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using AwsSettings = ChatOps.Investigation.Evidence.Aws.AwsSettings;

namespace ChatOps.Bot.Aws;

/// <summary>Ways into accounts, and faults in words, against an AWS that checks every signature.</summary>
public sealed class AwsClientsTests : IAsyncLifetime
{
    private const string MemberId = "444455556666";
    private const string MemberRole = "arn:aws:iam::444455556666:role/chatops";
    private AwsDouble aws = null!;

    public async Task InitializeAsync() => aws = await AwsDouble.StartAsync();

    public Task DisposeAsync() => aws.DisposeAsync().AsTask();

    [Fact]
    public async Task Whose_credentials_these_are_is_asked_once()
    {
        using var clients = Clients(AwsAccount.Own("us-east-1"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => clients.OwnAccountAsync(CancellationToken.None)));
        answers.ShouldAllBe(static account => account == AwsDouble.Account);
        aws.Calls.Count(static call => call.Operation == "GetCallerIdentity").ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_answer_to_whose_they_are_is_asked_again()
    {
        using var clients = Clients(AwsAccount.Own("us-east-1"));
        aws.Deny("sts:GetCallerIdentity");
        await Should.ThrowAsync<AmazonServiceException>(clients.OwnAccountAsync(CancellationToken.None));
        aws.Allow("sts:GetCallerIdentity");
        (await clients.OwnAccountAsync(CancellationToken.None)).ShouldBe(AwsDouble.Account);
    }

    [Fact]
    public async Task A_member_account_is_entered_by_its_role_and_external_id()
    {
        aws.Role(MemberRole, "c0ffee");
        using var clients = Clients(AwsAccount.Own("us-east-1"), new AwsAccount(MemberId, [], MemberRole, "c0ffee"));
        var member = await clients.MemberAsync(MemberId, "us-east-1", CancellationToken.None);
        await Should.ThrowAsync<AmazonServiceException>(() => clients.Iam(member!).GetRoleAsync(new Amazon.IdentityManagement.Model.GetRoleRequest { RoleName = "none" }));
        var assumed = aws.Calls.Single(static call => call.Operation == "AssumeRole");
        assumed.Account.ShouldBe(AwsDouble.Account);
        aws.Calls[^1].Account.ShouldBe(MemberId);
    }

    [Fact]
    public async Task An_account_nobody_configured_has_no_way_in()
    {
        using var clients = Clients(AwsAccount.Own("us-east-1"));
        (await clients.MemberAsync(MemberId, "us-east-1", CancellationToken.None)).ShouldBeNull();
        (await clients.MemberAsync(AwsDouble.Account, "us-east-1", CancellationToken.None)).ShouldBe(new AwsPlace(AwsAccount.Own("us-east-1"), "us-east-1"), new SamePlace());
    }

    [Fact]
    public async Task An_account_that_only_has_a_name_is_not_asked_and_costs_no_call()
    {
        using var clients = Clients(new AwsAccount(AwsDouble.Account, []), new AwsAccount(MemberId, []));
        clients.Settings.IsConnected.ShouldBeFalse();
        (await clients.MemberAsync(AwsDouble.Account, "us-east-1", CancellationToken.None)).ShouldBeNull();
        aws.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_without_a_role_is_a_way_in_only_for_the_account_of_the_credentials()
    {
        using var clients = Clients(AwsAccount.Own("us-east-1"), new AwsAccount(AwsDouble.Account, []), new AwsAccount(MemberId, []));
        (await clients.MemberAsync(AwsDouble.Account, "us-east-1", CancellationToken.None))!.Account.Id.ShouldBe(AwsDouble.Account);
        (await clients.MemberAsync(MemberId, "us-east-1", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public void The_account_s_own_place_is_asked_first_and_no_other_region()
    {
        using var clients = Clients(new AwsAccount("111122223333", ["us-east-1", "eu-west-1"]), new AwsAccount(MemberId, ["us-east-1"], MemberRole));
        clients.PlacesFor(MemberId, "us-east-1").Select(static place => place.Account.Id).ShouldBe([MemberId, "111122223333"]);
        clients.PlacesFor(null, null).Count.ShouldBe(3);
        clients.PlacesFor("999999999999", "ap-south-1").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_role_that_cannot_be_assumed_is_not_tried_again_by_each_who_waited()
    {
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        using var clients = new AwsClients(Settings(new AwsAccount(MemberId, ["us-east-1"], MemberRole)), Credentials(), time);
        var place = clients.Places[0];
        Task<AwsFault> AskAsync() => FaultAsync(() => clients.GuardDuty(place).ListDetectorsAsync(new Amazon.GuardDuty.Model.ListDetectorsRequest()), "guardduty:ListDetectors", place);
        var faults = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync()));
        faults.ShouldAllBe(static fault => fault.Kind == AwsFaultKind.Denied && fault.Action == "sts:AssumeRole");
        aws.Calls.Count(static call => call.Operation == "AssumeRole").ShouldBe(1);

        aws.Role(MemberRole);
        aws.GuardDuty(MemberId);
        time.Advance(TimeSpan.FromSeconds(10));
        await clients.GuardDuty(place).ListDetectorsAsync(new Amazon.GuardDuty.Model.ListDetectorsRequest());
        aws.Calls.Count(static call => call.Operation == "AssumeRole").ShouldBe(2);
    }

    [Fact]
    public async Task A_wrong_external_id_is_told_as_a_role_that_may_not_be_assumed()
    {
        aws.Role(MemberRole, "c0ffee");
        using var clients = Clients(new AwsAccount(MemberId, ["us-east-1"], MemberRole, "tea"));
        var place = clients.Places[0];
        var fault = await FaultAsync(() => clients.GuardDuty(place).ListDetectorsAsync(new Amazon.GuardDuty.Model.ListDetectorsRequest()), "guardduty:ListDetectors", place);
        fault.Kind.ShouldBe(AwsFaultKind.Denied);
        fault.Action.ShouldBe("sts:AssumeRole");
        fault.Reason.ShouldContain("trust policy");
        fault.Reason.ShouldNotContain("tea");
    }

    [Fact]
    public async Task Each_fault_is_told_in_words_that_say_what_to_do()
    {
        await ExpectAsync(AwsFaultKind.Denied, CoverageState.Refused, "allow s3:ListBucket", static aws => aws.Deny("s3:ListBucket"));
        await ExpectAsync(AwsFaultKind.Throttled, CoverageState.Unavailable, "throttled", static aws => aws.Next("s3").Throttle(10));
        await ExpectAsync(AwsFaultKind.NotFound, CoverageState.Refused, "nothing of that name", null, bucket: "no-such-bucket");
        await ExpectAsync(AwsFaultKind.Unreachable, CoverageState.Unavailable, "could not be reached", static aws => aws.Next("s3").Reset(AwsTroublePlan.Always));
        await ExpectAsync(AwsFaultKind.TimedOut, CoverageState.Unavailable, "no answer in time", static aws => aws.Next("s3").Slow());
        await ExpectAsync(AwsFaultKind.Failed, CoverageState.Unavailable, "AWS failed (InternalError)", static aws => aws.Next("s3").Fail(500, "InternalError", times: 10));
        await ExpectAsync(AwsFaultKind.Invalid, CoverageState.Refused, "AWS refused the request (InvalidArgument)", static aws => aws.Next("s3").Fail(400, "InvalidArgument"));
        await ExpectAsync(AwsFaultKind.Denied, CoverageState.Refused, "has not enabled this service", static aws => aws.Next("s3").Fail(403, "OptInRequired"));
        await ExpectAsync(AwsFaultKind.Unknown, CoverageState.Refused, "does not accept the credentials", static aws => aws.Keys(AwsDouble.KeyId, "another", AwsDouble.Account));
        await ExpectAsync(AwsFaultKind.Unknown, CoverageState.Refused, "does not accept the credentials", static aws => aws.RemoveKeys(AwsDouble.KeyId));
    }

    [Fact]
    public async Task Without_credentials_the_words_say_so()
    {
        using var clients = new AwsClients(Settings(AwsAccount.Own("us-east-1")), new NoCredentials());
        var fault = await FaultAsync(() => clients.S3("us-east-1").ListObjectsV2Async(new ListObjectsV2Request { BucketName = "logs" }), "s3:ListBucket", clients.Places[0]);
        fault.Kind.ShouldBe(AwsFaultKind.NoCredentials);
        fault.Reason.ShouldContain("no AWS credentials were found");
    }

    [Fact]
    public async Task A_clock_that_is_off_is_corrected_by_the_sdk()
    {
        aws.Bucket("logs");
        aws.ClockSkew = TimeSpan.FromMinutes(20);
        using var clients = Clients(AwsAccount.Own("us-east-1"));
        (await clients.S3("us-east-1").ListObjectsV2Async(new ListObjectsV2Request { BucketName = "logs" })).KeyCount.ShouldBe(0);
    }

    [Fact]
    public void What_the_caller_ended_is_no_fault()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        AwsFault.Of(new OperationCanceledException(), "s3:ListBucket", "here", ended.Token).ShouldBeNull();
        AwsFault.Of(new InvalidOperationException(), "s3:ListBucket", "here", CancellationToken.None).ShouldBeNull();
    }

    [Theory]
    [InlineData("Failed to resolve AWS credentials. The credential providers used to search for credentials returned the following errors", AwsFaultKind.NoCredentials)]
    [InlineData("Unable to get IAM security credentials from EC2 Instance Metadata Service.", AwsFaultKind.NoCredentials)]
    [InlineData("Attempting to make a request that requires an implementation of AWS Signature V4a.", AwsFaultKind.NoCredentials)]
    [InlineData("Expected hash not equal to calculated hash", AwsFaultKind.Failed)]
    public void The_sdk_s_own_failures_are_told_apart(string message, AwsFaultKind kind) =>
        AwsFault.Of(new AmazonClientException(message), "s3:GetObject", "here", CancellationToken.None)!.Kind.ShouldBe(kind);

    [Fact]
    public void Another_server_s_words_are_not_repeated()
    {
        var fault = AwsFault.Of(new AmazonServiceException("<!channel> secret", ErrorType.Sender, "<!channel>", "id", System.Net.HttpStatusCode.BadRequest), "s3:ListBucket", "here", CancellationToken.None);
        fault!.Reason.ShouldNotContain("<!channel>");
    }

    private static async Task ExpectAsync(AwsFaultKind kind, CoverageState state, string words, Action<AwsDouble>? trouble, string bucket = "logs")
    {
        await using var server = await AwsDouble.StartAsync();
        server.Bucket("logs");
        trouble?.Invoke(server);
        using var clients = new AwsClients(SettingsOf(server, AwsAccount.Own("us-east-1")) with { Patience = TimeSpan.FromSeconds(1), Retries = 1 }, Credentials());
        var fault = await FaultAsync(() => clients.S3("us-east-1").ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }), "s3:ListBucket", clients.Places[0]);
        fault.Kind.ShouldBe(kind, words);
        fault.State.ShouldBe(state, words);
        fault.Reason.ShouldContain(words);
        fault.Reason.ShouldNotContain(AwsDouble.Secret);
    }

    private static async Task<AwsFault> FaultAsync(Func<Task> call, string action, AwsPlace place)
    {
        var failure = await Should.ThrowAsync<Exception>(call);
        return AwsFault.Of(failure, action, place.ToString(), CancellationToken.None) ?? throw new InvalidOperationException("That is no fault.", failure);
    }

    private AwsClients Clients(params AwsAccount[] accounts) => new(Settings(accounts), Credentials());

    private AwsSettings Settings(params AwsAccount[] accounts) => SettingsOf(aws, accounts);

    private static AwsSettings SettingsOf(AwsDouble server, params AwsAccount[] accounts) => new()
    {
        Region = AwsDouble.Region,
        Accounts = accounts,
        ServiceUrls = Enum.GetValues<AwsApi>().ToDictionary(static api => api, _ => server.Address),
    };

    private static BasicAWSCredentials Credentials() => new(AwsDouble.KeyId, AwsDouble.Secret);

    private sealed class NoCredentials : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new AmazonClientException("Failed to resolve AWS credentials.");

        public override Task<ImmutableCredentials> GetCredentialsAsync() => throw new AmazonClientException("Failed to resolve AWS credentials.");
    }

    private sealed class SamePlace : IEqualityComparer<AwsPlace?>
    {
        public bool Equals(AwsPlace? x, AwsPlace? y) => x?.ToString() == y?.ToString();

        public int GetHashCode(AwsPlace obj) => 0;
    }
}
