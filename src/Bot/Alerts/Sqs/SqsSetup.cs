using ChatOps.Bot.Hosting;

namespace ChatOps.Bot.Alerts.Sqs;

internal static class SqsSetup
{
    public static void AddSqs(this WebApplicationBuilder builder)
    {
        var options = SqsOptions.Of(builder.Configuration);
        builder.Services.CheckAtStart(_ => options.Errors);
        if (options.Queue is not { } queue) return;
        builder.Services.AddSingleton(queue);
        builder.Services.AddSingleton<SqsQueue>();
        builder.Services.AddSingleton<SqsCommit>();
        builder.Services.AddHostedService<SqsIntake>();
    }
}
