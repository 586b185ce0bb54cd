using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.AfterAction;

internal static class AfterActionSetup
{
    public static void AddAfterAction(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReportDesk>();
        builder.Services.AddSingleton<IJobHandler, PostReport>();
    }
}
