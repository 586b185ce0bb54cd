using System.Collections.Concurrent;
using System.Globalization;

namespace ChatOps.TestKit.Aws;

/// <summary>
/// An AWS on a loopback port: one server for every service the product calls, told apart by the credential scope of the signature, which is computed again
/// for every request. It knows nothing of the product and nothing of the SDK's types; what it says is written from AWS's published service models.
/// Data belong to an account and a region; whose they are says the key a call was signed with.
/// </summary>
internal sealed class AwsDouble : IAsyncDisposable
{
    /// <summary>The account of the key that is known from the start.</summary>
    public const string Account = "111122223333";
    public const string Region = "us-east-1";

    /// <summary>The key of AWS's own examples.</summary>
    public const string KeyId = "AKIAIOSFODNN7EXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private readonly AwsServer server;
    private readonly ConcurrentQueue<AwsCall> calls = new();
    private int investigations;
    private readonly StsService sts;
    private readonly S3Service s3;
    private readonly SqsService sqs;
    private readonly GuardDutyService guardDuty;
    private readonly DetectiveService detective;
    private readonly IamService iam;
    private readonly Ec2Service ec2;

    private AwsDouble(TimeProvider time)
    {
        Time = time;
        sts = new StsService(this);
        s3 = new S3Service(this);
        sqs = new SqsService(this);
        guardDuty = new GuardDutyService(this);
        detective = new DetectiveService(this);
        iam = new IamService(this);
        ec2 = new Ec2Service(this);
        Services = [sts, s3, sqs, guardDuty, detective, iam, ec2];
        server = new AwsServer(this);
        Keys(KeyId, Secret, Account);
    }

    /// <summary>Where every service answers.</summary>
    public Uri Address => server.Address;

    /// <summary>What nobody would have understood: unsigned requests, unknown services and operations. A test ends with this empty.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();

    /// <summary>Every call, in order of arrival, also those that were refused.</summary>
    public IReadOnlyList<AwsCall> Calls => [.. calls];

    /// <summary>How far AWS's clock, by which signatures and sessions are judged, is ahead of the system's.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>Whether JSON answers have members that no model knows.</summary>
    public bool AddsUnknownMembers { get; set; } = true;

    /// <summary>How long the Expect verbs wait.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Denials and faults.</summary>
    public AwsTroubles Troubles { get; } = new();

    /// <summary>The clock of what is stored: visibility of messages, times of findings.</summary>
    internal TimeProvider Time { get; }

    /// <summary>The SDK signs with the system's clock, whatever the test's clock says.</summary>
    internal DateTimeOffset SignatureTime => TimeProvider.System.GetUtcNow() + ClockSkew;

    internal AwsKeys KnownKeys { get; } = new();

    internal IReadOnlyList<IAwsService> Services { get; }

    /// <summary>Held while stored things are looked at or changed.</summary>
    internal Lock Gate { get; } = new();

    /// <param name="time">The clock of visibility timeouts and the like; the system's when none is given. Signatures always go by the system's, see <see cref="ClockSkew"/>.</param>
    public static async Task<AwsDouble> StartAsync(TimeProvider? time = null)
    {
        var aws = new AwsDouble(time ?? TimeProvider.System);
        await aws.server.StartAsync();
        return aws;
    }

    /// <summary>A user's key of that account.</summary>
    public void Keys(string id, string secret, string account, string user = "chatops") =>
        KnownKeys.Put(id, new AwsKey(secret, new AwsCaller(id, account, $"arn:aws:iam::{account}:user/{user}", "AIDA" + account + user.ToUpperInvariant()), null, null));

    /// <summary>The key is deleted.</summary>
    public void RemoveKeys(string id) => KnownKeys.Remove(id);

    /// <summary>Sessions of assumed roles have run out.</summary>
    public void ExpireSessions() => KnownKeys.ExpireSessions();

    /// <summary>A role that may be assumed.</summary>
    /// <param name="externalId">Without it nobody assumes the role; null = none is asked for.</param>
    /// <param name="trusted">The account whose callers may; the default one when none is given.</param>
    public void Role(string arn, string? externalId = null, string trusted = Account) => sts.Trust(arn, externalId, trusted);

    /// <summary>The bucket of that name, made when new.</summary>
    public AwsBucket Bucket(string name, string region = Region, string account = Account) => s3.Bucket(name, region, account);

    /// <summary>The queue of that name, made when new.</summary>
    public AwsQueue Queue(string name, string region = Region, string account = Account) => sqs.Queue(account, region, name);

    public AwsGuardDuty GuardDuty(string account = Account, string region = Region) => guardDuty.Of(account, region);

    /// <summary>Without a call of <see cref="AwsDetective.Graph"/> the account administers none.</summary>
    public AwsDetective Detective(string account = Account, string region = Region) => detective.Of(account, region);

    public AwsIam Iam(string account = Account) => iam.Of(account);

    public AwsEc2 Ec2(string account = Account, string region = Region) => ec2.Of(account, region);

    /// <summary>What goes wrong with the next calls of an operation; <c>*</c> stands for any.</summary>
    /// <param name="account">Only when a caller of this account makes them.</param>
    public AwsTroublePlan Next(string service, string operation = "*", string? account = null) => new(this, service, operation, account);

    /// <summary>From now on no policy allows the action, for example <c>guardduty:GetFindings</c>.</summary>
    public void Deny(string action, string? account = null) => Troubles.Deny(action, account);

    /// <summary>Takes a denial back.</summary>
    public void Allow(string action, string? account = null) => Troubles.Allow(action, account);

    /// <summary>Waits, at most as long as <see cref="Patience"/>, until the action was answered well that many times.</summary>
    public Task ExpectCalls(string action, int times = 1) => ExpectAsync(
        () => Calls.Count(call => call.Action == action && call.Outcome == "ok") >= times ? this : null,
        () => $"{times} of {action} were waited for.\nCalls: {string.Join("; ", Calls.Select(static call => $"{call.Account} {call.Region} {call.Action} {call.Outcome}"))}");

    /// <summary>Waits, at most as long as <see cref="Patience"/>, until there is one.</summary>
    public async Task<T> ExpectAsync<T>(Func<T?> look, Func<string> otherwise)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (look() is { } found) return found;
            // The product works on its own threads; from outside it can only be watched.
            if (patience.IsCancellationRequested) throw new AwsExpectation($"{otherwise()}\nUnexpected: {string.Join("; ", Unexpected)}");
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>What a product host must be told to find this AWS.</summary>
    public AwsDoubleSettings Settings() => new(Address);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>21 digits, as Detective has them.</summary>
    internal string NewInvestigationId() => string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref investigations):000000000000000000000}");

    internal void Keep(AwsCall call) => calls.Enqueue(call);
}
