namespace ChatOps.LogWorld.Audit;

/// <summary>How audit events lie in objects.</summary>
public enum AuditForm
{
    /// <summary>CloudWatch subscription payloads back to back, gzip around all of them.</summary>
    Documents,

    /// <summary>Each payload is a gzip member, one after the other.</summary>
    Members,

    /// <summary>Members as above, and gzip around all of them.</summary>
    Nested,

    /// <summary>One event per line, plain text.</summary>
    JsonLines,
}

/// <summary>What an EKS audit world is like.</summary>
public sealed record AuditWorldOptions
{
    public long Seed { get; init; } = 42;

    /// <summary>Requests to the Kubernetes API, each logged at one or more stages; the attack adds a few.</summary>
    public int Requests { get; init; } = 20_000;

    /// <summary>Days, at least 2. The attack is on the last.</summary>
    public int Days { get; init; } = 7;

    public DateOnly Start { get; init; } = new(2025, 3, 3);

    public string Cluster { get; init; } = "workshop";

    public AuditForm Form { get; init; } = AuditForm.Documents;
}
