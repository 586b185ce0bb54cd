using System.Xml.Serialization;

namespace Amazon.EC2.Model;

public partial class InstanceNetworkInterface
{
    public string NetworkInterfaceId { get; set; }

    public string Description { get; set; }

    public string OwnerId { get; set; }

    public string SubnetId { get; set; }

    public string VpcId { get; set; }

    public string MacAddress { get; set; }

    public string PrivateDnsName { get; set; }

    public string PrivateIpAddress { get; set; }

    public NetworkInterfaceStatus Status { get; set; }

    public InstanceNetworkInterfaceAssociation Association { get; set; }

    public InstanceNetworkInterfaceAttachment Attachment { get; set; }

    [XmlElement("groupSet")]
    public List<GroupIdentifier> Groups { get; set; }

    [XmlElement("ipv6AddressesSet")]
    public List<InstanceIpv6Address> Ipv6Addresses { get; set; }

    [XmlElement("privateIpAddressesSet")]
    public List<InstancePrivateIpAddress> PrivateIpAddresses { get; set; }
}

public partial class InstanceNetworkInterfaceAssociation
{
    public string IpOwnerId { get; set; }

    public string PublicDnsName { get; set; }

    public string PublicIp { get; set; }
}

public partial class InstanceNetworkInterfaceAttachment
{
    public DateTime? AttachTime { get; set; }

    public string AttachmentId { get; set; }

    public bool? DeleteOnTermination { get; set; }

    public int? DeviceIndex { get; set; }

    public AttachmentStatus Status { get; set; }
}

public partial class InstanceIpv6Address
{
    public string Ipv6Address { get; set; }

    public bool? IsPrimaryIpv6 { get; set; }
}

public partial class InstancePrivateIpAddress
{
    public bool? Primary { get; set; }

    public string PrivateDnsName { get; set; }

    public string PrivateIpAddress { get; set; }

    public InstanceNetworkInterfaceAssociation Association { get; set; }
}
