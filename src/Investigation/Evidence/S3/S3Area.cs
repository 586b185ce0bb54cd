namespace ChatOps.Investigation.Evidence.S3;

/// <summary>Objects below a folder that has no dates. All of it is listed once, then what comes after the last key; all of it again from time to time, since keys need not come in order.</summary>
/// <param name="prefix">The folder, within the place.</param>
/// <param name="isDeep">Whether what lies in folders of it belongs to it.</param>
internal sealed class S3Area(string prefix, bool isDeep)
{
    private readonly List<LogObject> objects = [];

    public string Prefix => prefix;

    public bool IsDeep => isDeep;

    /// <summary>When all of it was listed last; null when never.</summary>
    public DateTimeOffset? ListedAt { get; set; }

    /// <summary>The last key listed; null when there was none.</summary>
    public string? LastKey { get; set; }

    /// <summary>Changes when what is known does.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<LogObject> Objects => objects;

    public int PassedOver { get; private set; }

    /// <summary>Takes what was listed: all there is, or what came after the last key.</summary>
    public void Keep(IReadOnlyList<LogObject> listed, int passedOver, bool isAll)
    {
        if (isAll && PassedOver == passedOver && objects.SequenceEqual(listed)) return;
        if (!isAll && listed.Count == 0 && passedOver == 0) return;
        if (isAll) objects.Clear();
        objects.AddRange(listed);
        PassedOver = (isAll ? 0 : PassedOver) + passedOver;
        Version++;
    }
}
