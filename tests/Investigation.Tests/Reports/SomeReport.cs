using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
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
        Case = 17,
        Subject = InstanceId,
        State = new ReportState("closed true positive", "Ana", At("21:40")) { Reason = "keys were used by somebody_else" },
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
        Uses =
        [
            new CredentialUse(
                new EntityRef(EntityKind.Role, "lab-GeneralInstanceRole", Account), "lab-GeneralInstanceRole", new EntityRef(EntityKind.IpAddress, PublicAddress),
                new Observations.ObservedInterval(At("00:19"), At("18:53")), new CallCount(3910, 3325), 3325, SomeSpan.Workshop.Scope, SomeSpan.AskedAt),
        ],
        Key = [new ReportNote(At("19:06"), "Ana", "web:security", "isolated the instance", true)],
        Pinned = [Answer("API calls of 198.51.100.23")],
        NewBehavior = [Answer("New behavior of lab-GeneralInstanceRole")],
        Answers = [Answer("Flow volume of i-0c79413d9f0d9941e")],
        Roles = [Answer("What lab-GeneralInstanceRole may do")],
        Timeline =
        [
            new ReportEvent(At("19:12"), ReportEventKind.Action, "Ana", "set the interval to 11:00 – 12:00"),
            new ReportEvent(At("00:58"), ReportEventKind.Alert, null, "finding updated: 12 → 41 occurrences"),
            new ReportEvent(At("19:05"), ReportEventKind.Note, "Ben", "role policy allows ssm:* and s3:ListAllMyBuckets,\nnothing else") { Where = "teams:sec", Marks = "edited" },
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
        Subject = text,
        State = new ReportState("closed", text, At("21:40")) { Reason = text },
        Version = new ReportVersion(1, text),
        Uses = [Workshop.Uses[0] with { Principal = new EntityRef(EntityKind.User, text), Name = text, Address = new EntityRef(EntityKind.UserAgent, text) }],
        Key = [new ReportNote(At("19:06"), text, text, text, false)],
        Pinned = [Answer(text)],
        NewBehavior = [Answer(text)],
        Answers = [Answer(text)],
        Roles = [Answer(text)],
        Scope = Workshop.Scope with { SetBy = text },
        Findings = [Workshop.Findings[0] with { Title = text, Type = FindingType.Parse(text), Id = new FindingId(Account, Region, text) }],
        Entities = [Workshop.Entities[0] with { Entity = new EntityRef(EntityKind.UserAgent, text) }],
        OwnAddresses = [new OwnAddress(PublicAddress, text, null, true)],
        Spans =
        [
            SomeSpan.Workshop with
            {
                Entity = new EntityRef(EntityKind.UserAgent, text),
                Rows = [SomeSpan.Seen(EvidenceKind.Findings, "00:17", "18:42", 25), SomeSpan.Unseen(EvidenceKind.ApiCalls, CoverageState.Refused, text)],
                Differences = [SomeSpan.Workshop.Differences[0] with { Sentence = text }],
            },
        ],
        Timeline = [new ReportEvent(At("19:05"), ReportEventKind.Note, text, text) { Where = text }],
        Links = [new ReportLink("Detective", text, ConsoleLink.Withheld(text))],
        NotLearned = [text],
    };

    private static ReportAnswer Answer(string text) => new(
        text,
        At("19:12"),
        [new ReportLine(text), new ReportLines([text, text]), new ReportTable(text, ["name"], [[text]], 1), new ReportChart("<svg/>", text)]);
}
