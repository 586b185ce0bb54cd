using ChatOps.Bot.Hosting;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Investigate;

internal static class InvestigateSetup
{
    public static void AddInvestigate(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(static provider => EvidenceOptions.Of(provider.GetRequiredService<IConfiguration>()));
        services.CheckAtStart(static provider => provider.GetRequiredService<EvidenceOptions>().Errors);
        services.AddSingleton<LedgerFindings>();
        services.AddSingleton<EvidenceSources>();
        services.AddSingleton<Presence>();
        services.AddSingleton<EntityKnowledge>();
        services.AddSingleton<SubjectFinder>();
        services.AddSingleton<ThreadDoor>();
        services.AddSingleton<CommandReader>();
        services.AddSingleton<CommandWriter>();
        services.AddSingleton<Completions>();
        services.AddSingleton<CommandDesk>();
        services.AddSingleton<AnswerLinks>();
        services.AddSingleton<SpanAnswer>();
        services.AddSingleton<Answers>();
        services.AddSingleton<AnswerPoster>();
        services.AddSingleton<CaseFacts>();
        services.AddSingleton<IJobHandler, AnswerVerb>();
        services.AddSingleton<IJobHandler, OpenThread>();
    }
}
