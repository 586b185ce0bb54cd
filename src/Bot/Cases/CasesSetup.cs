using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Cases;

internal static class CasesSetup
{
    public static void AddCases(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CaseThreads>();
        builder.Services.AddSingleton<CaseDesk>();
        builder.Services.AddSingleton<CaseLeads>();
        builder.Services.AddSingleton<IJobHandler, WakeSleepingCase>();
    }
}
