using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace ChatOps.Investigation.AwsSdk;

public sealed class QueryWireTests
{
    private readonly Line line = new();

    [Fact]
    public async Task A_role_is_asked_for_in_a_form_and_read_from_XML()
    {
        line.Says("""
            <GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role>
              <Path>/app/</Path><RoleName>app</RoleName><RoleId>AROAEXAMPLE</RoleId><Arn>arn:aws:iam::111122223333:role/app/app</Arn><CreateDate>2024-01-02T03:04:05Z</CreateDate>
              <AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%7D</AssumeRolePolicyDocument><MaxSessionDuration>3600</MaxSessionDuration><Tomorrow><x>1</x></Tomorrow>
              <PermissionsBoundary><PermissionsBoundaryType>PermissionsBoundaryPolicy</PermissionsBoundaryType><PermissionsBoundaryArn>arn:b</PermissionsBoundaryArn></PermissionsBoundary>
              <Tags><member><Key>team</Key><Value>payments</Value></member></Tags><RoleLastUsed><Region>us-east-1</Region></RoleLastUsed>
            </Role></GetRoleResult><ResponseMetadata><RequestId>r-2</RequestId></ResponseMetadata></GetRoleResponse>
            """);

        var answer = await Iam().GetRoleAsync(new GetRoleRequest { RoleName = "app+1" });

        (line.Only.Method, line.Only.Uri.AbsoluteUri, line.Only.Scope).ShouldBe(("POST", "https://iam.amazonaws.com/", "us-east-1/iam/aws4_request"));
        line.Only.Headers["Content-Type"].ShouldStartWith("application/x-www-form-urlencoded");
        line.Only.Form.ShouldBe(["Action=GetRole", "RoleName=app+1", "Version=2010-05-08"]);
        var role = answer.Role;
        (role.RoleName, role.RoleId, role.Path, role.MaxSessionDuration).ShouldBe(("app", "AROAEXAMPLE", "/app/", 3600));
        role.CreateDate.ShouldBe(new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        role.AssumeRolePolicyDocument.ShouldBe("%7B%22Version%22%3A%222012-10-17%22%7D", "the service encodes its documents, and the client leaves them so");
        role.PermissionsBoundary.PermissionsBoundaryType.ShouldBe(PermissionsBoundaryAttachmentType.PermissionsBoundaryPolicy);
        (role.Tags[0].Key, role.Tags[0].Value, role.RoleLastUsed.Region, role.RoleLastUsed.LastUsedDate).ShouldBe(("team", "payments", "us-east-1", null));
        answer.ResponseMetadata.RequestId.ShouldBe("r-2");
    }

    [Fact]
    public async Task Policies_of_a_role_are_listed_and_read()
    {
        line.Says("<R><ListAttachedRolePoliciesResult><AttachedPolicies><member><PolicyName>p</PolicyName><PolicyArn>arn:p</PolicyArn></member></AttachedPolicies><IsTruncated>true</IsTruncated><Marker>m</Marker></ListAttachedRolePoliciesResult></R>")
            .Says("<R><ListRolePoliciesResult><PolicyNames><member>a</member><member>b</member></PolicyNames><IsTruncated>false</IsTruncated></ListRolePoliciesResult></R>")
            .Says("<R><GetRolePolicyResult><RoleName>app</RoleName><PolicyName>a</PolicyName><PolicyDocument>%7B%7D</PolicyDocument></GetRolePolicyResult></R>")
            .Says("<R><GetPolicyResult><Policy><Arn>arn:p</Arn><DefaultVersionId>v3</DefaultVersionId><AttachmentCount>2</AttachmentCount><IsAttachable>true</IsAttachable></Policy></GetPolicyResult></R>")
            .Says("<R><GetPolicyVersionResult><PolicyVersion><Document>%7B%7D</Document><VersionId>v3</VersionId><IsDefaultVersion>true</IsDefaultVersion></PolicyVersion></GetPolicyVersionResult></R>")
            .Says("<R><GetUserResult><User><UserName>u</UserName><UserId>AIDAEXAMPLE</UserId></User></GetUserResult></R>");
        using var client = Iam();

        var attached = await client.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = "app", MaxItems = 1 });
        var inline = await client.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = "app" });
        var text = await client.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = "app", PolicyName = "a" });
        var policy = await client.GetPolicyAsync(new GetPolicyRequest { PolicyArn = "arn:p" });
        var version = await client.GetPolicyVersionAsync(new GetPolicyVersionRequest { PolicyArn = "arn:p", VersionId = "v3" });
        var user = await client.GetUserAsync(new GetUserRequest { UserName = "u" });

        line.Requests[0].Form.ShouldBe(["Action=ListAttachedRolePolicies", "MaxItems=1", "RoleName=app", "Version=2010-05-08"]);
        (attached.AttachedPolicies[0].PolicyArn, attached.IsTruncated, attached.Marker).ShouldBe(("arn:p", true, "m"));
        inline.PolicyNames.ShouldBe(["a", "b"]);
        inline.IsTruncated.ShouldBe(false);
        (text.PolicyDocument, policy.Policy.DefaultVersionId, policy.Policy.AttachmentCount, version.PolicyVersion.Document, user.User.UserId).ShouldBe(("%7B%7D", "v3", 2, "%7B%7D", "AIDAEXAMPLE"));
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_an_exception_of_its_own()
    {
        line.Says("""<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>The role with name x cannot be found.</Message></Error><RequestId>r-3</RequestId></ErrorResponse>""", HttpStatusCode.NotFound);

        var thrown = await Should.ThrowAsync<NoSuchEntityException>(() => Iam().GetRoleAsync(new GetRoleRequest { RoleName = "x" }));

        (thrown.ErrorCode, thrown.StatusCode, thrown.RequestId, thrown.Message).ShouldBe(("NoSuchEntity", HttpStatusCode.NotFound, "r-3", "The role with name x cannot be found."));
    }

    [Fact]
    public async Task Instances_are_asked_for_by_id_and_filter()
    {
        line.Says("""
            <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-4</requestId><reservationSet><item><ownerId>111122223333</ownerId><groupSet/><instancesSet><item>
              <instanceId>i-0abc</instanceId><instanceState><code>16</code><name>running</name></instanceState><instanceType>t3.micro</instanceType><launchTime>2024-07-30T10:00:00.000Z</launchTime>
              <placement><availabilityZone>us-east-1a</availabilityZone></placement><privateIpAddress>10.0.0.144</privateIpAddress><ipAddress>198.51.100.23</ipAddress><iamInstanceProfile><arn>arn:i</arn><id>AIPAEXAMPLE</id></iamInstanceProfile>
              <networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><status>in-use</status><association><publicIp>198.51.100.23</publicIp></association>
                <attachment><attachTime>2024-07-30T10:00:01Z</attachTime><deviceIndex>0</deviceIndex><deleteOnTermination>true</deleteOnTermination></attachment>
                <ipv6AddressesSet><item><ipv6Address>2001:db8::1</ipv6Address></item></ipv6AddressesSet>
                <privateIpAddressesSet><item><privateIpAddress>10.0.0.144</privateIpAddress><primary>true</primary></item></privateIpAddressesSet><groupSet><item><groupId>sg-1</groupId></item></groupSet></item></networkInterfaceSet>
              <groupSet><item><groupId>sg-1</groupId><groupName>web</groupName></item></groupSet><tagSet><item><key>Name</key><value>pay &amp; go</value></item></tagSet>
            </item></instancesSet></item></reservationSet><nextToken>n</nextToken></DescribeInstancesResponse>
            """);

        var answer = await Ec2().DescribeInstancesAsync(new DescribeInstancesRequest
        {
            InstanceIds = ["i-0abc", "i-0def"],
            Filters = [new Filter { Name = "vpc-id", Values = ["vpc-1", "vpc-2"] }],
            MaxResults = 5,
        });

        (line.Only.Uri.AbsoluteUri, line.Only.Scope).ShouldBe(("https://ec2.eu-central-1.amazonaws.com/", "eu-central-1/ec2/aws4_request"));
        line.Only.Form.ShouldBe(["Action=DescribeInstances", "Filter.1.Name=vpc-id", "Filter.1.Value.1=vpc-1", "Filter.1.Value.2=vpc-2", "InstanceId.1=i-0abc", "InstanceId.2=i-0def", "MaxResults=5", "Version=2016-11-15"]);
        var reservation = answer.Reservations.ShouldHaveSingleItem();
        var instance = reservation.Instances.ShouldHaveSingleItem();
        (reservation.OwnerId, instance.InstanceId, instance.State.Name, instance.State.Code, instance.InstanceType.Value).ShouldBe(("111122223333", "i-0abc", InstanceStateName.Running, 16, "t3.micro"));
        (instance.Placement.AvailabilityZone, instance.PrivateIpAddress, instance.PublicIpAddress, instance.IamInstanceProfile.Id).ShouldBe(("us-east-1a", "10.0.0.144", "198.51.100.23", "AIPAEXAMPLE"));
        instance.LaunchTime.ShouldBe(new DateTime(2024, 7, 30, 10, 0, 0, DateTimeKind.Utc));
        var face = instance.NetworkInterfaces.ShouldHaveSingleItem();
        (face.NetworkInterfaceId, face.Status, face.Association.PublicIp, face.Ipv6Addresses[0].Ipv6Address, face.PrivateIpAddresses[0].Primary, face.Groups[0].GroupId)
            .ShouldBe(("eni-1", NetworkInterfaceStatus.InUse, "198.51.100.23", "2001:db8::1", true, "sg-1"));
        (face.Attachment.AttachTime, face.Attachment.DeviceIndex).ShouldBe((new DateTime(2024, 7, 30, 10, 0, 1, DateTimeKind.Utc), 0));
        (instance.SecurityGroups[0].GroupName, instance.Tags[0].Value, answer.NextToken, answer.ResponseMetadata.RequestId).ShouldBe(("web", "pay & go", "n", "r-4"));
    }

    [Fact]
    public async Task A_refusal_of_EC2_is_known_by_its_code()
    {
        line.Says("<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized.</Message></Error></Errors><RequestID>r-5</RequestID></Response>", HttpStatusCode.Forbidden);

        var thrown = await Should.ThrowAsync<AmazonEC2Exception>(() => Ec2().DescribeInstancesAsync(new DescribeInstancesRequest()));

        (thrown.ErrorCode, thrown.StatusCode, thrown.RequestId).ShouldBe(("UnauthorizedOperation", HttpStatusCode.Forbidden, "r-5"));
    }

    private AmazonIdentityManagementServiceClient Iam() => new(Line.Keys, line.For<AmazonIdentityManagementServiceConfig>());

    private AmazonEC2Client Ec2() => new(Line.Keys, line.For<AmazonEC2Config>());
}
