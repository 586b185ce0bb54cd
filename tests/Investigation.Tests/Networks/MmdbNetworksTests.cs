using System.Net;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Networks.Mmdb;

namespace ChatOps.Investigation.Networks;

public sealed class MmdbNetworksTests
{
    private static readonly Dictionary<string, object> Example = new() { ["autonomous_system_number"] = 64_500u, ["autonomous_system_organization"] = "Example Net" };

    [Theory]
    [InlineData(24, 6, 0)]
    [InlineData(28, 6, 0)]
    [InlineData(32, 6, 0)]
    [InlineData(24, 4, 0)]
    [InlineData(28, 4, 0)]
    [InlineData(32, 4, 0)]
    [InlineData(28, 6, 17_000_000)] // records above 24 bits use the middle byte, pointers have three bytes
    public void An_address_finds_its_network_in_trees_of_every_size(int recordBits, int ipVersion, int padding)
    {
        var writer = new MmdbWriter(recordBits, ipVersion) { Padding = padding }
            .With("198.51.100.0/24", Example)
            .With("198.51.100.128/25", Example.With("autonomous_system_organization", "Inner"))
            .With("203.0.113.7/32", new Dictionary<string, object> { ["autonomous_system_number"] = 64_501u });
        if (ipVersion == 6) writer.With("2001:db8::/32", Example.With("autonomous_system_organization", "Six"));
        var names = MmdbNetworks.Read(writer.ToArray());

        names.Of(At("198.51.100.0")).ShouldBe(new NetworkName(64_500, "Example Net", null, null));
        names.Of(At("198.51.100.127"))?.Organization.ShouldBe("Example Net");
        names.Of(At("198.51.100.128"))?.Organization.ShouldBe("Inner");
        names.Of(At("198.51.100.255"))?.Organization.ShouldBe("Inner");
        names.Of(At("203.0.113.7")).ShouldBe(new NetworkName(64_501, null, null, null));
        names.Of(At("203.0.113.6")).ShouldBeNull();
        names.Of(At("198.51.101.0")).ShouldBeNull();
        names.Of(At("2001:db8:ffff::1"))?.Organization.ShouldBe(ipVersion == 6 ? "Six" : null);
        names.Of(At("2001:db9::1")).ShouldBeNull();
        names.PassedOver.ShouldBe(0);
    }

    [Fact]
    public void A_network_wider_than_all_of_IPv4_holds_every_IPv4_address()
    {
        MmdbNetworks.Read(new MmdbWriter().With("::/64", Example).ToArray()).Of(At("8.8.8.8"))?.Asn.ShouldBe(64_500);
    }

    [Fact]
    public void Country_and_city_are_read_by_their_English_names()
    {
        var place = new Dictionary<string, object>
        {
            ["city"] = new Dictionary<string, object> { ["geoname_id"] = 1u, ["names"] = new Dictionary<string, object> { ["de"] = "Genf", ["en"] = "Geneva" } },
            ["location"] = new Dictionary<string, object> { ["latitude"] = 46.2, ["longitude"] = 6.1 },
            ["country"] = new Dictionary<string, object> { ["iso_code"] = "CH", ["names"] = new Dictionary<string, object> { ["de"] = "Schweiz", ["en"] = "Switzerland" } },
            ["subdivisions"] = new object[] { new Dictionary<string, object> { ["iso_code"] = "GE" } },
            ["traits"] = new Dictionary<string, object> { ["autonomous_system_number"] = 64_502u, ["autonomous_system_organization"] = "Lake" },
        };

        MmdbNetworks.Read(new MmdbWriter().With("192.0.2.0/24", place).ToArray()).Of(At("192.0.2.1"))
            .ShouldBe(new NetworkName(64_502, "Lake", "Switzerland", "Geneva") { CountryCode = "CH" });
    }

    [Fact]
    public void Without_a_country_the_country_of_registration_counts()
    {
        var place = new Dictionary<string, object> { ["registered_country"] = new Dictionary<string, object> { ["iso_code"] = "NL" } };

        MmdbNetworks.Read(new MmdbWriter().With("192.0.2.0/24", place).ToArray()).Of(At("192.0.2.1")).ShouldBe(new NetworkName(null, null, "NL", null) { CountryCode = "NL" });
    }

