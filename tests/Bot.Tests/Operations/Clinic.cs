using Amazon.Runtime;
using ChatOps.Bot.Aws;
using ChatOps.Bot.Persistence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Operations;

/// <summary>An installation in which all is well, to be spoilt by a test, and its doctor.</summary>
internal sealed class Clinic : IAsyncDisposable
{
    public const string Member = "444455556666";
    public const string MemberRole = "arn:aws:iam::444455556666:role/chatops-member";
    private const string ExternalId = "case-7731";
    private readonly TemporaryFolder folder = new();

    private Clinic(AwsDouble aws)
    {
        Aws = aws;
        Queue = aws.Queue("chatops-findings").Redrive();
        Logs = aws.Bucket("trail-logs").Put(Key("CloudTrail", "us-east-1"), "{\"Records\":[]}"u8.ToArray()).Put(Key("vpcflowlogs", "us-east-1"), "version account-id srcaddr\n"u8.ToArray());
        aws.GuardDuty();
        aws.Detective().Graph(Member);
        aws.Role(MemberRole, ExternalId);
        Options = new Dictionary<string, string?>(aws.Settings().Configuration.Select(static entry => KeyValuePair.Create(entry.Key, (string?)entry.Value)))
        {
            ["Alerts:Sqs:QueueUrl"] = Queue.VendorUrl,
            ["Evidence:CloudTrail:Uri"] = "s3://trail-logs/org",
            ["Evidence:FlowLogs:Uri"] = "s3://trail-logs/org/",
            ["Aws:Accounts:0:Id"] = AwsDouble.Account,
            ["Aws:Accounts:0:Regions"] = AwsDouble.Region,
            ["Aws:Accounts:1:Id"] = Member,
            ["Aws:Accounts:1:RoleArn"] = MemberRole,
            ["Aws:Accounts:1:ExternalId"] = ExternalId,
        };
    }

    public AwsDouble Aws { get; }

    public AwsQueue Queue { get; }

    public AwsBucket Logs { get; }

    public Dictionary<string, string?> Options { get; }

    public AWSCredentials Credentials { get; set; } = new BasicAWSCredentials(AwsDouble.KeyId, AwsDouble.Secret);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string DataPath { get; set; } = "";

    public static async Task<Clinic> OpenAsync(TimeProvider? time = null) => new(await AwsDouble.StartAsync()) { Time = time ?? TimeProvider.System };

    /// <summary>Key of an object of the default account.</summary>
    public static string Key(string kind, string region) => $"org/AWSLogs/{AwsDouble.Account}/{kind}/{region}/2024/08/01/{AwsDouble.Account}_{kind}_{region}_20240801T1200Z_a.{(kind == "CloudTrail" ? "json" : "log")}";

    public Installation Installation()
    {
        var configuration = Configuration();
        return Operations.Installation.Of(configuration, AwsOptions.Of(configuration).Settings);
    }

    public async Task<Diagnosis> ExamineAsync()
    {
        var installation = Installation();
        using var clients = new AwsClients(installation.Aws, Credentials);
        var store = new StoreExam(Microsoft.Extensions.Options.Options.Create(new StoreOptions()), Microsoft.Extensions.Options.Options.Create(new DataOptions { Path = DataPath.Length > 0 ? DataPath : folder.Path }));
        var diagnosis = await new Doctor(installation, clients, store, [], Time).ExamineAsync(CancellationToken.None);
        Aws.Unexpected.ShouldBeEmpty();
        DiagnosisPage.Of(diagnosis).ShouldNotContain(AwsDouble.Secret);
        return diagnosis;
    }

    /// <summary>The remark that stands out: the only one that is not ok, among those that are as bad as any.</summary>
    public async Task<Remark> WorstAsync()
    {
        var all = (await ExamineAsync()).Groups.SelectMany(static group => group.Remarks).ToList();
        var worst = all.Max(static remark => remark.Level);
        worst.ShouldNotBe(RemarkLevel.Ok);
        return all.Where(remark => remark.Level == worst).ShouldHaveSingleItem();
    }

    public async ValueTask DisposeAsync()
    {
        await Aws.DisposeAsync();
        folder.Dispose();
    }

    private IConfigurationRoot Configuration() => new ConfigurationBuilder().AddInMemoryCollection(Options).Build();
}
