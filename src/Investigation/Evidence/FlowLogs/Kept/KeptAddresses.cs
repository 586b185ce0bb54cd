namespace ChatOps.Investigation.Evidence.FlowLogs.Kept;

/// <summary>The addresses an object holds, sorted, as differences. Addresses other than IPv4 are kept as a hash of 32 bits: at worst an object is opened for
/// nothing.</summary>
internal static class KeptAddresses
{
    /// <summary>Topic of these entries; their name is the object's key.</summary>
    public const string Topic = "flow.addresses";

    private const byte Version = 1;

    /// <summary>Makes the entry's content.</summary>
    /// <param name="digest">Digest of the object's content.</param>
    /// <param name="ipv4">IPv4 addresses, sorted.</param>
    /// <param name="others">Hashes of the others, sorted.</param>
    public static ReadOnlyMemory<byte> Write(UInt128 digest, ReadOnlySpan<uint> ipv4, ReadOnlySpan<uint> others)
    {
        var writer = new EntryWriter(Version);
        writer.Digest(digest);
        Write(writer, ipv4);
        Write(writer, others);
        return writer.End();
    }

    /// <summary>Digest of the object's content; null when the entry cannot be used.</summary>
    public static UInt128? DigestOf(ReadOnlySpan<byte> entry)
    {
        var reader = new EntryReader(entry, Version);
        var digest = reader.Digest();
        return reader.IsDamaged ? null : digest;
    }

    /// <summary>Whether the object may hold one of the addresses; true when the entry cannot be used.</summary>
    public static bool MayHold(ReadOnlySpan<byte> entry, ReadOnlySpan<uint> ipv4, ReadOnlySpan<uint> others)
    {
        var reader = new EntryReader(entry, Version);
        reader.Digest();
        return Holds(ref reader, ipv4, isLast: others.IsEmpty) || (!others.IsEmpty && Holds(ref reader, others, isLast: true)) || reader.IsDamaged;
    }

    /// <summary>The hash an address other than IPv4 is kept as: the same on every machine.</summary>
    public static uint HashOf(string canonical)
    {
        var hash = 2166136261u;
        foreach (var letter in canonical) hash = (hash ^ letter) * 16777619;
        return hash ^ (hash >> 15);
    }

    private static void Write(EntryWriter writer, ReadOnlySpan<uint> sorted)
    {
        writer.Number((ulong)sorted.Length);
        var before = 0u;
        foreach (var one in sorted)
        {
            writer.Number((ulong)(one - before));
            before = one;
        }
    }

    /// <summary>Stops at the first address behind the last one sought, unless another list follows.</summary>
    private static bool Holds(ref EntryReader reader, ReadOnlySpan<uint> sought, bool isLast)
    {
        var most = 0u;
        foreach (var one in sought) most = Math.Max(most, one);
        var at = 0u;
        for (var left = reader.Count(); left > 0; left--)
        {
            at += (uint)reader.Number();
            if (sought.Contains(at)) return true;
            if (at > most && isLast) return false;
        }

        return false;
    }
}
