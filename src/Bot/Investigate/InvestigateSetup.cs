using ChatOps.Bot.Cards;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Investigate.Casework;
using ChatOps.Bot.Investigate.DetectiveRuns;
using ChatOps.Bot.Investigate.Ingest;
using ChatOps.Bot.Investigate.Rules;
using ChatOps.Bot.Jobs;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Investigate;

internal static class InvestigateSetup
{
    public static void AddInvestigate(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(static provider => EvidenceOptions.Of(provider.GetRequiredService<IConfiguration>()));
        services.CheckAtStart(static provider => provider.GetRequiredService<EvidenceOptions>().Errors);
        services.AddSingleton(static provider => OpenedNetworks.Open(provider.GetRequiredService<EvidenceOptions>().Networks, provider.GetRequiredService<ILogger<OpenedNetworks>>()));
        services.CheckAtStart(static provider => provider.GetRequiredService<OpenedNetworks>().Error is { } error ? [error] : []);
        services.AddSingleton<KnownLinks>();
        services.AddSingleton<KnownFindings>();
        services.AddSingleton<FetchNotes>();
        services.AddSingleton<EntityFetches>();
        services.AddSingleton<LedgerFindings>();
        services.AddSingleton<EvidenceSources>();
        services.AddSingleton(static provider => new EvidenceIngest(
            provider.GetRequiredService<IEvidenceCache>(),
            provider.GetRequiredService<EvidenceOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EvidenceIngest>>(),
            provider.GetRequiredService<EvidenceSources>().Targets));
        services.AddSingleton<IngestWorker>();
        services.AddHostedService(static provider => provider.GetRequiredService<IngestWorker>());
        services.AddSingleton<IngestDesk>();
        services.AddSingleton<Presence>();
        services.AddSingleton<PrincipalIds>();
        services.AddSingleton<AccountSources>();
        services.AddSingleton<AccountLookup>();
        services.AddSingleton<KnownElsewhere>();
        services.AddSingleton<EntityKnowledge>();
        services.AddSingleton<SubjectFinder>();
        services.AddSingleton<RootCards>();
        services.AddSingleton<ThreadDoor>();
        services.AddSingleton<CommandReader>();
        services.AddSingleton<CaseQuestions>();
        services.AddSingleton<CommandBook>();
        services.AddSingleton<CommandWriter>();
        services.AddSingleton<Completions>();
        services.AddSingleton<IVerbTaker, CaseVerbs>();
        services.AddSingleton<ClosingFacts>();
        services.AddSingleton<IVerbTaker, CloseVerb>();
        services.AddSingleton<IVerbTaker, LeadVerb>();
        services.AddSingleton<IVerbTaker, IntervalVerb>();
        services.AddSingleton<CommandDesk>();
        services.AddSingleton<WhoIsMeant>();
        services.AddSingleton<IVerbTaker, PolicyDesk>();
        services.AddSingleton<IVerbTaker, AuditDesk>();
        services.AddSingleton<IVerbTaker, KeyVerb>();
        services.AddSingleton<SearchDesk>();
        services.AddSingleton<DetectiveSources>();
        services.AddSingleton<GraphWatch>();
        services.AddSingleton<IGraphKnowledge>(static provider => provider.GetRequiredService<GraphWatch>());
        services.AddHostedService(static provider => provider.GetRequiredService<GraphWatch>());
        services.AddSingleton<DetectiveCases>();
        services.AddSingleton<RunSteps>();
        services.AddSingleton<DetectiveTold>();
        services.AddSingleton<IJobHandler, AskDetective>();
        services.AddSingleton<IJobHandler, AwaitDetective>();
        services.AddSingleton(static provider => OffersOf(provider.GetRequiredService<EvidenceSources>(), provider.GetRequiredService<AccountSources>(), provider.GetRequiredService<DetectiveSources>()));
        services.AddSingleton<AnswerLinks>();
        services.AddSingleton<SpanAnswer>();
        services.AddSingleton<Answers>();
        services.AddSingleton<EvidenceCases>();
        services.AddSingleton<IEvidenceAnswer, FlowAnswer>();
        services.AddSingleton<IEvidenceAnswer, ActivityAnswer>();
        services.AddSingleton<IEvidenceAnswer, CallsAnswer>();
        services.AddSingleton<IEvidenceAnswer, NewBehaviorAnswer>();
        services.AddSingleton<IEvidenceAnswer, InteractionAnswer>();
        services.AddSingleton<IEvidenceAnswer, AddressesAnswer>();
        services.AddSingleton<IEvidenceAnswer, KubernetesAnswer>();
        services.AddSingleton<IEvidenceAnswer, PermissionsAnswer>();
        services.AddSingleton<EvidenceAnswers>();
        services.AddSingleton<AnswerPoster>();
        services.AddSingleton<CaseFacts>();
        services.AddSingleton<CredentialFacts>();
        services.AddSingleton<IJobHandler, AnswerVerb>();
        services.AddSingleton<IJobHandler, OpenThread>();
        services.AddSingleton<IJobHandler, LookUpFinding>();
    }

    private static EvidenceOffers OffersOf(EvidenceSources evidence, AccountSources accounts, DetectiveSources detective)
    {
        return new EvidenceOffers(Of(isSampleDay: true), Of(isSampleDay: false));
        EvidenceOffer Of(bool isSampleDay) => new([.. evidence.For(isSampleDay).Where(static source => source is IFlowEvidence or ICallEvidence).Select(static source => source.Kind).Distinct()]) { KnowsRoles = accounts.Roles(isSampleDay) is not null, AsksDetective = entity => detective.Works(isSampleDay, entity) };
    }
}
