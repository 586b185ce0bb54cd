using ChatOps.TestKit;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Investigate;

/// <summary>Findings that nobody delivered, asked of GuardDuty from the room and polled.</summary>
public sealed class LookUpTests
{
    private const string Id = "0ab1c2d3e4f5061728394a5b6c7d8e9f";

    [Fact]
    public async Task A_finding_that_nobody_delivered_is_looked_up_and_answered_in_one_thread()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.GuardDuty(AwsDouble.Account, AwsDouble.Region).Put(Json());
        await using var host = await RunningHost.StartAsync(aws.Settings().UseHere().Options);
        var asked = await host.CommandAsync($"/investigate {Id}");
        await host.QuietAsync();
        (await host.ThreadAsync(asked.Thread!)).Root.ShouldContain("Looked up by hand");
        (await host.CommandAsync($"/investigate {Id}")).Thread.ShouldBe(asked.Thread);
        (await host.ThreadsAsync()).ShouldHaveSingleItem();
        aws.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_it_is_not_found_the_root_says_who_was_asked_and_what_is_not_allowed()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Deny("guardduty:GetFindings");
        await using var host = await RunningHost.StartAsync(aws.Settings().UseHere().Options);
        var asked = await host.CommandAsync($"/investigate {Id}");
        await host.QuietAsync();
        var root = (await host.ThreadAsync(asked.Thread!)).Root;
        root.ShouldContain("could not be looked up");
        root.ShouldContain("guardduty:GetFindings");
        (await host.CommandAsync($"/investigate {Id}")).Thread.ShouldBe(asked.Thread);
    }

    [Fact]
    public async Task A_polled_finding_gets_its_thread_and_is_archived_from_there()
    {
        await using var aws = await AwsDouble.StartAsync();
        var guardDuty = aws.GuardDuty(AwsDouble.Account, AwsDouble.Region);
        guardDuty.Put(Json());
        await using var host = await RunningHost.StartAsync([.. aws.Settings().UseHere().Options, "--Findings:Source=guardduty"]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await host.ThreadsAsync()).Count == 0) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token); // polling runs on the host's own threads
        await host.QuietAsync();
        var thread = (await host.ThreadsAsync()).ShouldHaveSingleItem();
        await host.SayAsync(thread.Id, "@bot archive");
        await host.QuietAsync();
        guardDuty.Finding(Id)!["service"]!["archived"]!.GetValue<bool>().ShouldBeTrue();
        var told = await host.ThreadAsync(thread.Id);
        told.Root.ShouldContain("Archived in GuardDuty");
        told.Card("Archived by").ShouldContain("ana");
    }

    private static string Json()
    {
        var at = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return $$"""
            {"schemaVersion":"2.0","accountId":"{{AwsDouble.Account}}","region":"{{AwsDouble.Region}}","partition":"aws","id":"{{Id}}","arn":"arn:aws:guardduty:{{AwsDouble.Region}}:{{AwsDouble.Account}}:detector/d/finding/{{Id}}",
             "type":"Recon:EC2/Portscan","severity":5,"title":"Looked up by hand","description":"d","createdAt":"{{at}}","updatedAt":"{{at}}",
             "resource":{"resourceType":"Instance","instanceDetails":{"instanceId":"i-0c79413d9f0d9941e"} },
             "service":{"serviceName":"guardduty","count":1,"archived":false,"eventFirstSeen":"{{at}}","eventLastSeen":"{{at}}","resourceRole":"ACTOR",
              "action":{"actionType":"NETWORK_CONNECTION","networkConnectionAction":{"connectionDirection":"OUTBOUND","remoteIpDetails":{"ipAddressV4":"198.51.100.23"} } } } }
            """;
    }
}
