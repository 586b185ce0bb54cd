using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Observations;

/// <summary>That a finished investigation of Detective's names an address. It tells no times: none of Detective's indicators has any.</summary>
/// <param name="EntityArn">Role or user that was investigated; untrusted text.</param>
/// <param name="Scope">Scope of the investigation: the address was seen somewhere inside it.</param>
/// <param name="Says">What its indicators say of the address, in our own words.</param>
public sealed record DetectiveNaming(string EntityArn, TimeWindow Scope, IReadOnlyList<string> Says)
{
    /// <summary>All of it in one sentence.</summary>
    public string Sentence => $"Detective also names this address in its investigation of {Who}, scope {TimeWords.Interval(Scope.Start, Scope.End)}: {string.Join("; ", Says)}. It gives no times.";

    private string Who => Entities.EntityArn.Read(EntityArn) is { } entity ? $"{EntityLabel.Of(entity.Kind).ToLowerInvariant()} {EntityLabel.Name(entity)}" : EntityArn;
}
