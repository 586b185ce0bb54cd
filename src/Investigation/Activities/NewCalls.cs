using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>New and increased calls.</summary>
internal static class NewCalls
{
    public static CallAsk Ask(EvidenceKind source) => new() { Hours = true };

    public static NewBehavior Of(
        ActivityPass pass, EvidenceAnswer<CallFigures> answer, CallFigures? others, Func<string, (string? Network, string? Country)>? place) =>
        new(pass.Question.Entity, pass.Source, pass.Question.Window, 0, [], [], default, 0);
}
