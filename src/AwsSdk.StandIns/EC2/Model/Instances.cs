using System.Xml.Serialization;
using Amazon.Runtime;

namespace Amazon.EC2.Model;

public partial class DescribeInstancesRequest : AmazonEC2Request
{
    [XmlElement("InstanceId")]
    public List<string> InstanceIds { get; set; }

    [XmlElement("Filter")]
    public List<Filter> Filters { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public partial class Filter
{
    public string Name { get; set; }

    [XmlElement("Value")]
    public List<string> Values { get; set; }
}

public partial class DescribeInstancesResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    [XmlElement("reservationSet")]
    public List<Reservation> Reservations { get; set; }
}

public partial class Reservation
{
    public string ReservationId { get; set; }

    public string OwnerId { get; set; }

    public string RequesterId { get; set; }

    [XmlElement("instancesSet")]
    public List<Instance> Instances { get; set; }
}

public partial class Instance
{
    public string InstanceId { get; set; }

    public string ImageId { get; set; }

    public InstanceType InstanceType { get; set; }

    [XmlElement("instanceState")]
    public InstanceState State { get; set; }

    public DateTime? LaunchTime { get; set; }

    public Placement Placement { get; set; }

    public string SubnetId { get; set; }

    public string VpcId { get; set; }

    public string PrivateIpAddress { get; set; }

    [XmlElement("ipAddress")]
    public string PublicIpAddress { get; set; }

    public string PrivateDnsName { get; set; }

    [XmlElement("dnsName")]
    public string PublicDnsName { get; set; }

    public string Ipv6Address { get; set; }

    public IamInstanceProfile IamInstanceProfile { get; set; }

    [XmlElement("networkInterfaceSet")]
    public List<InstanceNetworkInterface> NetworkInterfaces { get; set; }

    [XmlElement("groupSet")]
    public List<GroupIdentifier> SecurityGroups { get; set; }

    [XmlElement("tagSet")]
    public List<Tag> Tags { get; set; }
}

public partial class InstanceState
{
    public int? Code { get; set; }

    public InstanceStateName Name { get; set; }
}

public partial class Placement
{
    public string AvailabilityZone { get; set; }
}

public partial class IamInstanceProfile
{
    public string Arn { get; set; }

    public string Id { get; set; }
}

public partial class GroupIdentifier
{
    public string GroupId { get; set; }

    public string GroupName { get; set; }
}

public partial class Tag
{
    public string Key { get; set; }

    public string Value { get; set; }
}
