using System.Text;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>A flow with its sides told apart.</summary>
internal readonly record struct OrientedFlow(Flow Flow, FlowSide Side, int Interface, int Instance)
{
    /// <summary>Address of the other side; of the destination when the sides cannot be told apart.</summary>
    public ulong Remote => Side == FlowSide.In ? Flow.Source : Flow.Destination;

    public int LocalPort => Side == FlowSide.In ? Flow.DestinationPort : Flow.SourcePort;

    public int RemotePort => Side == FlowSide.In ? Flow.SourcePort : Flow.DestinationPort;
}

/// <summary>Tells the sides of flows apart in the order they are read. Records of an interface whose own address is not yet known wait until it is: they are
/// all between the same two addresses, so it is known soon. One for each reader; what they found out is compared in the end.</summary>
internal sealed class FlowOrienter
{
    private const int MostWaiting = 100_000;
    private readonly NameNumbers names;
    private readonly FlowAddresses addresses;
    private readonly IReadOnlyDictionary<(string Interface, int Family), OwnSide> known;
    private readonly Action<OrientedFlow> take;
    private readonly Dictionary<string, Slot> slots = new(AsciiKey.Comparer);
    private readonly Dictionary<string, Slot>.AlternateLookup<ReadOnlySpan<byte>> byBytes;

    /// <summary>One for a reader.</summary>
    /// <param name="names">Numbers of interfaces and instances.</param>
    /// <param name="addresses">Numbers of addresses.</param>
    /// <param name="known">Own addresses known before: by interface and family.</param>
    /// <param name="take">Takes a flow.</param>
    public FlowOrienter(NameNumbers names, FlowAddresses addresses, IReadOnlyDictionary<(string Interface, int Family), OwnSide> known, Action<OrientedFlow> take)
    {
        (this.names, this.addresses, this.known, this.take) = (names, addresses, known, take);
        byBytes = slots.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>What was learned, by interface and family, and what was assumed when flows were handed on.</summary>
    public IEnumerable<((string Interface, int Family) Key, OwnSide Learned, OwnSide? Assumed)> Learned =>
        slots.SelectMany(static slot => Enumerable.Range(0, 3).Select(family => ((slot.Key, family), slot.Value.Own[family], slot.Value.Assumed[family])));

    /// <summary>Hands a flow on, now or when its sides are known.</summary>
    public void Take(in FlowRecord record, in Flow flow, FlowSide? seen)
    {
        var of = record.Field(FlowField.Interface);
        if (!byBytes.TryGetValue(of, out var slot))
        {
            var name = Encoding.Latin1.GetString(of);
            slots[name] = slot = new Slot(names.NumberOf(of));
            for (var one = 0; one < 3; one++)
            {
                if (known.TryGetValue((name, one), out var own)) slot.Assumed[one] = own;
            }
        }

        var instance = record.Format.Has(FlowField.Instance) ? names.NumberOf(record.Field(FlowField.Instance)) : 0;
        if (seen is { } side || (side = flow.Told) != FlowSide.Unknown)
        {
            if (seen is null) slot.Own[FlowAddresses.FamilyOf(flow.Source, flow.Destination)].Learn(in flow);
            take(new OrientedFlow(flow, side, slot.Number, instance));
            return;
        }

        var family = FlowAddresses.FamilyOf(flow.Source, flow.Destination);
        ref var learned = ref slot.Own[family];
        learned.Learn(in flow);
        if (slot.Assumed[family] is { } assumed)
        {
            take(new OrientedFlow(flow, assumed.SideOf(in flow, addresses), slot.Number, instance));
            return;
        }

        (slot.Waiting[family] ??= []).Add((flow, instance));
        if (learned.State != OwnState.Pair || slot.Waiting[family]!.Count > MostWaiting) Release(slot, family, learned);
    }

    /// <summary>Hands on what still waits.</summary>
    public void End(IReadOnlyDictionary<(string Interface, int Family), OwnSide> learned)
    {
        foreach (var (name, slot) in slots)
        {
            for (var family = 0; family < 3; family++)
            {
                if (slot.Waiting[family] is { Count: > 0 }) Release(slot, family, learned[(name, family)]);
            }
        }
    }

    private void Release(Slot slot, int family, OwnSide own)
    {
        slot.Assumed[family] = own;
        foreach (var (flow, instance) in slot.Waiting[family]!) take(new OrientedFlow(flow, own.SideOf(in flow, addresses), slot.Number, instance));
        slot.Waiting[family] = null;
    }

    private sealed class Slot(int number)
    {
        public int Number => number;

        public OwnSide[] Own { get; } = new OwnSide[3];

        public OwnSide?[] Assumed { get; } = new OwnSide?[3];

        public List<(Flow Flow, int Instance)>?[] Waiting { get; } = new List<(Flow, int)>?[3];
    }
}

/// <summary>Names as small numbers, from 1 on; 0 stands for none. Safe to use from several readers.</summary>
internal sealed class NameNumbers
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> numbers = new(AsciiKey.Comparer);
    private readonly List<string> names = ["-"];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int>.AlternateLookup<ReadOnlySpan<byte>> byBytes;

    public NameNumbers() => byBytes = numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int NumberOf(ReadOnlySpan<byte> name)
    {
        if (name is [] or [(byte)'-']) return 0;
        if (byBytes.TryGetValue(name, out var number)) return number;
        var text = Encoding.Latin1.GetString(name);
        lock (names)
        {
            if (numbers.TryGetValue(text, out number)) return number;
            names.Add(text);
            return numbers[text] = names.Count - 1;
        }
    }

    public string NameOf(int number)
    {
        lock (names) return names[number];
    }
}
