namespace ChatOps.TestKit.Teams;

/// <summary>Something the bot put before people's eyes.</summary>
/// <param name="At">By the double's clock.</param>
/// <param name="Elapsed">Real time since the double was started.</param>
/// <param name="Operation">send, create or edit.</param>
/// <param name="Channel">The channel or chat.</param>
/// <param name="Root">The thread's first message; null outside of threads.</param>
/// <param name="OnlyFor">The one person who sees it; null = everybody.</param>
internal sealed record TeamsPost(DateTimeOffset At, TimeSpan Elapsed, string Operation, string Channel, string? Root, string Id, string? OnlyFor, string Words);
