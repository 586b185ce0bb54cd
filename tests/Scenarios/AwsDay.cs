using Amazon.Runtime;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Scenarios;

/// <summary>A host in an account of AWS where the workshop's day happens: findings come through a queue, logs lie in a bucket, and nothing lies in a folder of this machine.</summary>
public sealed class AwsDay : IAsyncLifetime
{
    /// <summary>A finding GuardDuty has, of which no message ever came.</summary>
    internal const string NeverSent = "5ac9b1d7e03f42a6b8d1c2e3f4a59687";

    private static readonly string Logs = $"s3://{SampleAws.BucketName}";

    internal AwsDouble Aws { get; private set; } = null!;

    internal RunningHost Host { get; private set; } = null!;

    internal AwsQueue Queue { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var evening = new ShiftedTime(new DateTimeOffset(2024, 8, 1, 19, 10, 0, TimeSpan.Zero));
        Aws = await AwsDouble.StartAsync(evening);
        var filled = SampleAws.Fill(Aws);
        Queue = filled.Queue;
        filled.GuardDuty.Put(Missed(filled));
        Host = await RunningHost.StartAsync(
            builder => builder.Services
                .AddSingleton<TimeProvider>(evening)
                .AddSingleton<AWSCredentials>(new BasicAWSCredentials(AwsDouble.KeyId, AwsDouble.Secret)),
            [
                .. Aws.Settings().Options,
                $"--Alerts:Sqs:QueueUrl={Queue.Url}",
                "--Aws:Accounts:0:Id=111122223333", "--Aws:Accounts:0:Alias=payments-prod", "--Aws:Accounts:0:Regions=us-east-1",
                "--Evidence:Source=s3", $"--Evidence:CloudTrail:Uri={Logs}", $"--Evidence:FlowLogs:Uri={Logs}",
            ]);
        await DrainedAsync();
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Aws.DisposeAsync();
    }

    /// <summary>The portscan of the day once more, by another instance with other addresses, under an id of its own.</summary>
    private static string Missed(SampleAws filled)
    {
        var scan = filled.GuardDuty.Findings.First(static one => one["type"]!.ToString() == "Recon:EC2/Portscan");
        return scan.ToJsonString()
            .Replace(scan["id"]!.ToString(), NeverSent, StringComparison.Ordinal)
            .Replace(SampleAws.InstanceId, "i-0aa51e0c7d9b3f284", StringComparison.Ordinal)
            .Replace(SampleAws.PublicIp, "198.51.100.77", StringComparison.Ordinal)
            .Replace("10.0.0.144", "10.0.0.77", StringComparison.Ordinal);
    }

    /// <summary>Waits until the queue is empty and all that followed from it is told.</summary>
    internal async Task DrainedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        // The host takes messages on its own threads; from outside the queue can only be looked at.
        while (Queue.Visible.Count + Queue.InFlight.Count > 0) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        await Host.QuietAsync();
    }
}
