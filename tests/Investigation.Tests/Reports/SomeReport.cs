using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation.Reports;

/// <summary>Reports to begin a test with.</summary>
internal static class SomeReport
{
    public static AfterActionReport Workshop { get; } = new()
    {
        Title = "GetParameters called from 198.51.100.23",
        State = new ReportState("closed: true positive", "Ana", At("21:40")),
        Scope = new ScopeTime(SomeSpan.Workshop.Scope, ScopeOrigin.SetByAnalyst, "Ana"),
        MadeAt = At("21:41"),
        Findings =
        [
            new FindingSummary
            {
                Id = Bare.Id, Type = Bare.Type, Severity = Bare.Severity, Title = "GetParameters called from 198.51.100.23",
                FirstSeen = At("00:20"), LastSeen = At("00:54"), UpdatedAt = At("00:58"), Count = 41,
            },
        ],
        Entities = [.. FindingEntities.Of(SomeFinding.Workshop).Take(4)],
        OwnAddresses = [FindingEntities.OwnAddress(SomeFinding.Workshop, PublicAddress)!],
        Spans = [SomeSpan.Workshop],
        Timeline =
        [
            new ReportEvent(At("19:12"), ReportEventKind.Action, "Ana", "set the interval to 11:00 – 12:00"),
            new ReportEvent(At("00:58"), ReportEventKind.Alert, null, "finding updated: 12 → 41 occurrences"),
            new ReportEvent(At("19:05"), ReportEventKind.Note, "Ben (in Teams)", "role policy allows ssm:* and s3:ListAllMyBuckets,\nnothing else"),
        ],
        Links =
        [
            new ReportLink("Detective", InstanceId, ConsoleLink.To(new Uri("https://console.aws.amazon.com/detective/home?region=us-east-1#entities/Ec2Instance/i-0c79413d9f0d9941e"))),
            new ReportLink("Detective", "AKIAIOSFODNN7EXAMPLE", ConsoleLink.Withheld("Detective has no profile for access keys")),
        ],
        NotLearned = ["Flow logs before 11 Jul (retention)."],
    };

    /// <summary>The same report with the text in every place that comes from outside.</summary>
    public static AfterActionReport Hostile(string text) => Workshop with
    {
        Title = text,
        State = new ReportState("closed", text, At("21:40")),
        Scope = Workshop.Scope with { SetBy = text },
        Findings = [Workshop.Findings[0] with { Title = text, Type = FindingType.Parse(text), Id = new FindingId(Account, Region, text) }],
        Entities = [Workshop.Entities[0] with { Entity = new EntityRef(EntityKind.UserAgent, text) }],
        OwnAddresses = [new OwnAddress(PublicAddress, text, null, true)],
        Spans =
        [
            SomeSpan.Workshop with
            {
                Entity = new EntityRef(EntityKind.UserAgent, text),
                Rows = [SomeSpan.Seen(Evidence.EvidenceKind.Findings, "00:17", "18:42", 25), SomeSpan.Unseen(Evidence.EvidenceKind.ApiCalls, Evidence.CoverageState.Refused, text)],
                Differences = [SomeSpan.Workshop.Differences[0] with { Sentence = text }],
            },
        ],
        Timeline = [new ReportEvent(At("19:05"), ReportEventKind.Note, text, text)],
        Links = [new ReportLink("Detective", text, ConsoleLink.Withheld(text))],
        NotLearned = [text],
    };
}
