using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Access;

internal static class AccessSetup
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(static services => PolicyOptions.Of(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<IValidateOptions<PolicyOptionsChecked>, PolicyOptionsCheck>();
        builder.Services.AddOptions<PolicyOptionsChecked>().ValidateOnStart();
        builder.Services.AddSingleton<IAccessPolicy, AccessPolicy>();
        builder.Services.AddSingleton<Gate>();
    }
}
