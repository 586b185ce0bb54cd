namespace ChatOps.TestKit.Aws;

/// <summary>A bucket and what lies in it.</summary>
internal sealed class AwsBucket(AwsDouble aws, string name, string region, string account)
{
    private readonly SortedDictionary<string, AwsObject> objects = new(StringComparer.Ordinal);
    private readonly HashSet<string> readers = [account];

    public string Name => name;

    public string Region => region;

    public string Account => account;

    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (aws.Gate) return [.. objects.Keys];
        }
    }

    public AwsBucket Put(string key, byte[] bytes, DateTimeOffset? lastModified = null, string storageClass = "STANDARD")
    {
        var made = new AwsObject(bytes, lastModified ?? aws.Time.GetUtcNow(), storageClass);
        lock (aws.Gate) objects[key] = made;
        return this;
    }

    /// <summary>Every file below the folder, under its path there.</summary>
    /// <param name="prefix">What the keys begin with, its slash included.</param>
    public AwsBucket PutFolder(string path, string prefix = "")
    {
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)) Put(prefix + Path.GetRelativePath(path, file).Replace('\\', '/'), File.ReadAllBytes(file));
        return this;
    }

    public void Remove(string key)
    {
        lock (aws.Gate) objects.Remove(key);
    }

    /// <summary>The bucket's policy lets another account read.</summary>
    public AwsBucket Share(string other)
    {
        lock (aws.Gate) readers.Add(other);
        return this;
    }

    internal bool MayRead(string other) => readers.Contains(other);

    internal AwsObject? Find(string key) => objects.GetValueOrDefault(key);

    internal IEnumerable<KeyValuePair<string, AwsObject>> From(string prefix, string after) => objects.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(one.Key, after) > 0);
}
