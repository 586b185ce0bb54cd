using ChatOps.Bot.Hosting;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

internal static class OperationsSetup
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider => Installation.Of(builder.Configuration, provider.GetRequiredService<AwsClients>().Settings));
        builder.Services.AddSingleton<Doctor>();
        builder.Services.AddSingleton(RetentionOptions.Of(builder.Configuration));
        builder.Services.CheckAtStart(static provider => provider.GetRequiredService<RetentionOptions>().Errors);
        builder.Services.AddSingleton<RetentionSweep>();
        builder.Services.AddHostedService(static provider => provider.GetRequiredService<RetentionSweep>());
    }
}
