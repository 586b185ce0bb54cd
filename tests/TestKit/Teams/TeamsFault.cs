using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Teams;

/// <summary>One fault, met <paramref name="Times"/> times.</summary>
/// <param name="DoesTheWork">Whether Teams does what was asked before it answers wrongly.</param>
/// <param name="Answer">What it answers instead; null = the true answer.</param>
internal sealed record TeamsFault(string Name, int Times, bool DoesTheWork, TimeSpan? Wait, Func<HttpContext, Task>? Answer)
{
    /// <summary>The only channel it is met in; null = any.</summary>
    public string? Channel { get; init; }

    /// <summary>What happens before anything is done.</summary>
    public Func<Task>? Before { get; init; }
}
