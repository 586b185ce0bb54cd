using System.Data.Common;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>A question to logs, ready to be asked: what is asked, of whom, and what every answer to it says.</summary>
/// <param name="IsDefaultScope">Whether nobody named the window: an answer about one hour may choose which.</param>
internal sealed record EvidenceCase(EvidenceQuestion Question, EvidenceFrame Frame, IReadOnlyList<IEvidenceSource> Sources, bool IsDefaultScope)
{
    /// <summary>The entity's profile with another window than the frame's.</summary>
    public required Func<TimeWindow, ConsoleLink> Link { get; init; }

    /// <summary>When what is investigated began, by the findings; null when no finding tells.</summary>
    public DateTimeOffset? Incident { get; init; }

    /// <summary>Whether the question is about the bundled day.</summary>
    public bool IsSampleDay { get; init; }

    /// <summary>The passes that answer a topic; those that cannot know such an entity are left out.</summary>
    public IEnumerable<ActivityPass> Passes(ActivityTopic topic) => ActivityPasses.For(topic, Question, Incident).Where(static pass => pass.Applies);

    public Task<EvidenceAnswer<FlowFigures>> FlowsAsync(ActivityPass pass, CancellationToken cancellationToken) =>
        AskAsync<IFlowEvidence, FlowFigures>(EvidenceKind.Flows, source => source.FlowsAsync(pass.Question, pass.Flows!, cancellationToken), cancellationToken);

    public Task<EvidenceAnswer<CallFigures>> CallsAsync(ActivityPass pass, CancellationToken cancellationToken) =>
        AskAsync<ICallEvidence, CallFigures>(pass.Source, source => source.CallsAsync(pass.Question, pass.Calls!, cancellationToken), cancellationToken);

    public Task<EvidenceAnswer<AddressAssignments>> AddressesAsync(CancellationToken cancellationToken) =>
        AskAsync<IFlowEvidence, AddressAssignments>(EvidenceKind.Flows, source => source.AddressesAsync(Question, cancellationToken), cancellationToken);

    /// <summary>A source that is not there or fails costs its own answer only.</summary>
    private async Task<EvidenceAnswer<TValue>> AskAsync<TSource, TValue>(EvidenceKind kind, Func<TSource, Task<EvidenceAnswer<TValue>>> ask, CancellationToken cancellationToken)
        where TSource : class, IEvidenceSource
        where TValue : class
    {
        if (Sources.OfType<TSource>().FirstOrDefault(source => source.Kind == kind) is not { } source)
            return new EvidenceAnswer<TValue>(null, new Coverage(CoverageState.NotAsked, Question.AsOf, "no source configured"));
        try
        {
            // a source may work for long before it first waits
            return await Task.Run(() => ask(source), cancellationToken);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or HttpRequestException or TimeoutException or InvalidDataException or DbException)
        {
            return new EvidenceAnswer<TValue>(null, new Coverage(CoverageState.Unavailable, Question.AsOf, failed.Message));
        }
    }
}
