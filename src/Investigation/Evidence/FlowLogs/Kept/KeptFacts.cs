namespace ChatOps.Investigation.Evidence.FlowLogs.Kept;

/// <summary>What a batch of objects told beside its traffic: its interfaces, the formats, and what was lost.</summary>
/// <param name="Interfaces">Interfaces met.</param>
/// <param name="Lost">Intervals the flow log service lost.</param>
/// <param name="Doubled">Objects whose content came twice and is counted twice in the hours.</param>
/// <param name="Timeless">Lines of formats without times.</param>
/// <param name="WithInstances">Objects that name instances.</param>
/// <param name="WithoutInstances">Objects that do not.</param>
internal sealed record KeptFacts(IReadOnlyList<KeptInterface> Interfaces, IReadOnlyList<LostInterval> Lost, IReadOnlyList<string> Doubled, long Timeless, long WithInstances, long WithoutInstances)
{
    /// <summary>Topic of these entries: one for each batch, without a name.</summary>
    public const string Topic = "flow.interfaces";

    private const byte Version = 1;

    /// <summary>Facts of several batches.</summary>
    public KeptFacts And(KeptFacts other) => new(
        [.. Interfaces, .. other.Interfaces],
        [.. Lost, .. other.Lost],
        [.. Doubled, .. other.Doubled],
        Timeless + other.Timeless,
        WithInstances + other.WithInstances,
        WithoutInstances + other.WithoutInstances);

    /// <summary>Makes the entry.</summary>
    public IndexEntry Write(DateTimeOffset first, DateTimeOffset last)
    {
        var writer = new EntryWriter(Version);
        writer.Number((ulong)Interfaces.Count);
        foreach (var one in Interfaces)
        {
            writer.Text(one.Interface);
            writer.Text(one.Instance);
            writer.Text(one.Account);
            writer.Number((ulong)one.Own.Count);
            foreach (var address in one.Own) writer.Text(address);
        }

        writer.Number((ulong)Lost.Count);
        foreach (var one in Lost)
        {
            writer.Text(one.Series);
            writer.Text(one.Interface);
            writer.Text(one.Instance);
            writer.Text(one.Account);
            writer.Number((ulong)one.Start);
            writer.Number((ulong)(one.End - one.Start));
            writer.Number((ulong)one.Slot);
        }

        writer.Number((ulong)Doubled.Count);
        foreach (var key in Doubled) writer.Text(key);
        writer.Number((ulong)Timeless);
        writer.Number((ulong)WithInstances);
        writer.Number((ulong)WithoutInstances);
        return new IndexEntry(Topic, "", first, last, writer.End());
    }

    /// <summary>Reads an entry; null when it cannot be used.</summary>
    public static KeptFacts? Read(ReadOnlySpan<byte> content)
    {
        var reader = new EntryReader(content, Version);
        var interfaces = new List<KeptInterface>();
        for (var left = reader.Count(); left > 0 && !reader.IsDamaged; left--)
        {
            var (of, instance, account) = (reader.Text(), reader.Text(), reader.Text());
            var own = new List<string>();
            for (var more = reader.Count(); more > 0; more--) own.Add(reader.Text());
            interfaces.Add(new KeptInterface(of, instance, account, own));
        }

        var lost = new List<LostInterval>();
        for (var left = reader.Count(); left > 0 && !reader.IsDamaged; left--)
        {
            var (series, of, instance, account, start) = (reader.Text(), reader.Text(), reader.Text(), reader.Text(), (long)reader.Number());
            lost.Add(new LostInterval(series, of, instance, account, start, start + (long)reader.Number(), (long)reader.Number()));
        }

        var doubled = new List<string>();
        for (var left = reader.Count(); left > 0 && !reader.IsDamaged; left--) doubled.Add(reader.Text());
        var facts = new KeptFacts(interfaces, lost, doubled, (long)reader.Number(), (long)reader.Number(), (long)reader.Number());
        return reader.IsDamaged ? null : facts;
    }
}

/// <summary>An interface met in a batch.</summary>
/// <param name="Interface">The interface.</param>
/// <param name="Instance">Its instance; empty when not told.</param>
/// <param name="Account">Its account.</param>
/// <param name="Own">Own addresses learned or told, one of a family at most.</param>
internal sealed record KeptInterface(string Interface, string Instance, string Account, IReadOnlyList<string> Own);

/// <summary>An interval the flow log service lost.</summary>
internal readonly record struct LostInterval(string Series, string Interface, string Instance, string Account, long Start, long End, long Slot);
