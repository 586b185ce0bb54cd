using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

internal static class OperationsSetup
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider => Installation.Of(builder.Configuration, provider.GetRequiredService<AwsClients>().Settings));
        builder.Services.AddSingleton<Doctor>();
    }
}
