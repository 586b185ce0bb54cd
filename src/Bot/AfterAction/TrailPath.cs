using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.AfterAction;

/// <summary>Makes of what was asked and answered in a case the path that was taken. Pure.</summary>
internal static class TrailPath
{
    /// <summary>Steps in the order of the path: each below the one it was opened from, side by side in the order asked.</summary>
    /// <param name="events">In the order of time, then of recording.</param>
    public static IReadOnlyList<TrailTaken> Of(IReadOnlyList<CaseEvent> events)
    {
        var steps = new List<Node>();
        var intervals = new Dictionary<ThreadId, TimeWindow?>();
        foreach (var happened in events)
        {
            if (happened is { Kind: CaseEventKind.Interval, Thread: { } thread }) intervals[thread] = happened.Window;
            else if (happened.Kind == CaseEventKind.Asked) steps.Add(new Node(happened, ParentOf(steps, happened), happened.Thread is { } here ? intervals.GetValueOrDefault(here) : null));
            else if (happened is { Kind: CaseEventKind.Answered, Verb: not null } && AskedBy(steps, happened) is { } asked) asked.Answers.Add(happened);
        }

        return Path(steps);
    }

    /// <summary>Without recursion: whoever goes to and fro between two entities makes a path as deep as it is long.</summary>
    private static List<TrailTaken> Path(List<Node> steps)
    {
        var children = steps.Where(static step => step.Parent is not null).ToLookup(static step => step.Parent!);
        var (path, next) = (new List<TrailTaken>(steps.Count), new Stack<(Node Step, int Depth)>(steps.Where(static step => step.Parent is null).Reverse().Select(static step => (step, 0))));
        while (next.TryPop(out var at))
        {
            path.Add(at.Step.ToTaken(at.Depth));
            foreach (var child in children[at.Step].Reverse()) next.Push((child, at.Depth + 1));
        }

        return path;
    }

    /// <summary>The last step that led to what the card with the button was about, if any did.</summary>
    private static Node? ParentOf(List<Node> steps, CaseEvent asked) => asked.Via is { } via ? steps.FindLast(step => step.To == via) : null;

    private static Node? AskedBy(List<Node> steps, CaseEvent answer) =>
        steps.FindLast(step => IsSame(step, answer) && step.Asked.Entity is { } entity && entity == answer.Entity) ?? steps.FindLast(step => IsSame(step, answer));

    private static bool IsSame(Node step, CaseEvent answer) => step.Asked.Thread == answer.Thread && step.Asked.Verb == answer.Verb;

    private sealed class Node(CaseEvent asked, Node? parent, TimeWindow? interval)
    {
        public CaseEvent Asked => asked;

        public Node? Parent => parent;

        public List<CaseEvent> Answers { get; } = [];

        /// <summary>Whom it is about: as asked, else as the answer to one question says.</summary>
        public EntityRef? To => asked.Entity ?? (Answers is [var only] ? only.Entity : null);

        public TrailTaken ToTaken(int depth) => new(asked, depth, To, asked.Window ?? Answers.Find(static answer => answer.Window is not null)?.Window ?? interval, [.. Answers.Select(static answer => answer.Message).OfType<MessageId>()]);
    }
}

/// <summary>One question of the path.</summary>
/// <param name="To">Whom it is about; null for the finding itself.</param>
/// <param name="Window">As asked, as answered, or the interval then in force; null where there was none.</param>
/// <param name="Answers">The cards that answer it.</param>
internal sealed record TrailTaken(CaseEvent Asked, int Depth, EntityRef? To, TimeWindow? Window, IReadOnlyList<MessageId> Answers);
