namespace ChatOps.Investigation.Networks.Csv;

/// <summary>Where the columns of a CSV file stand. Names are those of MaxMind's and IPinfo's files, and plain ones, the first of several counts; case,
/// blanks and underscores do not matter.</summary>
internal sealed class CsvHeader
{
    private static readonly string[][] Known =
    [
        ["network", "cidr", "prefix", "range", "iprange", "subnet"],
        ["startip", "start", "ipfrom", "rangestart", "ipstart", "first"],
        ["endip", "end", "ipto", "rangeend", "ipend", "last"],
        ["asn", "autonomoussystemnumber", "asnumber", "as"],
        ["organization", "organisation", "autonomoussystemorganization", "asname", "asorganization", "asorg", "org", "name", "isp"],
        ["countryname", "country"],
        ["countrycode", "countryisocode", "isocode", "country"],
        ["city", "cityname"],
    ];

    private readonly int[] places;

    private CsvHeader(char separator, int[] places)
    {
        Separator = separator;
        this.places = places;
    }

    /// <summary>What stands between values.</summary>
    public char Separator { get; }

    public int Network => places[0];

    public int First => places[1];

    public int Last => places[2];

    public int Asn => places[3];

    public int Organization => places[4];

    public int Country => places[5];

    public int CountryCode => places[6];

    public int City => places[7];

    /// <summary>Reads the first line.</summary>
    /// <exception cref="InvalidDataException">It names no network, or nothing about it.</exception>
    public static CsvHeader Of(string line)
    {
        line = line.TrimStart('\uFEFF');
        var separator = line.Contains(',', StringComparison.Ordinal) ? ',' : line.Contains('\t', StringComparison.Ordinal) ? '\t' : ';';
        var names = line.Split(separator).Select(static name => new string([.. name.Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant()).ToList();
        var header = new CsvHeader(separator, [.. Known.Select(spellings => spellings.Select(spelling => names.IndexOf(spelling)).FirstOrDefault(static at => at >= 0, -1))]);
        if (header.Network < 0 && (header.First < 0 || header.Last < 0))
            throw new InvalidDataException("The first line of a CSV file must name its columns, \"network\" or \"start_ip\" and \"end_ip\" among them; this one does not.");
        if (header.places.Skip(3).All(static at => at < 0))
        {
            var why = names.Contains("geonameid") ? " It refers to a file of locations, which cannot be read: take the .mmdb edition." : "";
            throw new InvalidDataException($"The first line names none of the columns asn, organization, country, country_code and city.{why}");
        }

        return header;
    }
}
