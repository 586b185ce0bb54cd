namespace ChatOps.TestKit;

/// <summary>A clock that goes like the system's but started at another time. Signatures of AWS's SDK keep to the system's own.</summary>
internal sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
