using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence;

/// <summary>Stands where no source is configured, so that a span says so instead of leaving the row out.</summary>
/// <param name="kind">What would have been counted.</param>
internal sealed class UnaskedSource(EvidenceKind kind) : IEvidenceSource
{
    /// <inheritdoc/>
    public EvidenceKind Kind => kind;

    /// <inheritdoc/>
    public Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken)
    {
        var where = question.Region is null ? "" : $" for {question.Region}";
        return Task.FromResult(new EvidenceAnswer<Observation>(null, new Coverage(CoverageState.NotAsked, question.AsOf, $"no source configured{where}")));
    }
}
