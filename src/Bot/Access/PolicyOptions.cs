namespace ChatOps.Bot.Access;

/// <summary>The policy in force, read once at start.</summary>
internal sealed class PolicyOptions
{
    private PolicyOptions(PolicyFile? policy, string? path, IReadOnlyList<string> errors)
    {
        Path = path;
        Policy = policy;
        Errors = errors;
    }

    /// <summary>Null when no file is named.</summary>
    public PolicyFile? Policy { get; }

    /// <summary>As configured; null when no file is named.</summary>
    public string? Path { get; }

    /// <summary>What is wrong, each with its place in the file.</summary>
    public IReadOnlyList<string> Errors { get; }

    public static PolicyOptions Of(IConfiguration configuration)
    {
        if (configuration["Policy:File"] is not { Length: > 0 } path) return new PolicyOptions(null, null, []);
        try
        {
            var errors = new List<string>();
            var policy = new PolicyReading(errors).Read(File.ReadAllText(path));
            return new PolicyOptions(policy, path, [.. errors.Select(error => $"Policy:File '{path}': {error}.")]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new PolicyOptions(null, path, [$"Policy:File '{path}' cannot be read: {unreadable.Message}"]);
        }
    }
}
