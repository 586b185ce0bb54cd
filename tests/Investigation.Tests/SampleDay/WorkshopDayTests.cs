using System.Globalization;
using System.Text.Json;
using ChatOps.SampleDay;

namespace ChatOps.Investigation.SampleDay;

public sealed class WorkshopDayTests
{
    [Fact]
    public void Made_again_it_equals_the_committed_files()
    {
        List<string> made = [];
        foreach (var file in WorkshopDay.Files())
        {
            var path = Path.Combine(CommittedSample.Folder, file.Path);
            File.Exists(path).ShouldBeTrue(file.Path);
            (CommittedSample.Text(path) == file.Text).ShouldBeTrue($"{file.Path} differs: run tools/SampleDay and commit what it writes");
            made.Add(file.Path);
        }

        made.Order(StringComparer.Ordinal).ShouldBe(CommittedSample.Paths().Select(Relative).Where(path => path != "README.md"));
    }

    [Fact]
    public void It_stays_within_5_MB_and_500_files()
    {
        CommittedSample.Paths().Sum(path => new FileInfo(path).Length).ShouldBeLessThanOrEqualTo(5_000_000);
        CommittedSample.Paths().Count().ShouldBeLessThan(500);
    }

    [Fact]
    public void Its_readme_counts_what_is_there()
    {
        var readme = CommittedSample.Text(Path.Combine(CommittedSample.Folder, "README.md"));

        readme.ShouldContain(Say($"{CommittedSample.Paths().Count()} files, {CommittedSample.Paths().Sum(path => new FileInfo(path).Length) / 1e6:F1} MB"));
        readme.ShouldContain(Say($"{CommittedSample.Deliveries.Count} deliveries of {CommittedSample.FinalFindings.Count} GuardDuty findings"));
        readme.ShouldContain(Say($"{CommittedSample.Calls.Count:N0} API calls in {CommittedSample.Paths("*_CloudTrail_*").Count()} objects"));
        readme.ShouldContain(Say($"{CommittedSample.Paths("*_vpcflowlogs_*").Count()} objects"));
    }

    [Fact]
    public void Nothing_is_delivered_after_the_clock_ends_at_1910()
    {
        const string End = "20240801T1910Z";
        CommittedSample.Paths("*.gz").Select(path => path.Split('_').First(part => part.Length == End.Length && part[8] == 'T'))
            .ShouldAllBe(stamp => string.CompareOrdinal(stamp, End) <= 0);
    }

    [Fact]
    public void The_recorded_role_may_do_ssm_and_list_buckets_and_nothing_else()
    {
        using var roles = JsonDocument.Parse(CommittedSample.Text(Path.Combine(CommittedSample.Folder, "roles.json")));
        var role = roles.RootElement.GetProperty("roles").EnumerateArray().ShouldHaveSingleItem();

        role.GetProperty("roleName").GetString().ShouldBe("lab-GeneralInstanceRole");
        role.GetProperty("arn").GetString().ShouldBe("arn:aws:iam::111122223333:role/lab-GeneralInstanceRole");
        var roleId = role.GetProperty("roleId").GetString();
        CommittedSample.Calls.ShouldNotContain(call => !call.Principal.StartsWith(roleId + ":", StringComparison.Ordinal));
        role.GetProperty("attachedPolicies").GetArrayLength().ShouldBe(0);
        role.GetProperty("inlinePolicies").EnumerateArray()
            .SelectMany(policy => policy.GetProperty("policyDocument").GetProperty("Statement").EnumerateArray())
            .SelectMany(statement => statement.GetProperty("Action").EnumerateArray())
            .Select(action => action.GetString())
            .ShouldBe(["ssm:*", "s3:ListAllMyBuckets"]);
    }

    [Fact]
    public void A_folder_with_other_log_objects_is_noticed_before_anything_is_written()
    {
        var root = Directory.CreateTempSubdirectory("sample-day-");
        try
        {
            var folder = new SampleFolder(root.FullName);
            SampleFile[] files = [new("findings.jsonl", "{}\n"), new("evidence/a.log.gz", "ours\n")];

            folder.Write(files).Count.ShouldBe(2);
            folder.FilesNotIn(files).ShouldBeEmpty();
            CommittedSample.Text(Path.Combine(root.FullName, "evidence", "a.log.gz")).ShouldBe("ours\n");

            File.WriteAllText(Path.Combine(root.FullName, "evidence", "theirs.log"), "theirs");
            folder.FilesNotIn(files).ShouldBe(["evidence/theirs.log"]);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static string Relative(string path) => Path.GetRelativePath(CommittedSample.Folder, path).Replace('\\', '/');

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
