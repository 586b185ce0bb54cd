using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

/// <summary>Takes a flow whose sides are told apart.</summary>
internal delegate void TakeOriented(in OrientedFlow flow);

/// <summary>Tells the sides of flows apart in the order they are read. Records of an interface whose own address is not yet known wait until it is: they are
/// all between the same two addresses, so it is known soon. One for each reader; what they found out is compared in the end.</summary>
internal sealed class FlowOrienter
{
    private const int MostWaiting = 100_000;
    private const int Lately = 4096;
    private readonly NameNumbers names;
    private readonly FlowAddresses addresses;
    private readonly IReadOnlyDictionary<(string Interface, int Family), OwnSide> known;
    private readonly FlowWaiting waiting;
    private readonly TakeOriented take;
    private readonly Dictionary<string, Slot> slots = new(AsciiKey.Comparer);
    private readonly Dictionary<string, Slot>.AlternateLookup<ReadOnlySpan<byte>> byBytes;
    private readonly Slot?[] lately = new Slot?[Lately];

    /// <summary>One for a reader.</summary>
    /// <param name="names">Numbers of interfaces and instances.</param>
    /// <param name="addresses">Numbers of addresses.</param>
    /// <param name="known">Own addresses known before: by interface and family.</param>
    /// <param name="waiting">How many records may wait, at all readers together.</param>
    /// <param name="take">Takes a flow.</param>
    public FlowOrienter(NameNumbers names, FlowAddresses addresses, IReadOnlyDictionary<(string Interface, int Family), OwnSide> known, FlowWaiting waiting, TakeOriented take)
    {
        (this.names, this.addresses, this.known, this.waiting, this.take) = (names, addresses, known, waiting, take);
        byBytes = slots.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>What was learned, by interface and family, and what was assumed when flows were handed on.</summary>
    public IEnumerable<((string Interface, int Family) Key, OwnSide Learned, OwnSide? Assumed)> Learned =>
        slots.SelectMany(static slot => Enumerable.Range(0, 3).Select(family => ((slot.Key, family), slot.Value.Own[family], slot.Value.Assumed[family])));

    /// <summary>Hands a flow on, now or when its sides are known.</summary>
    public void Take(in FlowRecord record, in Flow flow, FlowSide? seen)
    {
        var slot = SlotOf(record.Field(FlowField.Interface));
        var instance = record.Format.Has(FlowField.Instance) ? slot.InstanceOf(record.Field(FlowField.Instance), names) : 0;
        if (seen is { } side || (side = flow.Told) != FlowSide.Unknown)
        {
            if (seen is null) slot.Own[FlowAddresses.FamilyOf(flow.Source, flow.Destination)].Learn(in flow);
            take(new OrientedFlow(flow, side, slot.Number, instance));
            return;
        }

        var family = FlowAddresses.FamilyOf(flow.Source, flow.Destination);
        ref var learned = ref slot.Own[family];
        learned.Learn(in flow);
        ref readonly var assumed = ref slot.Assumed[family];
        if (assumed.HasValue)
        {
            take(new OrientedFlow(flow, Nullable.GetValueRefOrDefaultRef(in assumed).SideOf(in flow, addresses), slot.Number, instance));
            return;
        }

        (slot.Waiting[family] ??= []).Add((flow, instance));
        var isFull = !waiting.Add();
        if (learned.State != OwnState.Pair || slot.Waiting[family]!.Count > MostWaiting || isFull) Release(slot, family, learned);
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

    /// <summary>Nearly every record is of an interface that had one lately, and whose name is compared as it stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Slot SlotOf(ReadOnlySpan<byte> of)
    {
        var end = of.Length >= sizeof(ulong) ? MemoryMarshal.Read<ulong>(of[^sizeof(ulong)..]) : (ulong)of.Length;
        ref var near = ref lately[(int)((end * 0x9E3779B97F4A7C15UL) >> 52)];
        return near is not null && of.SequenceEqual(near.Name) ? near : near = SlotByName(of);
    }

    private Slot SlotByName(ReadOnlySpan<byte> of)
    {
        if (byBytes.TryGetValue(of, out var slot)) return slot;
        var name = Encoding.Latin1.GetString(of);
        slots[name] = slot = new Slot(of.ToArray(), names.NumberOf(of));
        for (var family = 0; family < 3; family++)
        {
            if (known.TryGetValue((name, family), out var own)) slot.Assumed[family] = own;
        }

        return slot;
    }

    private void Release(Slot slot, int family, OwnSide own)
    {
        slot.Assumed[family] = own;
        foreach (var (flow, instance) in slot.Waiting[family]!) take(new OrientedFlow(flow, own.SideOf(in flow, addresses), slot.Number, instance));
        waiting.Remove(slot.Waiting[family]!.Count);
        slot.Waiting[family] = null;
    }

    private sealed class Slot(byte[] name, int number)
    {
        private byte[] instance = [];
        private int instanceNumber;

        public ReadOnlySpan<byte> Name => name;

        public int Number => number;

        public OwnSide[] Own { get; } = new OwnSide[3];

        public OwnSide?[] Assumed { get; } = new OwnSide?[3];

        public List<(Flow Flow, int Instance)>?[] Waiting { get; } = new List<(Flow, int)>?[3];

        /// <summary>The number of an instance; an interface seldom has another one than before.</summary>
        public int InstanceOf(ReadOnlySpan<byte> of, NameNumbers names)
        {
            if (of.SequenceEqual(instance)) return instanceNumber;
            (instance, instanceNumber) = (of.ToArray(), names.NumberOf(of));
            return instanceNumber;
        }
    }
}

/// <summary>How many records wait for the sides of their interfaces, at all readers of a question together.</summary>
/// <param name="most">How many may.</param>
internal sealed class FlowWaiting(int most)
{
    private int count;

    /// <summary>How many wait now.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>One more waits.</summary>
    /// <returns>False when they are too many: those of its interface are to be handed on, then.</returns>
    public bool Add() => Interlocked.Increment(ref count) <= most;

    /// <summary>Some do not wait any more.</summary>
    public void Remove(int some) => Interlocked.Add(ref count, -some);
}

/// <summary>Names as small numbers, from 1 on; 0 stands for none, and the last for all names that come after two million others. Safe to use from several
/// readers.</summary>
internal sealed class NameNumbers
{
    /// <summary>Bits of a number.</summary>
    public const int Bits = 21;

    private const int Others = (1 << Bits) - 1;
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
            if (names.Count == Others) return Others;
            names.Add(text);
            return numbers[text] = names.Count - 1;
        }
    }

    public string NameOf(int number)
    {
        lock (names) return number == Others ? "others" : names[number];
    }
}
