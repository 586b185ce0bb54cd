using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Networks.Csv;

/// <summary>Networks of a CSV file: sorted ranges, found by halving.</summary>
internal sealed class CsvNetworks : INetworkFile
{
    private readonly AddressRanges<uint> ipv4 = new();
    private readonly AddressRanges<UInt128> ipv6 = new();
    private readonly List<NetworkName> names = [];
    private readonly Dictionary<NetworkName, int> numbers = [];

    private CsvNetworks(CsvLines lines)
    {
        if (!lines.TryNext(out var first)) throw new InvalidDataException("It is empty.");
        var header = CsvHeader.Of(first.ToString());
        var rows = 0L;
        var values = new List<string>();
        while (lines.TryNext(out var line))
        {
            if (line.IsWhiteSpace() || line[0] == '#') continue;
            Split(line, header.Separator, values);
            if (Take(header, values)) rows++;
            else PassedOver++;
        }

        if (rows == 0) throw new InvalidDataException(PassedOver == 0 ? "It has a header but no rows." : "None of its rows has a network such as 192.0.2.0/24 and something about it.");
        ipv4.Sort();
        ipv6.Sort();
        numbers.Clear();
        Description = string.Create(CultureInfo.InvariantCulture, $"CSV, {rows:N0} network{(rows == 1 ? "" : "s")}{(PassedOver > 0 ? $", {PassedOver:N0} row{(PassedOver == 1 ? "" : "s")} passed over" : "")}");
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public long PassedOver { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static CsvNetworks Open(string path)
    {
        using var text = new StreamReader(path, Encoding.UTF8);
        return Read(text);
    }

    /// <summary>The same, from text.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static CsvNetworks Read(TextReader text) => new(new CsvLines(text));

    /// <inheritdoc/>
    public NetworkName? Of(IPAddress address)
    {
        var found = address.AddressFamily == AddressFamily.InterNetwork ? ipv4.Find((uint)Bits(address)) : ipv6.Find(Bits(address));
        return found is { } at ? names[at] : null;
    }

    private bool Take(CsvHeader header, List<string> values)
    {
        var name = NetworkName.Of(Value(header.Asn), Value(header.Organization), Value(header.Country), Value(header.CountryCode), Value(header.City));
        if (name is null) return false;
        return Value(header.Network) is { Length: > 0 } network ? TakeNetwork(network, name) : TakeRange(Value(header.First), Value(header.Last), name);

        string? Value(int at) => at >= 0 && at < values.Count ? values[at] : null;
    }

    private bool TakeNetwork(string network, NetworkName name)
    {
        var slash = network.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return network.Split('-', StringSplitOptions.TrimEntries) is [var from, var to] ? TakeRange(from, to, name) : TakeRange(network, network, name);
        if (!IpText.TryParse(network[..slash].Trim(), out var address)) return false;
        var width = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (!int.TryParse(network.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > width) return false;
        var free = prefix == width ? UInt128.Zero : prefix == 0 && width == 128 ? UInt128.MaxValue : (UInt128.One << (width - prefix)) - 1;
        var first = Bits(address) & ~free;
        Add(first, first | free, width == 32, name);
        return true;
    }

    private bool TakeRange(string? from, string? to, NetworkName name)
    {
        if (!IpText.TryParse(from?.Trim(), out var first) || !IpText.TryParse(to?.Trim(), out var last) || first.AddressFamily != last.AddressFamily) return false;
        var (start, end) = (Bits(first), Bits(last));
        if (end < start) return false;
        Add(start, end, first.AddressFamily == AddressFamily.InterNetwork, name);
        return true;
    }

    private void Add(UInt128 first, UInt128 last, bool isIpv4, NetworkName name)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            numbers[name] = number = names.Count;
            names.Add(name);
        }

        if (isIpv4) ipv4.Add((uint)first, (uint)last, number);
        else ipv6.Add(first, last, number);
    }

    private static UInt128 Bits(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out var length) && length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Values of a row; one in quotes may hold separators, and quotes written twice (RFC 4180). A value does not go over the end of its line.</summary>
    private static void Split(ReadOnlySpan<char> line, char separator, List<string> values)
    {
        values.Clear();
        while (true)
        {
            if (line is ['"', ..])
            {
                var close = 1;
                while (close < line.Length && (line[close] != '"' || (close + 1 < line.Length && line[close + 1] == '"'))) close += line[close] == '"' ? 2 : 1;
                values.Add(line[1..Math.Min(close, line.Length)].ToString().Replace("\"\"", "\"", StringComparison.Ordinal));
                line = line[Math.Min(close + 1, line.Length)..];
            }
            else
            {
                var stop = line.IndexOf(separator);
                values.Add((stop < 0 ? line : line[..stop]).ToString());
                line = stop < 0 ? [] : line[stop..];
            }

            var next = line.IndexOf(separator);
            if (next < 0) return;
            line = line[(next + 1)..];
        }
    }
}
