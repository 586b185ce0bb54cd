namespace ChatOps.TestKit.Aws;

/// <summary>An investigation of Detective.</summary>
internal sealed class AwsInvestigation(Lock gate, string id, string entityArn, DateTimeOffset from, DateTimeOffset to, DateTimeOffset created)
{
    /// <summary>21 digits.</summary>
    public string Id => id;

    public string EntityArn => entityArn;

    public DateTimeOffset From => from;

    public DateTimeOffset To => to;

    public DateTimeOffset Created => created;

    /// <summary>RUNNING, SUCCESSFUL or FAILED.</summary>
    public string Status { get; private set; } = "RUNNING";

    /// <summary>Absent while it runs.</summary>
    public string? Severity { get; private set; }

    /// <summary>ACTIVE or ARCHIVED.</summary>
    public string State { get; internal set; } = "ACTIVE";

    public IReadOnlyList<AwsIndicator> Indicators { get; private set; } = [];

    /// <summary>How many times it was asked for.</summary>
    public int Polls { get; private set; }

    public int? FinishesAfter { get; init; }

    /// <summary>It ends, with what it found.</summary>
    public void Finish(string severity, params AwsIndicator[] indicators)
    {
        lock (gate) (Status, Severity, Indicators) = ("SUCCESSFUL", severity, indicators);
    }

    public void Fail()
    {
        lock (gate) Status = "FAILED";
    }

    internal void Poll()
    {
        Polls++;
        if (Status == "RUNNING" && Polls > FinishesAfter) Finish("INFORMATIONAL");
    }
}