    [Theory]
    [InlineData("country", "Canada", "country_code", "CA", "Canada", "CA")]
    [InlineData("country", "CA", "country_name", "Canada", "Canada", "CA")]
    [InlineData("country_code", "ca", "continent", "NA", "CA", "CA")]
    public void Flat_records_are_read(string key, string value, string key2, string value2, string country, string code)
    {
        var flat = new Dictionary<string, object> { [key] = value, [key2] = value2, ["asn"] = "AS64503", ["as_name"] = "Flat Net", ["as_domain"] = "flat.example", ["city"] = "Toronto" };

        MmdbNetworks.Read(new MmdbWriter().With("192.0.2.0/24", flat).ToArray()).Of(At("192.0.2.1"))
            .ShouldBe(new NetworkName(64_503, "Flat Net", country, "Toronto") { CountryCode = code });
    }

    [Fact]
    public void A_damaged_record_is_counted_and_the_others_still_help()
    {
        var names = MmdbNetworks.Read(new MmdbWriter().With("192.0.2.0/24", Example).WithBytes("198.51.100.0/24", 0x20, 0xff).ToArray());

        names.Of(At("198.51.100.1")).ShouldBeNull();
        names.PassedOver.ShouldBe(1);
        names.Of(At("192.0.2.1"))?.Asn.ShouldBe(64_500);
    }

    [Fact]
    public void What_is_no_map_tells_nothing() => MmdbNetworks.Read(new MmdbWriter().With("192.0.2.0/24", "text").ToArray()).Of(At("192.0.2.1")).ShouldBeNull();

    [Theory]
    [InlineData("record_size", (ushort)40, "40 bits")]
    [InlineData("ip_version", (ushort)5, "version 5 of IP")]
    [InlineData("binary_format_major_version", (ushort)3, "version 3")]
    [InlineData("node_count", 4_000_000_000u, "does not fit")]
    [InlineData("node_count", 0u, "does not fit")]
    [InlineData("node_count", "many", "node_count")]
    [InlineData("record_size", (ushort)32, "damaged")]
    public void A_file_whose_metadata_is_wrong_is_refused_with_the_reason(string key, object value, string reason)
    {
        var writer = new MmdbWriter().With("192.0.2.0/24", Example);
        writer.Metadata[key] = value;

        Should.Throw<InvalidDataException>(() => MmdbNetworks.Read(writer.ToArray())).Message.ShouldContain(reason);
    }

    [Fact]
    public void A_tree_that_leads_nowhere_is_refused() =>
        Should.Throw<InvalidDataException>(() => MmdbNetworks.Read(new MmdbWriter().With("192.0.2.0/24", Example).WithRaw("198.51.100.0/24", 70_000).ToArray())).Message.ShouldContain("outside of its data");

    [Fact]
    public void No_cut_and_no_changed_byte_stops_more_than_itself()
    {
        var whole = new MmdbWriter().With("192.0.2.0/24", Example).With("2001:db8::/32", Example.With("autonomous_system_organization", "Six")).ToArray();
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (byte changed in (byte[])[0, 0xff, (byte)(whole[at] ^ 0x20)])
            {
                byte[] bytes = [.. whole];
                bytes[at] = changed;
                Try(bytes);
            }

            Try(whole[..at]);
        }

        static void Try(byte[] bytes)
        {
            try
            {
                var names = MmdbNetworks.Read(bytes);
                foreach (var address in (string[])["192.0.2.1", "2001:db8::1", "0.0.0.0", "255.255.255.255"]) names.Of(At(address));
            }
            catch (InvalidDataException refused)
            {
                refused.Message.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void What_was_opened_is_told() => MmdbNetworks.Read(new MmdbWriter().With("192.0.2.0/24", Example).ToArray()).Description.ShouldBe("Sample-ASN, built 1 Aug 2024");

    private static IPAddress At(string text) => IpText.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}

internal static class MapWith
{
    public static Dictionary<string, object> With(this Dictionary<string, object> map, string key, object value) => new(map) { [key] = value };
}
