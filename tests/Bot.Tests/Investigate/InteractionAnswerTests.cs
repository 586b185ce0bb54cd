using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;

namespace ChatOps.Bot.Investigate;

public sealed class InteractionAnswerTests
{
    private static readonly EntityRef Role = new(EntityKind.Role, "lab-GeneralInstanceRole", "111122223333");

    [Theory]
    [InlineData(CoverageState.Refused, "API calls (CloudTrail), who assumed it: refused, not permitted")]
    [InlineData(CoverageState.Unavailable, "API calls (CloudTrail), who assumed it: unavailable, not permitted")]
    public async Task A_second_look_at_the_same_source_that_fails_is_told(CoverageState state, string told)
    {
        var words = await AskAsync(new Coverage(state, SomeEvidence.Midnight, "not permitted"));

        words.ShouldContain(told);
        words.ShouldContain("Source: API calls (CloudTrail) (");
    }

    [Fact]
    public async Task A_second_look_that_breaks_is_told()
    {
        (await AskAsync(null)).ShouldContain("API calls (CloudTrail), who assumed it: unavailable, the disk is gone");
    }

    [Fact]
    public async Task Two_looks_that_answer_are_one_source_with_the_notes_of_both()
    {
        var words = await AskAsync(SomeEvidence.Covered() with { State = CoverageState.Empty, Notes = ["1 object is damaged"] });

        words.ShouldContain("API calls (CloudTrail): 1 object is damaged");
        words.Split("Source: ")[1].Split("API calls").Length.ShouldBe(2);
    }

    private static async Task<string> AskAsync(Coverage? second)
    {
        var asked = new EvidenceCase(SomeEvidence.Question(Role), SomeEvidence.Frame(Verb.Interaction, Role), [new Trail(second)], IsDefaultScope: false) { Link = static _ => ChatOps.Investigation.DeepLinks.ConsoleLink.Withheld("not looked at") };
        return CardWords.Of(await new InteractionAnswer().MakeAsync(asked, CancellationToken.None));
    }

    /// <summary>Answers who the role had to do with; what becomes of the question who assumed it is given, null when it breaks.</summary>
    private sealed class Trail(Coverage? second) : ICallEvidence
    {
        public EvidenceKind Kind => EvidenceKind.ApiCalls;

        public Task<EvidenceAnswer<CallFigures>> CallsAsync(EvidenceQuestion question, CallAsk ask, CancellationToken cancellationToken)
        {
            var coverage = ask.Relation == CallRelation.Assumed ? second ?? throw new IOException("the disk is gone") : SomeEvidence.Covered();
            return Task.FromResult(new EvidenceAnswer<CallFigures>(coverage.IsAnswer ? new CallFigures([], []) : null, coverage));
        }

        public Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
