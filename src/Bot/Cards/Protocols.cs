namespace ChatOps.Bot.Cards;

/// <summary>Names of the protocols that flow logs name by IANA's number (iana.org, protocol-numbers).</summary>
internal static class Protocols
{
    /// <summary>Null for a number that is rarely seen: it is shown as it stands.</summary>
    public static string? Of(string number) => number switch
    {
        "1" => "ICMP",
        "2" => "IGMP",
        "4" => "IPv4 in IP",
        "6" => "TCP",
        "17" => "UDP",
        "41" => "IPv6 in IP",
        "47" => "GRE",
        "50" => "ESP",
        "51" => "AH",
        "58" => "ICMPv6",
        "89" => "OSPF",
        "112" => "VRRP",
        "132" => "SCTP",
        _ => null,
    };
}
