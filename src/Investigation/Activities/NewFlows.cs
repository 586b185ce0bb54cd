using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>New ports and addresses.</summary>
internal static class NewFlows
{
    public static readonly FlowAsk Ask = new() { Hours = true };

    public static NewBehavior Of(ActivityPass pass, EvidenceAnswer<FlowFigures> answer, Func<string, (string? Network, string? Country)>? place) =>
        new(pass.Question.Entity, pass.Source, pass.Question.Window, 0, [], [], default, 0);
}
