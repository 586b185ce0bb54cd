using ChatOps.Bot.Access;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Bot.Cards;

/// <summary>What a role may do, what of it a window shows as used, and what would have been enough: all that is needed to scope it down, and no more certainty than there is.</summary>
internal static class PermissionsCard
{
    private const int LinesShown = 15;

    private const int NamesShown = 40;

    private const int RowsShown = 12;

    /// <param name="use">The comparison with the window's calls; null when they are not known.</param>
    public static Card Of(EvidenceFrame frame, RoleProfile role, RoleGrants grants, PermissionUse? use, IReadOnlyList<AskedSource> asked) =>
        Framed(frame, [.. Loudest(grants), Facts(role), .. May(role, grants), .. Used(frame, role, use)], asked);

    /// <summary>The role could not be looked up: the frame says why, and its calls are told nevertheless.</summary>
    /// <param name="called">The window's calls beside no grant at all; null when they are not known.</param>
    public static Card Unknown(EvidenceFrame frame, PermissionUse? called, IReadOnlyList<AskedSource> asked) => Framed(frame, called is null ? [] : Called(frame, called), asked);

    private static Card Framed(EvidenceFrame frame, IEnumerable<CardSection> sections, IReadOnlyList<AskedSource> asked) => frame.Card(
        CardKind.Permissions,
        CardText.Of("What ", new Code(frame.Name), " may do"),
        sections,
        frame.Offer.Buttons(frame.Entity, frame.Scope.Window, Verb.Calls, Verb.New, Verb.Interaction),
        asked);

    private static IEnumerable<CardSection> Called(EvidenceFrame frame, PermissionUse called)
    {
        IReadOnlyList<ActionUse> calls = [.. called.TriedInVain.Concat(called.Unexplained).OrderByDescending(static one => one.Count.All)];
        if (calls.Count == 0) yield break;
        if (called.TriedInVain.Count > 0) yield return new CardParagraph(CardText.Of(new Strong("Tried and refused: "), new Literal($"{Counted(called.TriedInVain)}.")));
        yield return new CardTable(
            $"Called{frame.Day}",
            [new("action"), new("calls", true), new("refused", true)],
            [.. calls.Select(static IReadOnlyList<CardText> (one) => [Code(one.Action), CardText.Of(ByteWords.Count(one.Count.All)), CardText.Of(ByteWords.Count(one.Refused))])])
        { Shown = RowsShown };
    }

    private static IEnumerable<CardSection> Loudest(RoleGrants grants)
    {
        if (PermissionWords.Loudest(grants) is { } words) yield return new CardParagraph(CardText.Of(new Strong("Wide open: "), new Literal(words)));
    }

    private static CardFacts Facts(RoleProfile role) => new([.. Known(
        ("ARN", One(role.Arn)),
        ("Role id", One(role.RoleId)),
        ("Created", At(role.CreatedAt)),
        ("Description", role.Description is { } text ? CardText.Of(new Literal(text)) : null),
        ("Last used, by IAM", At(role.LastUsedAt)),
        ("May be assumed by", Several(PermissionWords.Trusted(role.Trust))),
        ("Policies", Several([.. role.Policies.Select(static policy => $"{policy.Name} ({Origin(policy.Origin)})")])),
        ("Permissions boundary", One(role.Boundary?.Arn)))]);

    private static IEnumerable<CardSection> May(RoleProfile role, RoleGrants grants)
    {
        var services = PermissionWords.Services(grants);
        if (services.Count > 0) yield return new CardParagraph(CardText.Of(new Strong("May do")));
        if (services.Count > 0) yield return Lines(services);
        else if (grants.Allowed.Count == 0) yield return new CardParagraph(role.IsComplete ? "No policy grants it anything." : "No policy that could be read grants it anything.");
        if (services.Count > LinesShown) yield return new CardParagraph($"+{CardPhrases.Count(services.Count - LinesShown, "service", "services")} more; the CSV names each grant.");
        var denials = PermissionWords.Denials(grants);
        if (denials.Count > 0) yield return new CardParagraph(CardText.Of(new Strong("Forbidden: "), new Literal(Joined(denials))));
        if (role.Boundary is not null) yield return new CardParagraph("What the boundary leaves out is forbidden, too, whatever the policies grant.");
        if (grants.Allowed.Any(static grant => grant.Conditions > 0)) yield return new CardParagraph("Conditions are counted, not evaluated: with them it may do less.");
    }

    private static IEnumerable<CardSection> Used(EvidenceFrame frame, RoleProfile role, PermissionUse? use)
    {
        if (use is null) yield break;
        if (!use.HasCalls) yield return new CardParagraph("No call of the role is in this window: it tells nothing of what it needs.");
        if (use.TriedInVain.Count > 0) yield return Sentence($"Tried and refused, {Not(role)}: ", $"{Counted(use.TriedInVain)}.");
        if (use.HasCalls) yield return Table(frame, use);
        foreach (var (head, text) in Sentences(role, use)) yield return Sentence(head, text);
        if (use.HasCalls && use.Enough.Count > 0)
        {
            yield return new CardParagraph(new CardText(
            [
                new Strong(use.Enough.Count == 1 ? "Can be narrowed to " : $"Can be narrowed to {CardPhrases.Number(use.Enough.Count)} actions: "),
                .. CardPhrases.Names(use.Enough, NamesShown), ".",
            ]));
            yield return new CardParagraph("They would have been enough for this window, an intruder's calls included: leave out what the role is not meant to do. Look at a longer window before taking anything else away: what runs monthly does not show in a day.");
        }

        if (use.CallsLeftOut > 0) yield return new CardParagraph($"{CardPhrases.Count(use.CallsLeftOut, "kind of call", "kinds of calls")} more had no room and were not compared.");
    }

