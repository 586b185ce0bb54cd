using System.Globalization;
using System.Net;

namespace ChatOps.Investigation.Networks.Mmdb;

/// <summary>A MaxMind DB file (format version 2.0, maxmind.github.io/MaxMind-DB), held in memory: a mapped file that somebody shortens takes the program
/// with it.</summary>
internal sealed class MmdbNetworks : INetworkFile
{
    private const int LargestMetadata = 128 * 1024;
    private readonly MmdbTree tree;
    private readonly MmdbSection data;
    private long damaged;

    private MmdbNetworks(MmdbTree tree, MmdbSection data, string description)
    {
        this.tree = tree;
        this.data = data;
        Description = description;
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public long PassedOver => Interlocked.Read(ref damaged);

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or a damaged one.</exception>
    public static MmdbNetworks Open(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= Array.MaxLength ? Read(File.ReadAllBytes(path)) : throw new InvalidDataException("It is larger than 2 GB, more than is held in memory.");
    }

    /// <summary>The same, from bytes.</summary>
    /// <exception cref="InvalidDataException">They are no such file, or a damaged one.</exception>
    public static MmdbNetworks Read(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> marker = [0xab, 0xcd, 0xef, .. "MaxMind.com"u8];
        var tail = Math.Max(0, file.Length - LargestMetadata);
        var mark = file.Span[tail..].LastIndexOf(marker);
        if (mark < 0) throw new InvalidDataException("It is no MaxMind DB file, or its end is missing.");
        var dataEnd = tail + mark;
        var metadata = Metadata(new MmdbSection(file[(dataEnd + marker.Length)..]));
        var treeBytes = (long)metadata.Nodes * metadata.RecordBits / 4;
        if (metadata.Nodes == 0 || treeBytes + MmdbTree.Separator > dataEnd) throw new InvalidDataException("Its search tree does not fit into it: the file is damaged.");
        var size = (int)treeBytes;
        if (file.Span.Slice(size, MmdbTree.Separator).ContainsAnyExcept((byte)0)) throw new InvalidDataException("Its search tree does not end where its metadata says: the file is damaged.");
        var data = new MmdbSection(file[(size + MmdbTree.Separator)..dataEnd]);
        var tree = new MmdbTree(file[..size], (int)metadata.Nodes, metadata.RecordBits, metadata.IsIpv6);
        if (!tree.IsSound(data.Length)) throw new InvalidDataException("Its search tree leads outside of its data: the file is damaged.");
        return new MmdbNetworks(tree, data, metadata.Description);
    }

    /// <inheritdoc/>
    public NetworkName? Of(IPAddress address)
    {
        if (tree.Find(address) is not { } offset) return null;
        try
        {
            return Name(data.At(offset));
        }
        catch (InvalidDataException)
        {
            Interlocked.Increment(ref damaged); // one record of many: the others still help
            return null;
        }
    }

    /// <summary>GeoIP2 and GeoLite2 (ASN, ISP, Country, City, Enterprise) and DB-IP have maps in maps; IPinfo's records are flat.</summary>
    private NetworkName? Name(MmdbField root)
    {
        if (root.Type != MmdbType.Map) return null;
        var traits = Inside(root, "traits"u8);
        var country = Inside(root, "country"u8) ?? Inside(root, "registered_country"u8);
        return NetworkName.Of(
            Text(root, "autonomous_system_number"u8) ?? Text(traits, "autonomous_system_number"u8) ?? Text(root, "asn"u8),
            Text(root, "autonomous_system_organization"u8) ?? Text(traits, "autonomous_system_organization"u8) ?? Text(root, "as_name"u8)
                ?? Text(root, "organization"u8) ?? Text(root, "isp"u8) ?? Text(root, "org"u8) ?? Text(root, "name"u8),
            English(country) ?? Text(root, "country_name"u8) ?? Text(root, "country"u8),
            Text(country, "iso_code"u8) ?? Text(root, "country_code"u8) ?? Text(root, "country"u8),
            English(Inside(root, "city"u8)) ?? Text(root, "city"u8));
    }

    private string? English(MmdbField? place) => Text(Inside(place, "names"u8), "en"u8);

    private MmdbField? Inside(MmdbField? map, ReadOnlySpan<byte> key) => map is { } within && data.Find(within, key) is { Type: MmdbType.Map } found ? found : null;

    private string? Text(MmdbField? map, ReadOnlySpan<byte> key) => map is { } within ? data.Text(data.Find(within, key)) : null;

    private static (uint Nodes, int RecordBits, bool IsIpv6, string Description) Metadata(MmdbSection section)
    {
        var root = section.At(0);
        var version = Required("binary_format_major_version"u8);
        if (version != 2) throw new InvalidDataException($"Its format is version {version}; version 2 can be read.");
        var bits = Required("record_size"u8);
        if (bits is not (24 or 28 or 32)) throw new InvalidDataException($"The records of its search tree have {bits} bits; 24, 28 and 32 can be read.");
        var ip = Required("ip_version"u8);
        if (ip is not (4 or 6)) throw new InvalidDataException($"It is for version {ip} of IP, which does not exist.");
        var built = section.Find(root, "build_epoch"u8) is { Type: MmdbType.UInt64 } epoch && section.Number(epoch) is var seconds && seconds < 253_402_300_800
            ? string.Create(CultureInfo.InvariantCulture, $", built {DateTimeOffset.FromUnixTimeSeconds((long)seconds):d MMM yyyy}")
            : "";
        return (Required("node_count"u8), (int)bits, ip == 6, $"{section.Text(section.Find(root, "database_type"u8)) ?? "MaxMind DB"}{built}");

        uint Required(ReadOnlySpan<byte> key) => section.Find(root, key) is { Type: MmdbType.UInt16 or MmdbType.UInt32 } field
            ? (uint)section.Number(field)
            : throw new InvalidDataException($"Its metadata does not tell {System.Text.Encoding.ASCII.GetString(key)}: the file is damaged.");
    }
}
