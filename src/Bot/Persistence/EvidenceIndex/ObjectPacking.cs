using System.Buffers;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Persistence.EvidenceIndex;

/// <summary>The objects of a batch in one value: they are only ever read together, their keys share most of their text, and 53,000 rows would cost more
/// than all that is in them. Texts are stored as what differs from the one before, numbers in as few bytes as they need.</summary>
internal static class ObjectPacking
{
    private const int Foreign = 1;
    private const int Open = 2;
    private const int Unreadable = 4;
    private const int HasFirst = 8;
    private const int HasLast = 16;

    public static byte[] Pack(IReadOnlyList<IndexedObject> objects)
    {
        var into = new ArrayBufferWriter<byte>(64 + (objects.Count * 48));
        WriteNumber(into, objects.Count);
        byte[] key = [];
        byte[] version = [];
        var time = 0L;
        foreach (var held in objects)
        {
            key = WriteText(into, key, held.Key);
            version = WriteText(into, version, held.Version);
            WriteNumber(into, held.Length);
            var reading = held.Reading;
            WriteNumber(into, (reading.IsForeign ? Foreign : 0) | (reading.IsOpen ? Open : 0) | (reading.IsUnreadable ? Unreadable : 0) | (reading.First is null ? 0 : HasFirst) | (reading.Last is null ? 0 : HasLast));
            if (reading.First is { } first) time = WriteTime(into, time, first);
            if (reading.Last is { } last) time = WriteTime(into, time, last);
            WriteNumber(into, reading.Records);
            WriteNumber(into, reading.Skipped);
            WriteNumber(into, reading.Unreadable);
        }

        return into.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">These bytes were not made by <see cref="Pack"/>.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, long batch, List<IndexedObject> into)
    {
        try
        {
            var from = new Unpacker(packed);
            for (var left = from.Number(); left > 0; left--) into.Add(from.Object(batch));
        }
        catch (Exception damaged) when (damaged is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The index holds objects that are none.", damaged);
        }
    }

    private static byte[] WriteText(ArrayBufferWriter<byte> into, byte[] before, string text)
    {
        var bytes = IndexText.Encode(text);
        var shared = before.AsSpan().CommonPrefixLength(bytes);
        WriteNumber(into, shared);
        WriteNumber(into, bytes.Length - shared);
        into.Write(bytes.AsSpan(shared));
        return bytes;
    }

    private static long WriteTime(ArrayBufferWriter<byte> into, long before, DateTimeOffset time)
    {
        WriteNumber(into, time.UtcTicks - before);
        return time.UtcTicks;
    }

    /// <summary>Seven bits a byte, the sign in the lowest.</summary>
    private static void WriteNumber(ArrayBufferWriter<byte> into, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var span = into.GetSpan(10);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7) span[length++] = (byte)(rest | 0x80);
        span[length++] = (byte)rest;
        into.Advance(length);
    }

    private ref struct Unpacker(ReadOnlySpan<byte> packed)
    {
        private readonly ReadOnlySpan<byte> packed = packed;
        private byte[] key = new byte[256];
        private byte[] version = new byte[32];
        private string lastVersion = "";
        private int at;
        private long time;

        public IndexedObject Object(long batch)
        {
            var name = IndexText.Decode(Text(ref key));
            var stamp = IndexText.Decode(Text(ref version));
            if (stamp == lastVersion) stamp = lastVersion;
            lastVersion = stamp;
            var length = Number();
            var flags = Number();
            DateTimeOffset? first = (flags & HasFirst) != 0 ? Time() : null;
            DateTimeOffset? last = (flags & HasLast) != 0 ? Time() : null;
            var reading = new ObjectReading(first, last, (flags & Foreign) != 0, (flags & Open) != 0)
            {
                Records = Number(),
                Skipped = Number(),
                Unreadable = Number(),
                IsUnreadable = (flags & Unreadable) != 0,
            };
            return new IndexedObject(name, stamp, length, reading, batch);
        }

        public long Number()
        {
            var value = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var part = packed[at++];
                value |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80) return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        private DateTimeOffset Time() => new(time += Number(), TimeSpan.Zero);

        private ReadOnlySpan<byte> Text(ref byte[] before)
        {
            var shared = checked((int)Number());
            var more = checked((int)Number());
            if (shared < 0 || shared > before.Length || more < 0 || more > packed.Length - at) throw new InvalidDataException("The index holds objects that are none.");
            if (shared + more > before.Length) Array.Resize(ref before, Math.Max(shared + more, 2 * before.Length));
            packed.Slice(at, more).CopyTo(before.AsSpan(shared));
            at += more;
            return before.AsSpan(0, shared + more);
        }
    }
}