    private static IEnumerable<(string Head, string Text)> Sentences(RoleProfile role, PermissionUse use)
    {
        if (use.RefusedThoughGranted.Count > 0) yield return ("Refused although granted: ", $"{Counted(use.RefusedThoughGranted)}; a resource, a condition, a boundary or the organization says no.");
        if (use.Unexplained.Count > 0) yield return ($"Not refused, but {Not(role)}: ", $"{Counted(use.Unexplained)}; another policy says yes, the role has changed since, or the action has another name.");
        if (!use.HasCalls) yield break;
        var unused = Patterns(use, GrantVerdict.NotSeen);
        if (unused.Count > 0) yield return ("Granted and not seen: ", $"{Joined(unused)}.");
        var hidden = Patterns(use, GrantVerdict.CannotBeSeen);
        if (hidden.Count > 0) yield return ("Cannot be seen in the trail: ", $"{Joined(hidden)}; they leave no management event, so that nothing says whether they are used.");
        var partly = use.Grants.Where(static one => one is { Verdict: not GrantVerdict.CannotBeSeen, Unseen.Count: > 0 }
            && !one.Used.Any(used => one.Unseen.Contains(used.Action, StringComparer.OrdinalIgnoreCase))).Select(static one => Pattern(one.Grant)).ToList();
        if (partly.Count > 0) yield return ("In part not seen by the trail: ", $"{Joined(partly)}; of objects, items and messages only data events tell.");
    }

    private static string Not(RoleProfile role) => role.IsComplete ? "not granted" : "granted by no policy that could be read";

    private static CardParagraph Sentence(string head, string text) => new(CardText.Of(new Strong(head), new Literal(text)));

    private static CardTable Table(EvidenceFrame frame, PermissionUse use)
    {
        var rows = use.Grants.SelectMany(static grant => Rows(grant))
            .Concat(use.TriedInVain.Select(static one => Row("-", one, "not granted")))
            .Concat(use.Unexplained.Select(static one => Row("-", one, "not granted, not refused"))).ToList();
        return new CardTable(
            $"Granted and used{frame.Day}",
            [new("granted"), new("action"), new("used"), new("calls", true), new("refused", true), new("policies") { InCsvOnly = true }],
            rows)
        { Shown = RowsShown };
    }

    private static IEnumerable<IReadOnlyList<CardText>> Rows(GrantUse use)
    {
        var policies = string.Join(", ", use.Grant.Policies);
        return use.Used.Count > 0
            ? use.Used.Select(one => Row(Pattern(use.Grant), one, "yes", policies))
            : [[Code(Pattern(use.Grant)), "-", use.Verdict == GrantVerdict.CannotBeSeen ? "cannot be seen" : "not seen", CardText.Of(ByteWords.Count(0)), CardText.Of(ByteWords.Count(0)), CardText.Of(new Literal(policies))]];
    }

    private static IReadOnlyList<CardText> Row(string pattern, ActionUse use, string verdict, string policies = "") =>
        [Code(pattern), Code(use.Action), verdict, CardText.Of(ByteWords.Count(use.Count.All)), CardText.Of(ByteWords.Count(use.Refused)), CardText.Of(new Literal(policies))];

    private static CardList Lines(IReadOnlyList<string> lines) => new([.. lines.Take(LinesShown).Select(static line => new CardItem(CardText.Of(new Literal(line))))]);

    private static List<string> Patterns(PermissionUse use, GrantVerdict verdict) => [.. use.Grants.Where(one => one.Verdict == verdict).Select(static one => Pattern(one.Grant))];

    private static string Pattern(Grant grant) => grant.Except is null ? grant.Pattern : $"all but {grant.Pattern}";

    private static string Counted(IReadOnlyList<ActionUse> uses) => Joined([.. uses.Select(static use => $"{use.Action} {CardPhrases.Number(use.Count.All)}")]);

    private static string Joined(IReadOnlyList<string> names) => names.Count <= NamesShown ? string.Join(", ", names) : $"{string.Join(", ", names.Take(NamesShown))}, {CardPhrases.Number(names.Count - NamesShown)} more";

    private static string Origin(PolicyOrigin origin) => origin switch
    {
        PolicyOrigin.Inline => "inline",
        PolicyOrigin.AwsManaged => "AWS's own",
        _ => "attached",
    };

    private static IEnumerable<CardFact> Known(params (string Name, CardText? Value)[] facts) => facts.Where(static fact => fact.Value is not null).Select(static fact => new CardFact(fact.Name, fact.Value!));

    private static CardText? One(string? text) => string.IsNullOrEmpty(text) ? null : Code(text);

    private static CardText? Several(IReadOnlyList<string> texts) => texts.Count == 0 ? "-" : new CardText([.. CardPhrases.Names(texts, 10)]);

    private static CardText? At(DateTimeOffset? at) => at is { } known ? CardText.Of(new Moment(known)) : null;

    private static CardText Code(string text) => CardText.Of(new Code(text));
}
