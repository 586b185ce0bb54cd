using ChatOps.Bot.Hosting;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Aws;

internal static class AwsSetup
{
    public static void AddAws(this WebApplicationBuilder builder)
    {
        var options = AwsOptions.Of(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.CheckAtStart(_ => options.Errors);
        if (options.AccessPortal is { } portal) builder.Services.AddSingleton(new ConsoleShortcut(portal.Url, portal.Role, portal.Account));
        builder.Services.AddSingleton(provider => new AwsClients(options.Settings, provider.GetService<Amazon.Runtime.AWSCredentials>()));
    }
}
