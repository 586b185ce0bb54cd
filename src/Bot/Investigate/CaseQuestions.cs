using System.Collections.Frozen;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate;

/// <summary>Writes into the case's story what was asked: in the case whose thread answers, and where that is another one also in the case it was asked in.
/// What changes a case, is said in it or is about the program is told elsewhere.</summary>
internal sealed class CaseQuestions(ICaseEvents events, IThreadStore threads)
{
    /// <summary>Verbs that are steps of an investigation.</summary>
    public static FrozenSet<string> Verbs { get; } = FrozenSet.ToFrozenSet(
        [
            Verb.Investigate, Verb.Pivot, Verb.Span, Verb.Findings, Verb.Flow, Verb.Activity, Verb.Calls, Verb.New, Verb.Interaction, Verb.Addresses, Verb.Kubernetes,
            Verb.Permissions, Verb.Detective, Verb.History,
        ],
        StringComparer.Ordinal);

    /// <param name="answeredIn">The thread in which it is answered; null when there was no answer but a word in private.</param>
    public async ValueTask WriteAsync(IWork work, Asked asked, ThreadId? answeredIn, DateTimeOffset now)
    {
        if (answeredIn is not { } id || !Verbs.Contains(asked.Verb) || await threads.FindAsync(work, id) is not { } thread) return;
        var via = asked.Pressed is { } pressed ? await ViaAsync(work, asked, pressed) : null;
        if (thread.Case is { } here) await events.AppendAsync(work, Event(here, thread.Id, asked, Words(asked), via, now));
        if (asked.Thread is { Case: { } there } from && there != thread.Case)
            await events.AppendAsync(work, Event(there, from.Id, asked, thread.Case is { } other ? $"{Words(asked)}, answered in Case {other}" : Words(asked), via, now));
    }

    /// <summary>What the card with the button was about. The root card is about what the thread is about.</summary>
    private async ValueTask<EntityRef?> ViaAsync(IWork work, Asked asked, MessageId pressed) => (await events.AnsweredByAsync(work, pressed))?.Entity ?? asked.Thread?.Entity;

    private static CaseEvent Event(CaseNumber number, ThreadId thread, Asked asked, string words, EntityRef? via, DateTimeOffset now) => new(number, now, CaseEventKind.Asked, words)
    {
        Thread = thread,
        By = asked.Person,
        Verb = asked.Verb,
        Entity = asked.Named,
        Via = via,
        Window = asked.Window,
    };

    private static string Words(Asked asked)
    {
        var about = asked.Named is { } entity ? $" of {EntityLabel.Of(entity.Kind)} {EntityLabel.Name(entity)}" : asked.Title is { } title ? $" of “{title}”" : "";
        return What(asked.Verb) + about;
    }

    /// <summary>What a verb asks for, in words.</summary>
    public static string What(string verb) => verb switch
    {
        Verb.Investigate or Verb.Pivot => "all there is",
        Verb.Span => "observation span",
        Verb.Findings => "associated findings",
        Verb.Flow => "flow volume",
        Verb.Activity => "flow activity",
        Verb.Calls => "API calls",
        Verb.New => "new behavior",
        Verb.Kubernetes => "Kubernetes calls",
        Verb.Interaction => "resource interaction",
        Verb.Permissions => "permissions",
        Verb.Detective => "Detective's own investigation",
        _ => verb,
    };
}
