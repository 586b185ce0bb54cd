namespace ChatOps.LogWorld.Trail;

/// <summary>One event before it is text. One of role, user and service is set.</summary>
internal struct TrailEvent
{
    public long Time;
    public string Region;
    public TrailCall Call;
    public TrailRole? Role;
    public TrailUser? User;
    public string? Service;
    public string Address, UserAgent;

    /// <summary>The error code, or null for success.</summary>
    public string? Error;

    /// <summary>Planted for its odd address.</summary>
    public bool IsAnonymized;

    /// <summary>Random bits of ids and parameters.</summary>
    public ulong High, Low, Request;
}
