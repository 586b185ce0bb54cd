using System.Text.Json.Serialization;

namespace Amazon.GuardDuty.Model;

public partial class InstanceDetails
{
    public string AvailabilityZone { get; set; }

    public IamInstanceProfile IamInstanceProfile { get; set; }

    public string ImageDescription { get; set; }

    public string ImageId { get; set; }

    public string InstanceId { get; set; }

    public string InstanceState { get; set; }

    public string InstanceType { get; set; }

    public string OutpostArn { get; set; }

    public string LaunchTime { get; set; }

    public List<NetworkInterface> NetworkInterfaces { get; set; }

    public string Platform { get; set; }

    public List<ProductCode> ProductCodes { get; set; }

    public List<Tag> Tags { get; set; }
}

public partial class IamInstanceProfile
{
    public string Arn { get; set; }

    public string Id { get; set; }
}

public partial class NetworkInterface
{
    public List<string> Ipv6Addresses { get; set; }

    public string NetworkInterfaceId { get; set; }

    public string PrivateDnsName { get; set; }

    public string PrivateIpAddress { get; set; }

    public List<PrivateIpAddressDetails> PrivateIpAddresses { get; set; }

    public string PublicDnsName { get; set; }

    public string PublicIp { get; set; }

    public List<SecurityGroup> SecurityGroups { get; set; }

    public string SubnetId { get; set; }

    public string VpcId { get; set; }
}

public partial class PrivateIpAddressDetails
{
    public string PrivateDnsName { get; set; }

    public string PrivateIpAddress { get; set; }
}

public partial class SecurityGroup
{
    public string GroupId { get; set; }

    public string GroupName { get; set; }
}

public partial class ProductCode
{
    [JsonPropertyName("productCodeId")]
    public string Code { get; set; }

    [JsonPropertyName("productCodeType")]
    public string ProductType { get; set; }
}
