using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Persistence;

internal sealed class ThreadRow
{
    public const string Columns = """
        id, vendor, workspace, channel, finding_account, finding_region, finding_id, finding_arn, entity, title, severity, state, occurrences, first_seen, last_seen,
        interval_start, interval_end, interval_origin, interval_set_by, summarised_in, routed_to, group_type, group_about, is_sample, created_at, updated_at, external_id, case_number
        """;

    public string Id { get; init; } = "";

    public string Vendor { get; init; } = "";

    public string Workspace { get; init; } = "";

    public string Channel { get; init; } = "";

    public string? FindingAccount { get; init; }

    public string? FindingRegion { get; init; }

    public string? FindingId { get; init; }

    public string? FindingArn { get; init; }

    public string? Entity { get; init; }

    /// <summary>Written only.</summary>
    public string? EntityKey { get; init; }

    public string Title { get; init; } = "";

    public double? Severity { get; init; }

    public string State { get; init; } = "";

    public long Occurrences { get; init; }

    public DateTimeOffset? FirstSeen { get; init; }

    public DateTimeOffset? LastSeen { get; init; }

    public DateTimeOffset? IntervalStart { get; init; }

    public DateTimeOffset? IntervalEnd { get; init; }

    public string? IntervalOrigin { get; init; }

    public string? IntervalSetBy { get; init; }

    public string? SummarisedIn { get; init; }

    public string? RoutedTo { get; init; }

    public string? GroupType { get; init; }

    public string? GroupAbout { get; init; }

    public bool IsSample { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public string? ExternalId { get; init; }

    public long? CaseNumber { get; init; }

    public static ThreadRow Of(InvestigationThread thread) => new()
    {
        Id = thread.Id.Value,
        Vendor = thread.Channel.Vendor,
        Workspace = thread.Channel.Workspace,
        Channel = thread.Channel.Channel,
        FindingAccount = thread.Finding?.Account,
        FindingRegion = thread.Finding?.Region,
        FindingId = thread.Finding?.Id,
        FindingArn = thread.FindingArn,
        Entity = thread.Entity?.ToString(),
        EntityKey = thread.Entity is { } entity ? StoredValues.Key(entity.ToString()) : null,
        Title = thread.Title,
        Severity = thread.Severity?.Value,
        State = StoredValues.Word(thread.State),
        Occurrences = thread.Count,
        FirstSeen = thread.Seen?.First,
        LastSeen = thread.Seen?.Last,
        IntervalStart = thread.Interval?.Window.Start,
        IntervalEnd = thread.Interval?.Window.End,
        IntervalOrigin = thread.Interval is { } interval ? StoredValues.Word(interval.Origin) : null,
        IntervalSetBy = thread.Interval?.SetBy,
        SummarisedIn = thread.SummarisedIn?.Value,
        RoutedTo = thread.RoutedTo?.Value,
        GroupType = thread.Group?.Type,
        GroupAbout = thread.Group?.About,
        IsSample = thread.IsSample,
        CreatedAt = thread.CreatedAt,
        UpdatedAt = thread.UpdatedAt,
        ExternalId = thread.ExternalId,
        CaseNumber = thread.Case?.Value,
    };

    public InvestigationThread ToThread() => new()
    {
        Id = new ThreadId(Id),
        Channel = new ChannelRef(Vendor, Workspace, Channel),
        Finding = FindingId is null ? null : new FindingId(FindingAccount!, FindingRegion!, FindingId),
        FindingArn = FindingArn,
        Entity = EntityRef.TryParse(Entity, out var entity) ? entity : null,
        Title = Title,
        Severity = Severity is { } severity ? new Severity(severity) : null,
        State = StoredValues.Value<ThreadState>(State),
        Count = Occurrences,
        Seen = FirstSeen is { } first && LastSeen is { } last ? new ObservedInterval(first, last) : null,
        Interval = IntervalStart is { } start && IntervalEnd is { } end
            ? new ScopeTime(new TimeWindow(start, end), StoredValues.Value<ScopeOrigin>(IntervalOrigin!), IntervalSetBy)
            : null,
        SummarisedIn = SummarisedIn is null ? null : new ThreadId(SummarisedIn),
        RoutedTo = RoutedTo is null ? null : new ThreadId(RoutedTo),
        Group = GroupType is null ? null : new SummaryGroup(GroupType, GroupAbout ?? ""),
        IsSample = IsSample,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        ExternalId = ExternalId,
        Case = CaseNumber is { } number ? new CaseNumber(number) : null,
    };
}
