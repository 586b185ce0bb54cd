using System.Buffers.Binary;
using System.Text;
using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Networks;

/// <summary>Writes small MaxMind DB files, from the description of the format and not from our reader. Text that was written before is pointed to.</summary>
internal sealed class MmdbWriter(int recordBits = 24, int ipVersion = 6)
{
    private readonly Node root = new();
    private readonly List<byte> data = [];
    private readonly Dictionary<string, int> texts = [];

    public Dictionary<string, object> Metadata { get; } = new()
    {
        ["binary_format_major_version"] = (ushort)2,
        ["binary_format_minor_version"] = (ushort)0,
        ["build_epoch"] = 1_722_470_400UL,
        ["database_type"] = "Sample-ASN",
        ["description"] = new Dictionary<string, object> { ["en"] = "written by a test" },
        ["ip_version"] = (ushort)ipVersion,
        ["languages"] = new object[] { "en", "de" },
        ["record_size"] = (ushort)recordBits,
    };

    /// <summary>Bytes put before the data of the first network, so that pointers and records become large.</summary>
    public int Padding { get; init; }

    public MmdbWriter With(string network, object value)
    {
        if (data.Count == 0) data.AddRange(new byte[Padding]);
        var at = data.Count;
        Write(data, value, texts);
        return WithRaw(network, at);
    }

    /// <summary>Data written by hand.</summary>
    public MmdbWriter WithBytes(string network, params byte[] field)
    {
        var at = data.Count;
        data.AddRange(field);
        return WithRaw(network, at);
    }

    /// <summary>A network whose record points anywhere.</summary>
    public MmdbWriter WithRaw(string network, int offset)
    {
        var (bits, length) = Bits(network);
        var node = root;
        for (var bit = 0; bit < length; bit++)
        {
            var side = (bits[bit / 8] >> (7 - (bit % 8))) & 1;
            node = node.Sides[side] ??= new Node { Data = node.Data };
        }

        node.Data = offset;
        return this;
    }

    public byte[] ToArray()
    {
        List<Node> nodes = [];
        Number(root, nodes);
        var file = new List<byte>();
        foreach (var node in nodes) file.AddRange(Pair(Record(node, 0, nodes.Count), Record(node, 1, nodes.Count)));
        file.AddRange(new byte[16]);
        file.AddRange(data);
        file.AddRange([0xab, 0xcd, 0xef, .. "MaxMind.com"u8]);
        Metadata.TryAdd("node_count", (uint)nodes.Count);
        Write(file, Metadata, null);
        return [.. file];
    }

    /// <summary>One field, without pointers when no texts are given.</summary>
    public static void Write(List<byte> to, object value, Dictionary<string, int>? texts = null)
    {
        switch (value)
        {
            case string text when texts is not null && texts.TryGetValue(text, out var before): to.AddRange(Pointer(before)); break;
            case string text:
                if (texts is not null) texts[text] = to.Count;
                var utf8 = Encoding.UTF8.GetBytes(text);
                Control(to, 2, utf8.Length);
                to.AddRange(utf8);
                break;
            case double number: Control(to, 3, 8); to.AddRange(BitConverter.GetBytes(number).Reverse()); break;
            case byte[] bytes: Control(to, 4, bytes.Length); to.AddRange(bytes); break;
            case ushort number: Unsigned(to, 5, number); break;
            case uint number: Unsigned(to, 6, number); break;
            case int number: Unsigned(to, 8, (uint)number); break;
            case ulong number: Unsigned(to, 9, number); break;
            case UInt128 number: Unsigned(to, 10, number); break;
            case bool yes: Control(to, 14, yes ? 1 : 0); break;
            case float number: Control(to, 15, 4); to.AddRange(BitConverter.GetBytes(number).Reverse()); break;
            case object[] list:
                Control(to, 11, list.Length);
                foreach (var item in list) Write(to, item, texts);
                break;
            case Dictionary<string, object> map:
                Control(to, 7, map.Count);
                foreach (var (key, item) in map)
                {
                    Write(to, key, texts);
                    Write(to, item, texts);
                }

                break;
            default: throw new ArgumentException($"No type of the format: {value}", nameof(value));
        }
    }

    /// <summary>A pointer in the shortest of its four forms.</summary>
    public static byte[] Pointer(int target)
    {
        var bytes = new byte[4];
        if (target < 2048) return [(byte)(0b0010_0000 | (target >> 8)), (byte)target];
        if (target < 526_336)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, target - 2048);
            return [(byte)(0b0010_1000 | bytes[1]), .. bytes[2..]];
        }

        if (target < 134_744_064)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, target - 526_336);
            return [(byte)(0b0011_0000 | bytes[0]), .. bytes[1..]];
        }

        BinaryPrimitives.WriteInt32BigEndian(bytes, target);
        return [0b0011_1000, .. bytes];
    }

    private static void Unsigned(List<byte> to, int type, UInt128 number)
    {
        List<byte> digits = [];
        for (; number > 0; number >>= 8) digits.Insert(0, (byte)(number & 0xff));
        Control(to, type, digits.Count);
        to.AddRange(digits);
    }

    private static void Control(List<byte> to, int type, int size)
    {
        var (low, rest) = size switch
        {
            < 29 => (size, Array.Empty<byte>()),
            < 285 => (29, [(byte)(size - 29)]),
            < 65_821 => (30, [(byte)((size - 285) >> 8), (byte)(size - 285)]),
            _ => (31, new[] { (byte)((size - 65_821) >> 16), (byte)((size - 65_821) >> 8), (byte)(size - 65_821) }),
        };
        if (type < 8) to.Add((byte)((type << 5) | low));
        else to.AddRange([(byte)low, (byte)(type - 7)]);
        to.AddRange(rest);
    }

    private (byte[] Bits, int Length) Bits(string network)
    {
        var parts = network.Split('/');
        IpText.TryParse(parts[0], out var address).ShouldBeTrue(network);
        var bits = address!.GetAddressBytes();
        var length = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        return ipVersion == 6 && bits.Length == 4 ? ([.. new byte[12], .. bits], length + 96) : (bits, length);
    }

    private static void Number(Node node, List<Node> nodes)
    {
        node.Index = nodes.Count;
        nodes.Add(node);
        foreach (var side in node.Sides)
        {
            if (side is { IsLeaf: false }) Number(side, nodes);
        }
    }

    private static long Record(Node node, int side, int count)
    {
        var next = node.Sides[side];
        if (next is { IsLeaf: false }) return next.Index;
        return (next is null ? node.Data : next.Data) is { } at ? count + 16L + at : count;
    }

    private byte[] Pair(long left, long right) => recordBits switch
    {
        24 => [.. Low(left, 3), .. Low(right, 3)],
        28 => [.. Low(left, 3), (byte)(((left >> 24) << 4) | (right >> 24)), .. Low(right, 3)],
        _ => [.. Low(left, 4), .. Low(right, 4)],
    };

    private static IEnumerable<byte> Low(long value, int bytes) => Enumerable.Range(1, bytes).Select(at => (byte)(value >> (8 * (bytes - at))));

    private sealed class Node
    {
        public Node?[] Sides { get; } = new Node?[2];

        public int? Data { get; set; }

        public int Index { get; set; }

        public bool IsLeaf => Sides[0] is null && Sides[1] is null;
    }
}
