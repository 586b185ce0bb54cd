using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.AfterAction;

internal static class AfterActionSetup
{
    public static void AddAfterAction(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<StoryThreads>();
        services.AddSingleton<CaseTimeline>();
        services.AddSingleton<CaseAnswers>();
        services.AddSingleton<ReportFacts>();
        services.AddSingleton<ReportDesk>();
        services.AddSingleton<ReportBook>();
        services.AddSingleton<IVerbTaker, ReportTaker>();
        services.AddSingleton<IVerbTaker, PinTaker>();
        services.AddSingleton<IVerbTaker, TrailTaker>();
        services.AddSingleton<IJobHandler, PostReport>();
    }
}
