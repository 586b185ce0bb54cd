using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Doubles;

public sealed class AwsDoubleSettingsTests
{
    [Fact]
    public async Task A_host_takes_every_setting_and_starts()
    {
        await using var aws = await AwsDouble.StartAsync();
        await using var host = await RunningHost.StartAsync(aws.Settings().UseHere().Options);
        Assert.Equal(aws.Address.ToString(), host.Get<IConfiguration>()["Aws:GuardDuty:ServiceUrl"]);
        Assert.Empty(aws.Unexpected);
    }
}
