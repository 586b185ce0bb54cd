using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation;

/// <summary>Findings to begin a test with; a test changes only what it is about.</summary>
internal static class SomeFinding
{
    public const string Account = "111122223333";
    public const string Region = "us-east-1";
    public const string InstanceId = "i-0c79413d9f0d9941e";
    public const string RoleName = "lab-GeneralInstanceRole";
    public const string RoleId = "AROA123456789EXAMPLE";
    public const string PublicAddress = "198.51.100.23";
    public const string PrivateAddress = "10.0.0.144";
    public const string UserAgent = "Boto3/1.34.0 md/Botocore#1.34.0";

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2024-08-01T{time}Z", System.Globalization.CultureInfo.InvariantCulture);

    public static TimeWindow Scope { get; } = new(At("00:00"), At("01:00"));

    public static Finding Bare { get; } = new()
    {
        Id = new FindingId(Account, Region, "1ec8a7b2c3d4e5f60718293a4b5c6d7e"),
        Partition = "aws",
        Type = FindingType.Parse("UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom"),
        Severity = new Severity(5),
        Title = "GetParameters called from an address on a threat list",
        Description = "",
        FirstSeen = At("00:20"),
        LastSeen = At("00:54"),
        CreatedAt = At("00:22"),
        UpdatedAt = At("00:58"),
        Count = 41,
    };

    public static InstanceResource Instance { get; } = new(InstanceId)
    {
        ProfileId = "AIPA123456789EXAMPLE",
        ProfileArn = $"arn:aws:iam::{Account}:instance-profile/lab-profile",
        Interfaces =
        [
            new InstanceInterface { InterfaceId = "eni-0123456789abcdef0", PublicAddress = PublicAddress, PrivateAddresses = [PrivateAddress], Ipv6Addresses = ["fd00::1"] },
        ],
    };

    public static AccessKeyResource SessionKey { get; } = new()
    {
        AccessKeyId = "ASIAIOSFODNN7EXAMPLE",
        PrincipalId = $"{RoleId}:{InstanceId}",
        UserType = "AssumedRole",
        UserName = RoleName,
    };

    /// <summary>The finding the workshop starts from: an instance's own credentials, called from its own public address.</summary>
    public static Finding Workshop { get; } = Bare with
    {
        ResourceType = "AccessKey",
        Resources = [SessionKey, Instance],
        Action = new ApiCall("GetParameters", "ssm.amazonaws.com") { UserAgent = UserAgent },
        Actors = [new Actor { Address = PublicAddress }],
    };

    public static Finding About(params FindingResource[] resources) => Bare with { Resources = resources };
}

/// <summary>An as-of clock that stands still.</summary>
internal sealed record StillClock(DateTimeOffset AsOf) : IAsOfClock;
