using System.Globalization;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>A tree of calls in one line: written in full first, then with fewer names on each level, then with fewer levels, until it fits.</summary>
internal static class CallTreeWords
{
    private static readonly int[] Widths = [int.MaxValue, 12, 8, 5, 3, 2, 1];

    public static string Of(CallTree tree, CallOutcome outcome, int length)
    {
        var counted = Prune(tree.Roots, outcome);
        if (counted.Count == 0) return "";
        var errors = tree.Columns is [_, .., CallColumn.Error];
        var levels = tree.Columns.Count - (errors ? 1 : 0);
        var said = "";
        for (var depth = levels; depth >= 1; depth--)
        {
            foreach (var width in Widths)
            {
                said = errors && outcome == CallOutcome.Failed ? ByError(counted, levels, depth, width) : Level(counted, depth, width, 0);
                if (said.Length <= length) return said;
            }
        }

        return said;
    }

    /// <summary>The children of a node with what is counted, most first.</summary>
    private static List<Branch> Prune(IReadOnlyList<CallNode> nodes, CallOutcome outcome) =>
    [
        .. nodes.Select(node => new Branch(node.Value, Count(node.Count, outcome), Prune(node.Children, outcome)))
            .Where(static branch => branch.Count > 0)
            .OrderByDescending(static branch => branch.Count)
            .ThenBy(static branch => branch.Value, StringComparer.Ordinal),
    ];

    private static string Level(IReadOnlyList<Branch> branches, int depth, int width, int level)
    {
        var said = branches.Take(width).Select(branch => One(branch, depth, width, level));
        var more = branches.Count > width ? [$"{Number(branches.Count - width)} more"] : Array.Empty<string>();
        return string.Join(level == 0 ? " · " : ", ", said.Concat(more));
    }

    /// <summary>A node with a single child is said in one breath: <c>s3 ListBuckets 60</c>.</summary>
    private static string One(Branch branch, int depth, int width, int level)
    {
        var name = Name(branch.Value);
        while (depth > 1 && branch.Children is [var only])
        {
            (branch, depth) = (only, depth - 1);
            name = $"{name} {Name(branch.Value)}";
        }

        var said = $"{name} {Number(branch.Count)}";
        if (depth <= 1 || branch.Children.Count == 0) return said;
        var below = Level(branch.Children, depth - 1, width, level + 1);
        return level == 0 ? $"{said}: {below}" : $"{said} ({below})";
    }

    /// <summary>Failed calls in full names, those with the same error together, the error behind them.</summary>
    private static string ByError(IReadOnlyList<Branch> roots, int levels, int depth, int width)
    {
        var calls = new List<(string Name, string Error, long Count)>();
        foreach (var root in roots) Collect(calls, root, Name(root.Value), levels, depth);
        var errors = calls.GroupBy(static call => call.Error, StringComparer.Ordinal)
            .Select(static error => (error.Key, Calls: error.GroupBy(static call => call.Name, StringComparer.Ordinal)
                .Select(static call => (Name: call.Key, Count: call.Sum(static one => one.Count))).ToList()))
            .OrderByDescending(static error => error.Calls.Sum(static call => call.Count)).ThenBy(static error => error.Key, StringComparer.Ordinal);
        return string.Join("; ", errors.Select(error =>
        {
            var named = error.Calls.Take(width).Select(static call => $"{call.Name} {Number(call.Count)}");
            var more = error.Calls.Count > width ? [$"{Number(error.Calls.Count - width)} more"] : Array.Empty<string>();
            return $"{string.Join(", ", named.Concat(more))} ({Name(error.Key)})";
        }));
    }

    private static void Collect(List<(string Name, string Error, long Count)> calls, Branch branch, string name, int levels, int depth)
    {
        foreach (var child in branch.Children)
        {
            if (levels == 1) calls.Add((name, child.Value, child.Count));
            else Collect(calls, child, depth > 1 ? $"{name} {Name(child.Value)}" : name, levels - 1, depth - 1);
        }
    }

    private static string Name(string value) => BoundedText.Of(EntityArn.Read(value)?.Id ?? value);

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static long Count(CallCount count, CallOutcome outcome) => outcome switch
    {
        CallOutcome.Succeeded => count.Succeeded,
        CallOutcome.Failed => count.Failed,
        _ => count.All,
    };

    private sealed record Branch(string Value, long Count, IReadOnlyList<Branch> Children);
}
