using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit;

/// <summary>One fault of a chat's double, met <paramref name="Times"/> times.</summary>
/// <param name="DoesTheWork">Whether what was asked is done before it is answered wrongly.</param>
/// <param name="Answer">What is answered instead; null = the true answer.</param>
internal sealed record Fault(string Name, int Times, bool DoesTheWork, TimeSpan? Wait, Func<HttpContext, Task>? Answer)
{
    /// <summary>The only channel it is met in; null = any.</summary>
    public string? Channel { get; init; }

    /// <summary>What happens before anything is done.</summary>
    public Func<Task>? Before { get; init; }
}
