using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>What somebody asks about, and inside which window.</summary>
/// <param name="Window">The window named in the question; null when none was.</param>
internal sealed record Ask(Subject Subject, TimeWindow? Window);

/// <summary>What a question is about, as typed; nothing was looked up yet.</summary>
internal abstract record Subject;

/// <summary>Nothing was named: what the thread is about.</summary>
internal sealed record ThreadSubject : Subject;

/// <param name="Account">Null when only the id was given; so for <paramref name="Region"/>.</param>
internal sealed record FindingSubject(string Id, string? Account = null, string? Region = null) : Subject;

/// <param name="Entity">Its account is null where it was not typed; a role or user may carry its principal id in place of its name.</param>
internal sealed record EntitySubject(EntityRef Entity) : Subject;

/// <summary>A finding type, or words of a title.</summary>
internal sealed record WordsSubject(string Words) : Subject;

/// <summary>What was typed cannot be meant.</summary>
/// <param name="Why">What was wrong and what would work.</param>
internal sealed record Misread(string Why) : Subject;
