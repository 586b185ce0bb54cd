using ChatOps.Bot.Hosting;

namespace ChatOps.Bot.Access;

internal static class AccessSetup
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(static services => PolicyOptions.Of(services.GetRequiredService<IConfiguration>()));
        builder.Services.CheckAtStart(static services => services.GetRequiredService<PolicyOptions>().Errors);
        builder.Services.AddSingleton<AccessPolicy>();
        builder.Services.AddSingleton<Gate>();
        builder.Services.AddSingleton<Readers>();
    }
}
