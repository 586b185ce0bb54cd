using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Cases;

/// <summary>What is to be done to a case.</summary>
internal abstract record CaseMove
{
    /// <summary>Who does it; null for the program itself.</summary>
    public virtual Person? Who => null;
}

/// <param name="Over">Also from somebody else.</param>
internal sealed record TakeCase(Person By, bool Over) : CaseMove
{
    public override Person Who => By;
}

internal sealed record AssignCase(Person By, Person To) : CaseMove
{
    public override Person Who => By;
}

/// <param name="How">What was done, in the words of whoever did it; untrusted text; may be empty.</param>
internal sealed record ContainCase(Person By, string How = "") : CaseMove
{
    public override Person Who => By;
}

internal sealed record SnoozeCase(Person By, Snooze Snooze) : CaseMove
{
    public override Person Who => By;
}

/// <param name="By">Null when its time was up, or something changed.</param>
/// <param name="Why">Why, where nobody did it.</param>
internal sealed record WakeCase(Person? By, string Why = "") : CaseMove
{
    public override Person? Who => By;
}

/// <param name="Verdict">With who closes it.</param>
/// <param name="AsOf">The present of what the case is about.</param>
internal sealed record CloseCase(Verdict Verdict, DateTimeOffset AsOf) : CaseMove
{
    public override Person Who => Verdict.By;
}

/// <param name="Why">In the words of whoever reopens it; untrusted text; may be empty.</param>
internal sealed record ReopenCase(Person By, string Why = "") : CaseMove
{
    public override Person Who => By;
}

/// <summary>What it is about was seen after it was closed.</summary>
internal sealed record RecurCase(DateTimeOffset LastSeen) : CaseMove;

/// <summary>What a move comes to.</summary>
internal abstract record CaseRuling;

/// <param name="Why">What is wrong and what would work.</param>
internal sealed record CaseRefusal(string Why) : CaseRuling;

/// <param name="After">The case as it is then.</param>
/// <param name="Words">For the timeline: without author and time.</param>
/// <param name="Title">For the card in its threads.</param>
internal sealed record CaseChange(Case After, CaseEventKind Kind, string Words, CardText Title) : CaseRuling
{
    /// <summary>The whole reason given; untrusted text; empty when there is none.</summary>
    public string Reason { get; init; } = "";
}
