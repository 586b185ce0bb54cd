using System.Runtime.InteropServices;
using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Trail;

/// <summary>A kind of value that can be new for a role.</summary>
internal enum TrailTrait
{
    Call,
    UserAgent,
    Address,
    Region,
    AttackerCall,
}

/// <summary>What one thread wrote and counted; the tallies of all threads are added at the end.</summary>
internal sealed class TrailTally(string folder, int target, long lastDay)
{
    private readonly Dictionary<long, (long Succeeded, long Failed)> hours = [];
    private readonly Dictionary<(TrailTrait Trait, string Value), (bool Before, long Succeeded, long Failed)> values = [];

    public ObjectShelf Shelf { get; } = new(folder);

    public Utf8Page Page { get; } = new(1 << 18);

    public List<string> Twice { get; } = [];

    public List<string> Late { get; } = [];

    public List<string> Plain { get; } = [];

    public long Events { get; private set; }

    public long Adjacent { get; set; }

    public long Later { get; set; }

    public long EventsTwice { get; set; }

    public int Anonymized { get; set; }

    public long RawBytes { get; set; }

    public long AttackerFirst { get; private set; } = long.MaxValue;

    public long AttackerLast { get; private set; } = long.MinValue;

    public long AttackerEvents { get; private set; }

    public IReadOnlyList<RoleHour> Hours =>
        [.. hours.OrderBy(static one => one.Key).Select(static one => new RoleHour(DateTimeOffset.FromUnixTimeSeconds(one.Key), one.Value.Succeeded, one.Value.Failed))];

    public void Add(in TrailEvent one)
    {
        Events++;
        if (one.Role?.Number != target) return;
        var failed = one.Error is not null;
        ref var hour = ref CollectionsMarshal.GetValueRefOrAddDefault(hours, one.Time / 3600 * 3600, out _);
        hour = (hour.Succeeded + (failed ? 0 : 1), hour.Failed + (failed ? 1 : 0));
        var before = one.Time < lastDay;
        var call = $"{one.Call.Source}:{one.Call.Name}";
        Note(TrailTrait.Call, call, before, failed);
        Note(TrailTrait.UserAgent, one.UserAgent, before, failed);
        Note(TrailTrait.Address, one.Address, before, failed);
        Note(TrailTrait.Region, one.Region, before, failed);
        if (one.Address != TrailCast.Attacker) return;
        Note(TrailTrait.AttackerCall, call, before: false, failed);
        AttackerFirst = Math.Min(AttackerFirst, one.Time);
        AttackerLast = Math.Max(AttackerLast, one.Time);
        AttackerEvents++;
    }

    public void Add(TrailTally other)
    {
        foreach (var (at, more) in other.hours)
        {
            ref var hour = ref CollectionsMarshal.GetValueRefOrAddDefault(hours, at, out _);
            hour = (hour.Succeeded + more.Succeeded, hour.Failed + more.Failed);
        }

        foreach (var (key, more) in other.values)
        {
            ref var value = ref CollectionsMarshal.GetValueRefOrAddDefault(values, key, out _);
            value = (value.Before || more.Before, value.Succeeded + more.Succeeded, value.Failed + more.Failed);
        }

        Twice.AddRange(other.Twice);
        Late.AddRange(other.Late);
        Plain.AddRange(other.Plain);
        Shelf.Add(other.Shelf);
        Events += other.Events;
        Adjacent += other.Adjacent;
        Later += other.Later;
        EventsTwice += other.EventsTwice;
        Anonymized += other.Anonymized;
        RawBytes += other.RawBytes;
        AttackerFirst = Math.Min(AttackerFirst, other.AttackerFirst);
        AttackerLast = Math.Max(AttackerLast, other.AttackerLast);
        AttackerEvents += other.AttackerEvents;
    }

    /// <summary>Values seen on the last day and not before it.</summary>
    public IReadOnlyList<NewValue> New(TrailTrait trait) =>
        [.. values.Where(one => one.Key.Trait == trait && !one.Value.Before).Select(static one => new NewValue(one.Key.Value, one.Value.Succeeded, one.Value.Failed)).OrderBy(static one => one.Value, StringComparer.Ordinal)];

    private void Note(TrailTrait trait, string text, bool before, bool failed)
    {
        ref var value = ref CollectionsMarshal.GetValueRefOrAddDefault(values, (trait, text), out _);
        value = before ? (true, value.Succeeded, value.Failed) : (value.Before, value.Succeeded + (failed ? 0 : 1), value.Failed + (failed ? 1 : 0));
    }
}
