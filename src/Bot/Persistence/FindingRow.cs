using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.GuardDuty;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Persistence;

internal sealed class FindingRow
{
    /// <summary>Of table finding as f.</summary>
    public const string Columns = "f.account, f.region, f.finding_id, f.arn, f.type, f.severity, f.title, f.first_seen, f.last_seen, f.updated_at, f.occurrences, f.archived, f.is_sample";

    private const int LongestWords = 2000;

    public string Account { get; init; } = "";

    public string Region { get; init; } = "";

    public string FindingId { get; init; } = "";

    public string? Arn { get; init; }

    public string Type { get; init; } = "";

    public double Severity { get; init; }

    public string Title { get; init; } = "";

    public DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset LastSeen { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public long Occurrences { get; init; }

    public bool Archived { get; init; }

    public bool IsSample { get; init; }

    /// <summary>Written only: what a search for words looks at, in small letters.</summary>
    public string Words { get; init; } = "";

    public static FindingRow Of(Finding finding) => new()
    {
        Account = finding.Id.Account,
        Region = finding.Id.Region,
        FindingId = finding.Id.Id,
        Arn = finding.Arn,
        Type = finding.Type.Text,
        Severity = finding.Severity.Value,
        Title = finding.Title,
        FirstSeen = finding.FirstSeen,
        LastSeen = finding.LastSeen,
        UpdatedAt = finding.UpdatedAt,
        Occurrences = finding.Count,
        Archived = finding.Archived,
        IsSample = finding.IsSample,
        Words = Fold($"{finding.Id.Id} {finding.Type.Text} {finding.Title}"),
    };

    /// <summary>Text as searches compare it.</summary>
    public static string Fold(string text) => (text.Length <= LongestWords ? text : text[..LongestWords]).ToLowerInvariant();

    public FindingSummary ToSummary() => new()
    {
        Id = new FindingId(Account, Region, FindingId),
        Arn = Arn,
        Type = Investigation.Findings.FindingType.Parse(Type),
        Severity = new Severity(Severity),
        Title = Title,
        FirstSeen = FirstSeen,
        LastSeen = LastSeen,
        UpdatedAt = UpdatedAt,
        Count = Occurrences,
        Archived = Archived,
        IsSample = IsSample,
    };
}

internal sealed class DeliveryRow
{
    /// <summary>Of table delivery as d.</summary>
    public const string Columns = "d.seq, d.document, d.source, d.sent_at, d.received_at";

    /// <summary>Of table finding as f, for the state in which a finding is now.</summary>
    public const string ColumnsNow = $"{Columns}, f.archived AS archived_now";

    public long Seq { get; init; }

    public string Document { get; init; } = "";

    public string Source { get; init; } = "";

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Archived or not since the delivery; null where the delivery itself is meant.</summary>
    public bool? ArchivedNow { get; init; }

    public FindingDelivery ToDelivery() => new(ToFinding(), Document, Source, SentAt, ReceivedAt);

    /// <summary>The document was read before it was stored; a version of the program that refuses it now must not pass over it in silence.</summary>
    public Finding ToFinding() => GuardDutyFindingReader.Read(Encoding.UTF8.GetBytes(Document)) switch
    {
        FindingRead read => ArchivedNow is { } now ? read.Finding with { Archived = now } : read.Finding,
        FindingRefused refused => throw new InvalidDataException($"Stored delivery {Seq} cannot be read any more: {refused.Path} {refused.Reason}"),
        var other => throw new InvalidDataException($"Stored delivery {Seq} was read as {other.GetType().Name}."),
    };
}

internal sealed class MentionRow
{
    public string Kind { get; init; } = "";

    public string EntityId { get; init; } = "";

    public string EntityAccount { get; init; } = "";

    public string Relation { get; init; } = "";

    public string? DetectiveId { get; init; }

    public string Account { get; init; } = "";

    public string Region { get; init; } = "";

    public DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset LastSeen { get; init; }

    /// <summary>Written only.</summary>
    public string FindingId { get; init; } = "";

    /// <summary>Written only.</summary>
    public string EntityKey { get; init; } = "";

    /// <summary>Written only: the key as completion compares it.</summary>
    public string KeyFolded { get; init; } = "";

    public static MentionRow Of(FindingId finding, EntityMention mention) => new()
    {
        Kind = StoredValues.Word(mention.Entity.Kind),
        EntityId = mention.Entity.Id,
        EntityAccount = mention.Entity.Account ?? "",
        Relation = StoredValues.Word(mention.Relation),
        DetectiveId = mention.DetectiveId,
        Account = finding.Account,
        Region = finding.Region,
        FirstSeen = mention.FirstSeen,
        LastSeen = mention.LastSeen,
        FindingId = finding.Id,
        EntityKey = StoredValues.Key(mention.Entity.Id),
        KeyFolded = FindingRow.Fold(StoredValues.Key(mention.Entity.Id)),
    };

    public EntityMention ToMention() => new(
        new EntityRef(StoredValues.Value<EntityKind>(Kind), EntityId, EntityAccount.Length == 0 ? null : EntityAccount),
        StoredValues.Value<EntityRelation>(Relation),
        DetectiveId,
        Account,
        Region,
        FirstSeen,
        LastSeen);
}
