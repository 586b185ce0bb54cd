using System.Collections.Concurrent;

namespace ChatOps.TestKit.Aws;

/// <param name="Token">What X-Amz-Security-Token must say; null for a user's own key.</param>
internal sealed record AwsKey(string Secret, AwsCaller Caller, string? Token, DateTimeOffset? Expires);

/// <summary>The keys this AWS knows.</summary>
internal sealed class AwsKeys
{
    private readonly ConcurrentDictionary<string, AwsKey> keys = new();

    public AwsKey? Find(string id) => keys.GetValueOrDefault(id);

    public void Put(string id, AwsKey key) => keys[id] = key;

    public void Remove(string id) => keys.TryRemove(id, out _);

    /// <summary>Every session handed out so far has run out.</summary>
    public void ExpireSessions()
    {
        foreach (var (id, key) in keys.Where(static key => key.Value.Token is not null)) keys[id] = key with { Expires = DateTimeOffset.MinValue };
    }
}
