using System.IO.Compression;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>What the doctor says of places of logs.</summary>
public sealed class DoctorLogsTests
{
    [Fact]
    public async Task A_bucket_of_another_region_is_read_there_and_told()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.Bucket("far", "eu-west-1").Put(Clinic.Key("CloudTrail", "us-east-1"), "{\"Records\":[]}"u8.ToArray());
        clinic.Options["Evidence:CloudTrail:Uri"] = "s3://far/org";

        var worst = await clinic.WorstAsync();

        (worst.Level, worst.Looked).ShouldBe((RemarkLevel.Warning, "bucket"));
        worst.Found.ShouldStartWith("is in eu-west-1, the program in us-east-1");
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_and_an_empty_prefix_are_wrong()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options["Evidence:CloudTrail:Uri"] = "s3://trail-logs/nothing/here";
        (await clinic.WorstAsync()).Found.ShouldBe("there is none below s3://trail-logs/nothing/here/");

        clinic.Options["Evidence:CloudTrail:Uri"] = "s3://no-such-bucket/org";
        (await clinic.WorstAsync()).Found.ShouldContain("AWS knows nothing of that name there");
    }

    [Fact]
    public async Task Logs_of_another_kind_are_wrong_whether_key_or_content_tells()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options["Evidence:CloudTrail:Uri"] = $"s3://trail-logs/org/AWSLogs/{AwsDouble.Account}/vpcflowlogs";
        (await clinic.WorstAsync()).Found.ShouldBe("works, but it is a VPC flow log, not a CloudTrail log");

        clinic.Aws.Bucket("export").Put("a/b.gz", Gzip("""{"kind":"Event","apiVersion":"audit.k8s.io/v1"}"""));
        clinic.Options["Evidence:CloudTrail:Uri"] = "s3://export";
        (await clinic.WorstAsync()).Found.ShouldBe("works, but it is an EKS audit log, not a CloudTrail log");

        clinic.Options["Evidence:CloudTrail:Uri"] = null;
        clinic.Options["Evidence:EksAudit:Uri"] = "s3://export";
        (await clinic.ExamineAsync()).Wrongs.ShouldBe(0);
    }

    [Theory]
    [InlineData("s3:ListBucket")]
    [InlineData("s3:GetObject")]
    public async Task What_is_not_allowed_is_named_with_its_action(string action)
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options["Evidence:FlowLogs:Uri"] = null;
        clinic.Aws.Deny(action);

        (await clinic.WorstAsync()).Action.ShouldBe(action);
    }

    [Fact]
    public async Task A_key_of_KMS_that_may_not_be_used_is_named()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options["Evidence:FlowLogs:Uri"] = null;
        clinic.Aws.Next("s3", "GetObject").Fail(403, "AccessDenied", "User: arn:aws:iam::111122223333:user/chatops is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/1234 because no identity-based policy allows the kms:Decrypt action");

        var worst = await clinic.WorstAsync();

        worst.Action.ShouldBe("kms:Decrypt");
        worst.Repair.ShouldNotBeNull().ShouldContain("in its policy and in the key's");
    }

    [Fact]
    public async Task Accounts_and_regions_without_objects_are_told_and_the_newest_day_is_found()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Aws.GuardDuty(region: "eu-west-1");
        clinic.Aws.Detective(region: "eu-west-1").Graph(Clinic.Member);
        clinic.Options["Aws:Accounts:0:Regions"] = "us-east-1,eu-west-1";
        clinic.Options["Evidence:FlowLogs:Uri"] = null;
        clinic.Logs.Put(Clinic.Key("CloudTrail", "us-east-1").Replace("/08/01/", "/07/31/", StringComparison.Ordinal), "{}"u8.ToArray());

        var worst = await clinic.WorstAsync();

        worst.Found.ShouldBe("no objects of 111122223333 eu-west-1");
        clinic.Aws.Calls.ShouldNotContain(static call => call.Target.Contains("2024%2F07", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_that_stopped_coming_are_a_warning()
    {
        await using var clinic = await Clinic.OpenAsync();
        clinic.Options["Evidence:FlowLogs:Uri"] = null;
        clinic.Logs.Put(Clinic.Key("CloudTrail", "us-east-1"), "{\"Records\":[]}"u8.ToArray(), TimeProvider.System.GetUtcNow().AddDays(-9));

        (await clinic.WorstAsync()).Found.ShouldEndWith(", 9 days old");
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
