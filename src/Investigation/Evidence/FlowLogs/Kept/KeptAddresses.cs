namespace ChatOps.Investigation.Evidence.FlowLogs.Kept;

/// <summary>The addresses an object holds, as a set that says "no" for certain and "yes" with one error in some thousand: an object opened for nothing costs
/// a few milliseconds, and every address kept in full would cost half as much room again.</summary>
internal static class KeptAddresses
{
    /// <summary>Topic of these entries; their name is the object's key.</summary>
    public const string Topic = "flow.addresses";

    private const byte Version = 2;

    /// <summary>Makes the entry's content.</summary>
    /// <param name="digest">Digest of the object's content.</param>
    /// <param name="addresses">A key for each address: <see cref="KeyOf(uint)"/>, <see cref="KeyOf(string)"/>.</param>
    public static ReadOnlyMemory<byte> Write(UInt128 digest, ReadOnlySpan<ulong> addresses)
    {
        var writer = new EntryWriter(Version);
        writer.Digest(digest);
        writer.Bytes(SparseSet.Of(addresses).Span);
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
    public static bool MayHold(ReadOnlySpan<byte> entry, ReadOnlySpan<ulong> addresses)
    {
        var reader = new EntryReader(entry, Version);
        reader.Digest();
        if (reader.IsDamaged) return true;
        foreach (var address in addresses)
        {
            if (SparseSet.MayHold(reader.Rest, address)) return true;
        }

        return false;
    }

    /// <summary>Key of an IPv4 address.</summary>
    public static ulong KeyOf(uint ipv4) => Mixed(ipv4);

    /// <summary>Key of any other address, by its canonical spelling: the same on every machine.</summary>
    public static ulong KeyOf(string canonical)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in canonical) hash = (hash ^ letter) * 1099511628211;
        return Mixed(hash | (1UL << 63));
    }

    /// <summary>Spreads keys evenly whatever the addresses have in common (the finalizer of MurmurHash3, in the public domain).</summary>
    private static ulong Mixed(ulong key)
    {
        key = (key ^ (key >> 33)) * 0xff51afd7ed558ccd;
        key = (key ^ (key >> 33)) * 0xc4ceb9fe1a85ec53;
        return key ^ (key >> 33);
    }
}
