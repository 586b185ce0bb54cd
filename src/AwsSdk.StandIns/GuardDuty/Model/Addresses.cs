namespace Amazon.GuardDuty.Model;

public partial class RemoteIpDetails
{
    public City City { get; set; }

    public Country Country { get; set; }

    public GeoLocation GeoLocation { get; set; }

    public string IpAddressV4 { get; set; }

    public string IpAddressV6 { get; set; }

    public Organization Organization { get; set; }
}

public partial class City
{
    public string CityName { get; set; }
}

public partial class Country
{
    public string CountryCode { get; set; }

    public string CountryName { get; set; }
}

public partial class GeoLocation
{
    public double? Lat { get; set; }

    public double? Lon { get; set; }
}

public partial class Organization
{
    public string Asn { get; set; }

    public string AsnOrg { get; set; }

    public string Isp { get; set; }

    public string Org { get; set; }
}

public partial class LocalIpDetails
{
    public string IpAddressV4 { get; set; }

    public string IpAddressV6 { get; set; }
}

public partial class LocalPortDetails
{
    public int? Port { get; set; }

    public string PortName { get; set; }
}

public partial class RemotePortDetails
{
    public int? Port { get; set; }

    public string PortName { get; set; }
}
