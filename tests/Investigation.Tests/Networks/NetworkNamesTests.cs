using System.Net;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Networks.Csv;

namespace ChatOps.Investigation.Networks;

public sealed class NetworkNamesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chatops-networks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("network,asn,organization,country\n192.0.2.0/24,64500,Example Net,Switzerland")]
    [InlineData("country,organization,network,asn\nSwitzerland,Example Net,192.0.2.0/24,AS64500")]
    [InlineData("\uFEFFstart_ip,end_ip,asn,as_name,country_name\r\n192.0.2.0,192.0.2.255,AS64500,Example Net,Switzerland\r\n")]
    [InlineData("Network;ASN;Organization;Country\n192.0.2.0-192.0.2.255;64500;Example Net;Switzerland")]
    [InlineData("network\tas number\torg\tcountry\n192.0.2.0 - 192.0.2.255\t64500\tExample Net\tSwitzerland")]
    [InlineData("network,asn,organization,country,city\n\n# ours\n\"192.0.2.7/24\",\"64500\",\"Example Net\",\"Switzerland\",-")]
    public void A_header_in_any_order_tells_the_columns(string csv)
    {
        var names = Csv(csv);

        foreach (var address in (string[])["192.0.2.0", "192.0.2.255"]) names.Of(At(address)).ShouldBe(new NetworkName(64_500, "Example Net", "Switzerland", null));
        names.Of(At("192.0.1.255")).ShouldBeNull();
        names.Of(At("192.0.3.0")).ShouldBeNull();
        names.PassedOver.ShouldBe(0);
    }

    [Theory]
    [InlineData("country,country_name\n192.0.2.0/24,CH,Switzerland", "Switzerland", "CH")]
    [InlineData("country,country_code\n192.0.2.0/24,Switzerland,ch", "Switzerland", "CH")]
    [InlineData("country,continent\n192.0.2.0/24,CH,EU", "CH", "CH")]
    [InlineData("country,continent\n192.0.2.0/24,Switzerland,EU", "Switzerland", null)]
    public void A_country_is_told_by_name_where_there_is_one(string csv, string country, string? code) =>
        Csv("network," + csv).Of(At("192.0.2.1")).ShouldBe(new NetworkName(null, null, country, null) { CountryCode = code });

    [Fact]
    public void Blocks_of_GeoLite2_are_read()
    {
        var names = Csv(
            """
            network,autonomous_system_number,autonomous_system_organization
            192.0.2.0/25,64500,"Example, ""Net"" Inc."
            192.0.2.128/25,64501,
            2001:db8::/32,64502,Six
            """);

        names.Of(At("192.0.2.1")).ShouldBe(new NetworkName(64_500, "Example, \"Net\" Inc.", null, null));
        names.Of(At("192.0.2.129")).ShouldBe(new NetworkName(64_501, null, null, null));
        names.Of(At("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"))?.Organization.ShouldBe("Six");
        names.Of(At("2001:db9::"))?.ShouldBeNull();
    }

    [Fact]
    public void Of_networks_within_networks_the_narrowest_is_right()
    {
        var names = Csv(
            """
            network,organization
            10.1.2.3/32,host
            10.0.0.0/8,wide
            10.1.0.0/16,middle
            0.0.0.0/0,all
            255.255.255.255/32,last
            ::/0,six
            ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128,last six
            """);

        foreach (var (address, organization) in ((string, string)[])
            [("10.1.2.3", "host"), ("10.1.2.2", "middle"), ("10.1.2.4", "middle"), ("10.2.0.0", "wide"), ("10.255.255.255", "wide"), ("11.0.0.0", "all"), ("0.0.0.0", "all"),
             ("255.255.255.254", "all"), ("255.255.255.255", "last"), ("::", "six"), ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe", "six"), ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "last six")])
            names.Of(At(address))?.Organization.ShouldBe(organization, address);
    }

    [Fact]
    public void Ranges_find_what_reading_every_row_would_find()
    {
        var random = new Random(20_240_801);
        var addresses = new AddressRanges<uint>();
        List<(uint First, uint Last, int Value)> rows = [];
        for (var row = 0; row < 60; row++)
        {
            var first = (uint)random.Next(200);
            var last = first + (uint)random.Next(30);
            rows.Add((first, last, row));
            addresses.Add(first, last, row);
        }

        addresses.Sort();

        for (var address = 0u; address < 240; address++)
        {
            var holding = rows.Where(row => row.First <= address && address <= row.Last).OrderByDescending(row => row.First).ThenBy(row => row.Last).ThenByDescending(row => row.Value);
            addresses.Find(address).ShouldBe(holding.Select(row => (int?)row.Value).FirstOrDefault(), $"{address}");
        }
    }

    [Fact]
    public void Rows_that_are_no_networks_are_counted()
    {
        var names = Csv("network,asn\n192.0.2.0/24,1\nnonsense,2\n192.0.2.0/33,3\n010.0.0.0/8,4\n192.0.2.9-192.0.2.1,5\n192.0.2.1-2001:db8::,6\n192.0.2.0/24,\n192.0.2.0/-1,7\n\"unfinished,8\n1.2.3,9\n");

        names.PassedOver.ShouldBe(9);
        names.Description.ShouldBe("CSV, 1 network, 9 rows passed over");
        names.Of(At("192.0.2.1"))?.Asn.ShouldBe(1);
    }

    [Theory]
    [InlineData("a.csv", "", "is empty")]
    [InlineData("a.csv", "192.0.2.0/24,64500,Example", "must name its columns")]
    [InlineData("a.csv", "network,colour\n192.0.2.0/24,red", "names none of the columns asn")]
    [InlineData("a.csv", "network,geoname_id\n192.0.2.0/24,1", "take the .mmdb edition")]
    [InlineData("a.csv", "network,asn", "no rows")]
    [InlineData("a.csv", "network,asn\nhello,world", "None of its rows")]
    [InlineData("a.mmdb", "this is text", "no MaxMind DB file")]
    [InlineData("a.mmdb", "\u001f\u008bxyz", "no MaxMind DB file")]
    public void What_is_no_such_file_is_refused_with_what_would_work(string name, string content, string reason)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);

        var refused = Should.Throw<InvalidDataException>(() => NetworkNames.Open(path)).Message;

        refused.ShouldContain(path);
        refused.ShouldContain(reason);
        refused.ShouldContain(".mmdb");
    }

    [Fact]
    public void A_line_without_end_is_refused()
    {
        Should.Throw<InvalidDataException>(() => Csv("network,asn\n" + new string('x', 200_000))).Message.ShouldContain("line 2");
        Should.Throw<InvalidDataException>(() => NetworkNames.Open(Path.Combine(folder)));
        Should.Throw<FileNotFoundException>(() => NetworkNames.Open(Path.Combine(folder, "none.mmdb"))).Message.ShouldContain("There is no file");
    }

    [Fact]
    public void What_is_compressed_is_to_be_unpacked()
    {
        var path = Path.Combine(folder, "a.mmdb");
        File.WriteAllBytes(path, [0x1f, 0x8b, 8, 0]);

        Should.Throw<InvalidDataException>(() => NetworkNames.Open(path)).Message.ShouldContain("unpack it first");
    }

    [Fact]
    public void A_folder_of_files_puts_together_what_each_knows()
    {
        File.WriteAllBytes(Path.Combine(folder, "1-asn.mmdb"), new MmdbWriter().With("192.0.2.0/24", new Dictionary<string, object> { ["autonomous_system_number"] = 64_500u }).ToArray());
        File.WriteAllText(Path.Combine(folder, "2-own.csv"), "network,organization,country,country_code\n192.0.2.0/25,Our office,Switzerland,CH\n198.51.100.0/24,Branch,,\n");
        File.WriteAllText(Path.Combine(folder, "readme.txt"), "not for us");
        var names = NetworkNames.Open(folder);

        names.Of(At("192.0.2.1")).ShouldBe(new NetworkName(64_500, "Our office", "Switzerland", null) { CountryCode = "CH" });
        names.Of(At("192.0.2.200")).ShouldBe(new NetworkName(64_500, null, null, null));
        names.Of(At("198.51.100.1"))?.Organization.ShouldBe("Branch");
        names.Of(At("::ffff:192.0.2.1"))?.Asn.ShouldBe(64_500);
        names.Of(At("203.0.113.1")).ShouldBeNull();
        names.Description.ShouldBe("Sample-ASN, built 1 Aug 2024; CSV, 2 networks");
    }

    private static CsvNetworks Csv(string text) => CsvNetworks.Read(new StringReader(text));

    private static IPAddress At(string text) => IpText.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}
