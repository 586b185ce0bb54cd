namespace ChatOps.LogWorld.Flows;

/// <summary>Field names of VPC flow logs in the order of the documentation.</summary>
public static class FlowColumns
{
    /// <summary>The default format, version 2.</summary>
    public static IReadOnlyList<string> Default { get; } = Split("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status");

    /// <summary>All fields up to version 5.</summary>
    public static IReadOnlyList<string> Version5 { get; } =
    [
        .. Default,
        .. Split("vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path"),
    ];

    /// <summary>Position of a name in <see cref="Version5"/>, by which rows are written; -1 for a field that worlds know nothing of.</summary>
    internal static int[] Resolve(IReadOnlyList<string> columns) => [.. columns.Select(static name => Version5.ToList().IndexOf(name))];

    /// <summary>The version a row states: that of the newest field among the columns.</summary>
    internal static int Version(IReadOnlyList<string> columns) => Resolve(columns).Max() switch
    {
        >= 25 => 5,
        >= 21 => 4,
        >= 14 => 3,
        _ => 2,
    };

    private static string[] Split(string names) => names.Split(' ');
}
