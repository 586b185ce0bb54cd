using System.Globalization;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>The values of a row as one number of one or two words: each column has its bits.</summary>
internal sealed class FlowTableKey
{
    private const int WordBits = 64;
    private const int NameBits = NameNumbers.Bits;
    private const int AddressBits = 34;
    private const ulong NoAddress = (1UL << AddressBits) - 1;
    private readonly Place[] places;

    /// <summary>The key of a grouping. The widest columns come first, so that all seven fit.</summary>
    public FlowTableKey(IReadOnlyList<FlowColumn> columns)
    {
        var used = new int[2];
        places = [.. columns.Distinct().OrderByDescending(BitsOf).Select(column =>
        {
            var (word, bits) = (used[0] + BitsOf(column) <= WordBits ? 0 : 1, BitsOf(column));
            used[word] += bits;
            return new Place(column, word == 1, used[word] - bits, (1UL << bits) - 1);
        })];
        IsWide = used[1] > 0;
    }

    /// <summary>Whether the second word is in use.</summary>
    public bool IsWide { get; }

    /// <summary>The key of a flow's row.</summary>
    public ulong Of(in OrientedFlow flow, out ulong more)
    {
        var key = more = 0;
        foreach (ref readonly var place in places.AsSpan())
        {
            var value = place.Column switch
            {
                FlowColumn.RemoteAddress => flow.Remote == FlowAddresses.None ? NoAddress : flow.Remote,
                FlowColumn.LocalPort => (uint)(flow.LocalPort + 1),
                FlowColumn.RemotePort => (uint)(flow.RemotePort + 1),
                FlowColumn.Protocol => (uint)(flow.Flow.Protocol + 1),
                FlowColumn.Action => (uint)flow.Flow.Action,
                FlowColumn.Interface => (uint)flow.Interface,
                _ => (uint)flow.Instance,
            };
            if (place.IsSecond) more |= value << place.Shift;
            else key |= value << place.Shift;
        }

        return key;
    }

    /// <summary>A row's value of a column.</summary>
    public string ValueOf(FlowColumn column, ulong key, ulong more, NameNumbers names, FlowAddresses addresses)
    {
        var place = Array.Find(places, place => place.Column == column);
        var value = ((place.IsSecond ? more : key) >> place.Shift) & place.Mask;
        return column switch
        {
            FlowColumn.RemoteAddress => value == NoAddress ? "-" : addresses.NameOf(value),
            FlowColumn.LocalPort or FlowColumn.RemotePort or FlowColumn.Protocol => value == 0 ? "-" : (value - 1).ToString(CultureInfo.InvariantCulture),
            FlowColumn.Action => (FlowAction)value switch { FlowAction.Accept => "ACCEPT", FlowAction.Reject => "REJECT", _ => "-" },
            _ => names.NameOf((int)value),
        };
    }

    private static int BitsOf(FlowColumn column) => column switch
    {
        FlowColumn.RemoteAddress => AddressBits,
        FlowColumn.LocalPort or FlowColumn.RemotePort => 17,
        FlowColumn.Protocol => 9,
        FlowColumn.Action => 2,
        _ => NameBits,
    };

    private readonly record struct Place(FlowColumn Column, bool IsSecond, int Shift, ulong Mask);
}
