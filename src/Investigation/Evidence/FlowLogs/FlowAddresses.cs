using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Addresses as numbers for one question: an IPv4 address is its own number, anything else (IPv6, the MAC addresses of EFA, anonymised text) gets
/// one when it is first met. Two spellings of one address have one number. Numbers are not without end: IPv6 has more addresses than a question has memory,
/// and whoever sends packets chooses from which of them. Those first met when all are given share one, and keep it. Safe to use from several readers.</summary>
internal sealed class FlowAddresses
{
    /// <summary>No address: the field is absent or a dash.</summary>
    public const ulong None = ulong.MaxValue;

    private const ulong Ipv6 = 1UL << 32;
    private const ulong Opaque = 1UL << 33;
    private const ulong OtherIpv6 = Ipv6 | uint.MaxValue;
    private const ulong OtherOpaque = Opaque | uint.MaxValue;
    private const int LettersOfOne = 64; // no address is longer
    private readonly ConcurrentDictionary<string, ulong> numbers = new(AsciiKey.Comparer);
    private readonly ConcurrentDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<byte>> byBytes;
    private readonly int most;
    private readonly Lock gate = new();
    private volatile (string Name, bool IsPrivate)[] names = new (string, bool)[64]; // by the last bits of the number: there may be a million
    private int count;
    private int held;

    /// <summary>Numbers for one question, or one batch.</summary>
    /// <param name="most">How many names are kept at most, each spelling for itself, and a long one as several.</param>
    public FlowAddresses(int most = int.MaxValue)
    {
        this.most = most;
        byBytes = numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>How many names are kept at most.</summary>
    public int Most => most;

    /// <summary>Whether addresses share a number.</summary>
    public bool HasOthers { get; private set; }

    /// <summary>How many there are that are no IPv4 addresses.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Number of the address; <see cref="None"/> for a dash or nothing.</summary>
    public ulong NumberOf(ReadOnlySpan<byte> text) =>
        TryIpv4(text, out var ipv4) ? ipv4
        : text is [] or [(byte)'-'] ? None
        : byBytes.TryGetValue(text, out var known) ? known
        : NumberOf(Encoding.Latin1.GetString(text));

    /// <summary>Number of the address in a field.</summary>
    public ulong NumberOf(in FlowRecord record, FlowField field) => record.TryIpv4(field, out var ipv4) ? ipv4 : NumberOf(record.Field(field));

    /// <summary>Number of the address.</summary>
    public ulong NumberOf(string text)
    {
        if (numbers.TryGetValue(text, out var known)) return known;
        if (IpText.TryParse(text, out var address) && address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address?.AddressFamily == AddressFamily.InterNetwork) return BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());
        var name = address?.ToString() ?? text;
        if (name == text) name = text; // one string, not two
        if (Volatile.Read(ref held) >= most) return numbers.TryGetValue(name, out known) ? known : Other(address);
        lock (gate)
        {
            if (!numbers.TryGetValue(name, out known))
            {
                if (held >= most) return Other(address);
                if (count == names.Length)
                {
                    var more = new (string, bool)[count * 2];
                    names.CopyTo(more, 0);
                    names = more;
                }

                names[count] = (name, address is not null && IpText.IsPrivate(address));
                known = (address is null ? Opaque : Ipv6) | (uint)count++;
                Keep(name, known);
            }

            if (!ReferenceEquals(name, text) && held < most) Keep(text, known);
        }

        return known;
    }

    /// <summary>The address, in its canonical spelling.</summary>
    public string NameOf(ulong number) => number == None ? "-"
        : IsIpv4(number) ? string.Create(CultureInfo.InvariantCulture, $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}")
        : IsOther(number) ? "others"
        : names[(uint)number].Name;

    /// <summary>Whether the address can only be used inside networks.</summary>
    public bool IsPrivate(ulong number) => IsIpv4(number)
        ? number >> 24 is 10 or 127 || number >> 20 == 0xac1 || number >> 16 is 0xc0a8 or 0xa9fe || number >> 22 == 0x191
        : number != None && !IsOther(number) && names[(uint)number].IsPrivate;

    /// <summary>Whether it is a number that addresses share: nobody can tell which it is, or whether two records mean the same.</summary>
    public static bool IsOther(ulong number) => number is OtherIpv6 or OtherOpaque;

    /// <summary>Whether it is an IPv4 address.</summary>
    public static bool IsIpv4(ulong number) => number >> 32 == 0;

    /// <summary>0 when both are IPv4, 1 when both are IPv6, 2 for anything else: an interface has an own address in each.</summary>
    public static int FamilyOf(ulong source, ulong destination) =>
        ((source | destination) >> 32) == 0 ? 0 : (source & destination & Ipv6) != 0 && ((source | destination) & Opaque) == 0 ? 1 : 2;

    private void Keep(string name, ulong number)
    {
        numbers[name] = number;
        held += 1 + (name.Length / LettersOfOne);
    }

    private ulong Other(System.Net.IPAddress? address)
    {
        HasOthers = true;
        return address is null ? OtherOpaque : OtherIpv6;
    }

    /// <summary>Reads a dotted quad without leading zeros.</summary>
    public static bool TryIpv4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        uint part = 0;
        var digits = 0;
        var dots = 0;
        if (text.Length > 15) return false;
        foreach (var letter in text)
        {
            var digit = (uint)(letter - '0');
            if (digit <= 9)
            {
                if (digits > 0 && part == 0) return false;
                part = (part * 10) + digit;
                if (++digits > 3 || part > 255) return false;
            }
            else
            {
                if (letter != '.' || digits == 0 || ++dots > 3) return false;
                address = (address << 8) | part;
                (part, digits) = (0, 0);
            }
        }

        address = (address << 8) | part;
        return dots == 3 && digits > 0;
    }
}
