using ChatOps.Investigation.Evidence;
using static ChatOps.Investigation.SomeFinding;
using static ChatOps.Investigation.SomeSpan;

namespace ChatOps.Investigation.Observations;

public sealed class ObservationSpansTests
{
    private static readonly SpanRow Findings = Calling(Seen(EvidenceKind.Findings, "00:17", "18:42", 25), "RegisterManagedInstance");

    [Fact]
    public void The_workshops_difference_is_told_with_its_figures()
    {
        var calls = Naming(Seen(EvidenceKind.ApiCalls, "00:19", "18:53", 7_235), "ssm:GetParameters");

        Sentences([Findings, calls], [new(EvidenceKind.ApiCalls, EvidenceKind.Findings, SpanDifferenceKind.EndsLater, 72)]).ShouldBe(
        [
            "The first finding (RegisterManagedInstance, 00:17) names a call that is not in the trail we read.",
            "72 calls followed the last finding (18:42 → 18:53).",
        ]);
    }

    [Fact]
    public void A_first_call_that_is_in_the_trail_came_late_and_is_not_missing()
    {
        var calls = Naming(Seen(EvidenceKind.ApiCalls, "00:19", "18:42", 7_235), "ssm:RegisterManagedInstance");

        Sentences([Findings, calls], []).ShouldBe(["The first finding (RegisterManagedInstance, 00:17) came 2 min before the first call (00:19)."]);
    }

    [Fact]
    public void A_call_seen_only_outside_of_the_scope_is_not_missing_either()
    {
        var calls = Naming(Seen(EvidenceKind.ApiCalls, "00:19", "18:42", 7_235), "ssm:GetParameters");
        var before = Naming(Seen(EvidenceKind.ApiCalls, "00:01", "00:02", 1), "ssm:RegisterManagedInstance");

        ObservationSpans.Differences([Findings, calls], [], [before]).ShouldHaveSingleItem().Sentence.ShouldContain("came 2 min before");
    }

    [Fact]
    public void Calls_before_the_first_finding_and_findings_after_the_last_call_are_told()
    {
        var calls = Seen(EvidenceKind.ApiCalls, "00:05", "18:40", 100) with { Coverage = new Coverage(CoverageState.Answered, AskedAt, CompleteUpTo: At("18:41")) };

        Sentences([Findings, calls], [new(EvidenceKind.ApiCalls, EvidenceKind.Findings, SpanDifferenceKind.StartsEarlier, 1)]).ShouldBe(
        [
            "1 call preceded the first finding (00:05 → 00:17).",
            "The last finding (18:42) came 2 min after the last call (18:40); calls are complete until 18:41 only.",
        ]);
    }

    [Fact]
    public void Without_an_answer_to_the_narrower_question_the_figure_is_left_out() =>
        Sentences([Findings, Seen(EvidenceKind.Flows, "00:17", "18:45", 3)], []).ShouldBe(["Flow records followed the last finding (18:42 → 18:45)."]);

    [Fact]
    public void Silence_refusal_failure_and_not_being_asked_are_four_things() =>
        Sentences(
            [
                Unseen(EvidenceKind.Findings, CoverageState.Unavailable, "the ledger is busy"),
                Unseen(EvidenceKind.ApiCalls, CoverageState.Refused, "AccessDenied"),
                Unseen(EvidenceKind.Flows, CoverageState.Empty, "no flow record in 287 objects"),
                Unseen(EvidenceKind.KubernetesAudit, CoverageState.NotAsked, "no source configured for us-east-1"),
            ],
            []).ShouldBe(
            [
                "Network flows were asked and silent: no flow record in 287 objects.",
                "GuardDuty findings were asked but gave no answer: the ledger is busy.",
                "API calls (CloudTrail) refused: AccessDenied.",
                "Kubernetes audit was not asked: no source configured for us-east-1.",
            ]);

    [Fact]
    public void Equal_rows_do_not_differ() => Sentences([Findings, Seen(EvidenceKind.ApiCalls, "00:17", "18:42", 9)], []).ShouldBeEmpty();

    [Fact]
    public void The_union_the_findings_own_and_the_retained_interval_are_three_figures()
    {
        var span = SomeSpan.Workshop with { After = [Seen(EvidenceKind.ApiCalls, "19:01", "19:05", 3)], FindingSays = new ObservedInterval(At("00:20"), At("00:54")) };

        span.FindingSays.Duration.ShouldBe(TimeSpan.FromMinutes(34));
        span.InScope.ShouldBe(new ObservedInterval(At("00:17"), At("18:53")));
        span.Duration.ShouldBe(new TimeSpan(18, 36, 0));
        span.Retained.ShouldBe(new ObservedInterval(At("00:17"), At("19:05")));
        (SomeSpan.Workshop with { Rows = [] }).InScope.ShouldBeNull();
    }

    private static IEnumerable<string> Sentences(SpanRow[] rows, SpanTail[] tails) => ObservationSpans.Differences(rows, tails, []).Select(difference => difference.Sentence);

    private static SpanRow Calling(SpanRow row, string what) => row with { Observed = row.Observed! with { FirstWhat = what } };

    private static SpanRow Naming(SpanRow row, string name) => row with { Observed = row.Observed! with { Names = new Dictionary<string, long> { [name] = row.Observed.Count } } };
}
