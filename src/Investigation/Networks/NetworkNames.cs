using System.Net;
using ChatOps.Investigation.Networks.Csv;
using ChatOps.Investigation.Networks.Mmdb;

namespace ChatOps.Investigation.Networks;

/// <summary>Networks and countries from files an operator has put there: MaxMind DB (GeoLite2, GeoIP2, DB-IP, IPinfo) or CSV. Files are read once, when
/// opened; a file replaced later is used after the next start.</summary>
public sealed class NetworkNames : INetworkNames
{
    private const string WhatWorks = "a MaxMind DB file (.mmdb) of networks, countries or cities works, a .csv file with a header such as \"network,asn,organization,country\", or a folder of such files";
    private readonly IReadOnlyList<INetworkFile> files;

    private NetworkNames(IReadOnlyList<INetworkFile> files) => this.files = files;

    /// <summary>What was opened, in words: kind, size, day it was built.</summary>
    public string Description => string.Join("; ", files.Select(static file => file.Description));

    /// <summary>Rows and records that could not be read, so far: rows of a CSV file when it was opened, records of a MaxMind DB when an address led there.</summary>
    public long PassedOver => files.Sum(static file => file.PassedOver);

    /// <summary>Opens a file, or all .mmdb and .csv files of a folder: what the first by name does not know of an address, the next may.</summary>
    /// <param name="path">Path of the file or folder.</param>
    /// <exception cref="IOException">It does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or a damaged one; the message says what is wrong and what would work.</exception>
    public static NetworkNames Open(string path)
    {
        if (!Directory.Exists(path)) return new NetworkNames([OpenFile(path)]);
        List<string> found = [.. Directory.EnumerateFiles(path).Where(static file => IsOurs(Path.GetExtension(file))).Order(StringComparer.Ordinal)];
        if (found.Count == 0) throw new InvalidDataException($"The folder {path} holds no .mmdb or .csv file: {WhatWorks}.");
        return new NetworkNames([.. found.Select(OpenFile)]);
    }

    /// <inheritdoc/>
    public NetworkName? Of(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        NetworkName? known = null;
        foreach (var file in files)
        {
            if (file.Of(plain) is { } more) known = known is null ? more : known.With(more);
        }

        return known;
    }

    private static bool IsOurs(string extension) => extension.Equals(".mmdb", StringComparison.OrdinalIgnoreCase) || extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);

    private static INetworkFile OpenFile(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file {path}: {WhatWorks}.", path);
        var head = new byte[4];
        using (var file = File.OpenHandle(path)) head = head[..RandomAccess.Read(file, head, 0)];
        if (head is [0x1f, 0x8b, ..] or [(byte)'P', (byte)'K', 3, 4]) throw new InvalidDataException($"{path} is compressed: unpack it first, then name the .mmdb or .csv file in it.");
        if (head.Length == 0) throw new InvalidDataException($"{path} is empty: {WhatWorks}.");
        try
        {
            return path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? CsvNetworks.Open(path) : MmdbNetworks.Open(path);
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{path}: {wrong.Message} {char.ToUpperInvariant(WhatWorks[0])}{WhatWorks[1..]}.", wrong);
        }
    }
}

/// <summary>One file that was opened. It is asked for an address that is IPv4 wherever it can be.</summary>
internal interface INetworkFile : INetworkNames
{
    /// <summary>Kind, size and age, in words.</summary>
    string Description { get; }

    /// <summary>Rows or records that could not be read, so far.</summary>
    long PassedOver { get; }
}
