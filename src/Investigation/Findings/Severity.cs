namespace ChatOps.Investigation.Findings;

/// <summary>A finding's severity, 0.0 to 10.0.</summary>
/// <param name="Value">GuardDuty's number.</param>
/// <remarks>Bands: Amazon GuardDuty User Guide, "Severity levels of GuardDuty findings". Values below 1.0 are not in use by GuardDuty and count as Low.</remarks>
public readonly record struct Severity(double Value) : IComparable<Severity>
{
    /// <summary>The band the value lies in.</summary>
    public SeverityBand Band => Value switch
    {
        >= 9.0 => SeverityBand.Critical,
        >= 7.0 => SeverityBand.High,
        >= 4.0 => SeverityBand.Medium,
        _ => SeverityBand.Low,
    };

    /// <inheritdoc/>
    public int CompareTo(Severity other) => Value.CompareTo(other.Value);

    /// <summary>Whether the left severity is lower.</summary>
    public static bool operator <(Severity left, Severity right) => left.Value < right.Value;

    /// <summary>Whether the left severity is higher.</summary>
    public static bool operator >(Severity left, Severity right) => left.Value > right.Value;

    /// <summary>Whether the left severity is lower or the same.</summary>
    public static bool operator <=(Severity left, Severity right) => left.Value <= right.Value;

    /// <summary>Whether the left severity is higher or the same.</summary>
    public static bool operator >=(Severity left, Severity right) => left.Value >= right.Value;

    /// <summary>Band and number, such as "Medium 5.0".</summary>
    public override string ToString() => FormattableString.Invariant($"{Band} {Value:0.0}");
}

/// <summary>GuardDuty's severity bands.</summary>
public enum SeverityBand
{
    /// <summary>Below 4.0.</summary>
    Low,

    /// <summary>4.0 to 6.9.</summary>
    Medium,

    /// <summary>7.0 to 8.9.</summary>
    High,

    /// <summary>9.0 to 10.0.</summary>
    Critical,
}
