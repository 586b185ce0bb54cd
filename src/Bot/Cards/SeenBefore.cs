using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>What our own ledger remembers of an entity, in short.</summary>
/// <param name="Entity">Whom it remembers.</param>
internal sealed record SeenBefore(EntityRef Entity)
{
    /// <summary>Earlier findings that name it.</summary>
    public int Findings { get; init; }

    /// <summary>Whether there may be more findings than were counted, the first of all among them.</summary>
    public bool AreMore { get; init; }

    /// <summary>When the first of them saw it; null when there is none.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>The closed case with it that was closed last; null when there is none.</summary>
    public PastCase? Case { get; init; }

    /// <summary>Notes that name it.</summary>
    public int Notes { get; init; }

    public bool IsNothing => Findings == 0 && Case is null && Notes == 0;

    private static readonly EntityKind[] Order = [EntityKind.Ec2Instance, EntityKind.Cluster, EntityKind.Bucket, EntityKind.Role, EntityKind.User];

    /// <summary>The entities whose past matters most for a finding: the address that acted, and its main resource. Private addresses and the like say too little.</summary>
    public static IReadOnlyList<EntityRef> EntitiesOf(Finding finding, IReadOnlyList<EntityMention> mentions)
    {
        var telling = RelatedFindings.EntitiesOf(finding, mentions);
        var actor = telling.Where(entity => entity.Kind == EntityKind.IpAddress && !IpText.IsPrivate(entity.Id)
            && mentions.Any(mention => mention.Relation == EntityRelation.Actor && mention.Entity == entity)).Take(1);
        var resource = telling.Where(static entity => Order.Contains(entity.Kind)).OrderBy(static entity => Array.IndexOf(Order, entity.Kind)).Take(1);
        return [.. actor.Concat(resource)];
    }

    /// <summary>One line such as "Seen before: 198.51.100.23 in 3 earlier findings (first 12 Mar 2024 10:02 UTC), Case 9 closed as false positive by Ana"; null when nothing is remembered.</summary>
    public static CardText? Sentence(IReadOnlyList<SeenBefore> remembered)
    {
        var told = remembered.Where(static one => !one.IsNothing).ToList();
        return told.Count == 0 ? null : new CardText(["Seen before: ", .. CardPhrases.Joined(told.Select(static one => one.Runs()), "; ")]);
    }

    /// <summary>Tells all of it.</summary>
    public static CardButton Button(EntityRef? entity) => new("History", new CardAction(Verb.History, entity?.ToString() ?? ""));

    private IEnumerable<CardRun> Runs() =>
        [new Code(EntityLabel.Name(Entity)), " ", .. CardPhrases.Joined(new[] { FindingRuns(), Case?.Runs() ?? [], NoteRuns() }.Where(static part => part.Any()), ", ")];

    private IEnumerable<CardRun> FindingRuns()
    {
        if (Findings == 0) yield break;
        yield return $"in {(AreMore ? "at least " : "")}{CardPhrases.Count(Findings, "earlier finding", "earlier findings")}";
        if (First is not { } first) yield break;
        yield return AreMore ? " (since " : " (first ";
        yield return new Moment(first);
        yield return AreMore ? " or before)" : ")";
    }

    private IEnumerable<CardRun> NoteRuns()
    {
        if (Notes > 0) yield return $"in {CardPhrases.Count(Notes, "note", "notes")}";
    }
}

/// <summary>A case that was closed.</summary>
/// <param name="Number">What people call it by.</param>
/// <param name="Verdict">In our own words, such as "false positive".</param>
/// <param name="By">Who closed it; untrusted text.</param>
internal sealed record PastCase(long Number, string Verdict, string? By)
{
    public IEnumerable<CardRun> Runs() => By is null
        ? [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Case {Number} closed as {Verdict}")]
        : [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Case {Number} closed as {Verdict} by "), new Literal(By)];
}
