using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>The bundled workshop day, as AWS would have held it at its end.</summary>
/// <param name="Queue">Every delivery of the day, in order.</param>
/// <param name="Bucket">Trail and flow logs under AWSLogs/.</param>
/// <param name="Investigation">Of the lab's role, finished, with an indicator of each of the eight kinds.</param>
internal sealed record SampleAws(AwsQueue Queue, AwsBucket Bucket, AwsGuardDuty GuardDuty, AwsDetective Detective, AwsInvestigation Investigation)
{
    public const string QueueName = "guardduty-findings";
    public const string BucketName = "payments-prod-logs";
    public const string RoleArn = "arn:aws:iam::111122223333:role/lab-GeneralInstanceRole";
    public const string InstanceId = "i-0c79413d9f0d9941e";
    public const string PublicIp = "198.51.100.23";

    /// <summary>A member of the Detective graph besides the account itself.</summary>
    public const string OtherMember = "444455556666";

    public static SampleAws Fill(AwsDouble aws)
    {
        var queue = aws.Queue(QueueName);
        var guardDuty = aws.GuardDuty();
        guardDuty.DetectorId = "4ac1f0b7e2d94d0c8a51b3f6e7d20915";
        foreach (var line in File.ReadLines(PathOf("findings.jsonl")))
        {
            queue.Send(line);
            guardDuty.Put(line);
        }

        aws.Iam().Put((JsonObject)JsonNode.Parse(File.ReadAllText(PathOf("roles.json")))!);
        aws.Ec2().Put(Instance);
        var detective = aws.Detective().Graph(OtherMember);
        return new SampleAws(queue, aws.Bucket(BucketName).PutFolder(PathOf("evidence")), guardDuty, detective, Investigated(detective, guardDuty));
    }

    private static AwsInstance Instance => new(InstanceId)
    {
        PrivateIp = "10.0.0.144",
        PublicIp = PublicIp,
        ProfileArn = "arn:aws:iam::111122223333:instance-profile/lab-GeneralInstanceRole",
        ProfileId = "AIPAQ7LABDAYEXAMPLE01",
        NetworkInterface = "eni-0b6f14a2c93d58e07",
        ImageId = "ami-0f4b1c7d92e385a60",
        VpcId = "vpc-0fb8dacf6567d61fc",
        SubnetId = "subnet-05d1c7e48ab2906f3",
        SecurityGroup = ("sg-0a83be14c6f7d2509", "lab-general"),
        Tags = new Dictionary<string, string> { ["Name"] = "lab-general-1", ["team"] = "payments" },
    };

    private static AwsInvestigation Investigated(AwsDetective detective, AwsGuardDuty guardDuty)
    {
        var midnight = new DateTimeOffset(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
        var first = guardDuty.Findings[0];
        var made = detective.Begin(RoleArn, midnight, midnight.AddHours(19), midnight.AddHours(19));
        made.Finish("HIGH",
            AwsIndicator.Ttp("Discovery", "Account Discovery", "Cloud Account", PublicIp, "GetUser", 0, 1080),
            AwsIndicator.Ttp("Persistence", "Create Account", "Cloud Account", PublicIp, "CreateUser", 0, 1080),
            AwsIndicator.ImpossibleTravel("192.0.2.80", PublicIp, "Dublin, Ireland", "Ashburn, United States", 1),
            AwsIndicator.FlaggedIp("203.0.113.200"),
            AwsIndicator.NewGeolocation("Ashburn, United States", PublicIp),
            AwsIndicator.NewAso("Example Hosting"),
            AwsIndicator.NewUserAgent("Boto3/1.34.51", forAccount: true),
            AwsIndicator.RelatedFinding(first["arn"]!.ToString(), first["type"]!.ToString(), PublicIp),
            AwsIndicator.RelatedFindingGroup("ca6104bc-0000-4b15-bf88-1c1e60998f83"));
        return made;
    }

    private static string PathOf(string file) => Repository.PathOf(Path.Combine("samples", "workshop-day", file));
}
