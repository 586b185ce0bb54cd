using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Makes of what was asked what Detective can be asked: a role or user by its ARN, a scope it takes, the region of its graph.</summary>
internal sealed class DetectiveCases(DetectiveSources sources, Answers answers, EntityKnowledge knowledge, EvidenceSources evidence, Presence presence)
{
    /// <returns>What is asked, settled for good: scopes move on while Detective works. Or why nothing can be, in words that may hold untrusted text.</returns>
    public async Task<(PinnedAsk? Ask, string? WhyNot)> PinAsync(InvestigationThread thread, AnswerPayload asked, string key, CancellationToken cancellationToken)
    {
        var finding = await answers.ThreadFindingAsync(thread, cancellationToken);
        if (await AboutAsync(thread, asked, finding, cancellationToken) is not { } about) return (null, NobodyNamed(finding));
        if (PrincipalArn.WhyCannot(about.Entity) is { } never) return (null, never);
        if (sources.For(about.IsSampleDay) is not { } source) return (null, "Detective cannot be asked: no AWS account is configured. Name the Detective administrator account and its regions in Aws:Accounts.");

        var facts = await knowledge.OfAsync(about.Entity, cancellationToken);
        var newest = facts.Mentions.MaxBy(static mention => mention.LastSeen);
        if ((finding?.Id.Region ?? newest?.Region ?? (source.Regions is [var only] ? only : null)) is not { } region)
            return (null, $"No finding names {EntityLabel.Name(about.Entity)}, so the region of its behavior graph is not known. Ask in the thread of a finding.");
        var scope = await answers.ScopeAsync(thread, about, facts, asked.Window, cancellationToken);
        var possible = DetectiveScope.Of(scope.Window, presence.AsOf(about.IsSampleDay));
        if (possible.Window is not { } window) return (null, $"Detective cannot investigate the scope {TimeWords.Interval(scope.Window.Start, scope.Window.End)}: {string.Join(", ", possible.Changes)}. Name another one, such as detective last 24h.");

        var account = about.Entity.Account ?? newest?.Account ?? finding?.Id.Account;
        var arn = PrincipalArn.Of(about.Entity, account, region, await ToldAsync(asked, about, account, window, cancellationToken));
        if (arn.Arn is not { } named) return (null, arn.WhyNot);
        var ask = new PinnedAsk(thread.Id.Value, key, about.Entity.ToString(), about.IsSampleDay, account ?? named.Split(':')[4], region, named)
        {
            IsGuessed = arn.IsGuessed,
            SetBy = scope.Origin == ScopeOrigin.SetByAnalyst ? scope.SetBy : null,
            From = window.Start,
            To = window.End,
            MeantFrom = scope.Window.Start,
            MeantTo = scope.Window.End,
            Changes = possible.Changes,
        };
        return (ask, null);
    }

    /// <summary>The case of what was settled; null when Detective is no longer configured.</summary>
    public async Task<DetectiveCase?> OfAsync(PinnedAsk ask, InvestigationThread thread, AnswerLinks links, CancellationToken cancellationToken)
    {
        if (sources.For(ask.IsSampleDay) is not { } source || !EntityRef.TryParse(ask.Entity, out var entity)) return null;
        var facts = await knowledge.OfAsync(entity, cancellationToken);
        return new DetectiveCase(source, new FoundEntity(entity, ask.IsSampleDay), ask.Account, ask.Region, new DetectiveAsk(ask.Arn, ask.Scope), ask.Frame(entity, facts.Link(links.Detective, entity, ask.Scope), thread.IsSample));
    }

    private async Task<FoundEntity?> AboutAsync(InvestigationThread thread, AnswerPayload asked, Finding? finding, CancellationToken cancellationToken)
    {
        if (EntityRef.TryParse(asked.Entity, out var named)) return new FoundEntity(named, await presence.IsSampleDayAsync(named, cancellationToken));
        if (finding is null) return await answers.ThreadEntityAsync(thread, cancellationToken);
        var principals = FindingEntities.Of(finding).Select(static mention => mention.Entity).Where(static entity => entity.Kind is EntityKind.Role or EntityKind.User).ToList();
        return principals.Count == 0 ? null : new FoundEntity(principals[0], await presence.IsSampleDayAsync(finding.Id, cancellationToken));
    }

    private static string NobodyNamed(Finding? finding) => finding?.Resources.OfType<AccessKeyResource>().FirstOrDefault()?.UserType switch
    {
        "FederatedUser" or "SAMLUser" or "WebIdentityUser" => "The finding names a federated user, which Detective does not investigate; calls and new tell of it from logs. Name a role or user: detective role …",
        "AWSAccount" => "The finding names another AWS account, which Detective does not investigate. Name a role or user: detective role …",
        _ => $"{(finding is null ? "This thread is about no role or user" : "The finding names no role or user")}, and Detective investigates nothing else. Name one: detective role …, or detective user …",
    };

    /// <summary>ARNs of the entity that a person typed, findings tell, IAM tells, or calls in the trail bear: a role's path is nowhere else.</summary>
    private async Task<IReadOnlyList<string>> ToldAsync(AnswerPayload asked, FoundEntity about, string? account, TimeWindow window, CancellationToken cancellationToken)
    {
        var told = new List<string>();
        if (asked.Arn is { } typed) told.Add(typed);
        foreach (var finding in await knowledge.FindingsAsync(about.Entity, cancellationToken))
        {
            told.AddRange(finding.Resources.OfType<LambdaResource>().Select(static function => function.RoleArn).OfType<string>());
            told.AddRange((finding.Sequence?.Actors ?? []).SelectMany(static actor => new[] { actor.UserUid, actor.SessionIssuer }).OfType<string>());
        }

        if (told.Any(arn => EntityArn.Read(arn) is { } named && named.Kind == about.Entity.Kind && named.Id == about.Entity.Id)) return told;
        if (await knowledge.ArnAsync(about.Entity with { Account = account }, about.IsSampleDay, cancellationToken) is { } known) return [.. told, known];
        var question = new EvidenceQuestion(about.Entity, window, presence.AsOf(about.IsSampleDay));
        foreach (var trail in evidence.Of<IEvidenceSource>(about.IsSampleDay).Where(static source => source.Kind == EvidenceKind.ApiCalls))
            told.AddRange((await trail.ObserveAsync(question, cancellationToken)).Value?.Principals ?? []);
        return told;
    }
}
