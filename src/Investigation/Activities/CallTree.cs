using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Calls as a tree: one level per column of a table, each node with the exact sum of what lies below it. A table that was cut makes a tree that is
/// cut, and says by how much.</summary>
/// <param name="Columns">The levels, from the root.</param>
/// <param name="Roots">Nodes of the first level, most calls first; ties in the order of their values.</param>
/// <param name="Total">All calls of the window, shown in the tree or not.</param>
/// <param name="RowsLeftOut">Rows the table had no room for, baseline rows among them; 0 when the tree is whole.</param>
/// <param name="LeftOut">Calls in the window of these rows.</param>
public sealed record CallTree(IReadOnlyList<CallColumn> Columns, IReadOnlyList<CallNode> Roots, CallCount Total, long RowsLeftOut, CallCount LeftOut)
{
    /// <summary>Makes the tree of a table; rows that have no call in the window are left out.</summary>
    public static CallTree Of(CallTable table)
    {
        var rows = table.Rows.Where(row => row.Scope.All > 0 && row.Values.Count >= table.Columns.Count).ToList();
        var shown = Sum(rows);
        return new CallTree(
            table.Columns,
            Level(table.Columns, rows, 0),
            table.Total,
            Math.Max(0, table.RowCount - table.Rows.Count),
            new CallCount(Math.Max(0, table.Total.Succeeded - shown.Succeeded), Math.Max(0, table.Total.Failed - shown.Failed)));
    }

    /// <summary>The tree in one line no longer than asked, collapsed where it must be: "ssm 152: GetParameters 60, DescribeParameters 60, 5 more · s3
    /// ListBuckets 60". Of failed calls a last level of errors is said behind: "iam CreateUser 60, iam GetUser 60 (AccessDenied)". Empty when there is no
    /// such call. Holds untrusted text: names longer than 80 characters are cut.</summary>
    /// <param name="outcome">Which calls are counted.</param>
    /// <param name="length">Most characters wanted; one root name and its count are always said.</param>
    public string Words(CallOutcome outcome = CallOutcome.All, int length = 400) => CallTreeWords.Of(this, outcome, length);

    private static List<CallNode> Level(IReadOnlyList<CallColumn> columns, IReadOnlyList<CallRow> rows, int level) => level == columns.Count ? [] :
    [
        .. rows.GroupBy(row => row.Values[level], StringComparer.Ordinal)
            .Select(group => (group.Key, Rows: group.ToList()))
            .Select(group => new CallNode(
                columns[level],
                group.Key,
                Sum(group.Rows),
                group.Rows.Min(static row => row.First),
                group.Rows.Max(static row => row.Last),
                Level(columns, group.Rows, level + 1)))
            .OrderByDescending(static node => node.Count.All)
            .ThenBy(static node => node.Value, StringComparer.Ordinal),
    ];

    private static CallCount Sum(IEnumerable<CallRow> rows) => rows.Aggregate(default(CallCount), static (sum, row) => sum + row.Scope);
}

/// <summary>One node: a value and the calls that share it and the values above it.</summary>
/// <param name="Column">What the value is.</param>
/// <param name="Value">The value; untrusted text, <c>-</c> where calls have none.</param>
/// <param name="Count">Its calls in the window: the sum of its children.</param>
/// <param name="First">First of them, inclusive, UTC; null when unknown.</param>
/// <param name="Last">Last of them, inclusive, UTC; null when unknown.</param>
/// <param name="Children">The next level, most calls first; empty on the last level.</param>
public sealed record CallNode(CallColumn Column, string Value, CallCount Count, DateTimeOffset? First, DateTimeOffset? Last, IReadOnlyList<CallNode> Children);

/// <summary>Which calls are counted.</summary>
public enum CallOutcome
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those without error.</summary>
    Succeeded,

    /// <summary>Those with an error.</summary>
    Failed,
}
