using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.CloudTrail;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.SampleDay;

/// <summary>What the rules say of the sample day: calls from the source itself, flows counted here from the committed records.</summary>
public sealed class SampleActivitiesTests
{
    private static readonly EntityRef Role = new(EntityKind.Role, "lab-GeneralInstanceRole", "111122223333");
    private static readonly EntityRef Address = new(EntityKind.IpAddress, CommittedSample.Address);
    private static readonly DateTimeOffset AsOf = CommittedSample.Day.AddHours(19).AddMinutes(10);

    private static IReadOnlyList<ActivityPass> Passes(ActivityTopic topic, EntityRef entity, int from, int to)
    {
        var window = new TimeWindow(CommittedSample.Day.AddHours(from), CommittedSample.Day.AddHours(to));
        return ActivityPasses.For(topic, new EvidenceQuestion(entity, window, AsOf, "111122223333", "us-east-1"), CommittedSample.Day.AddMinutes(20));
    }

    private static Task<EvidenceAnswer<CallFigures>> AskAsync(ActivityPass pass) =>
        new CloudTrailSource(new FolderLogs(Path.Combine(CommittedSample.Folder, "evidence"))).CallsAsync(pass.Question, pass.Calls!, CancellationToken.None);

    [Fact]
    public async Task Calls_of_the_address_from_1100_to_1200()
    {
        var pass = Passes(ActivityTopic.Calls, Address, 11, 12)[0];
        var answer = await AskAsync(pass);
        var volume = CallVolume.Of(pass.Question, answer);
        volume.TotalSentence.ShouldBe("212 successful · 180 failed; usual at this hour 0 and 0.");
        var tree = CallTree.Of(answer.Value!.Tables[2]);
        tree.Words(CallOutcome.Succeeded).ShouldBe(
            "ssm 152: DescribeParameters 60, GetParameters 60, UpdateInstanceInformation 14, UpdateInstanceAssociationStatus 8, ListInstanceAssociations 6, "
            + "PutComplianceItems 2, PutInventory 2 · s3 ListBuckets 60");
        tree.Words(CallOutcome.Failed).ShouldBe("iam CreateUser 60, iam GetUser 60, dynamodb ListTables 60 (AccessDenied)");
    }

    [Fact]
    public async Task Of_the_day_541_of_a_thousand_calls_of_the_address_succeed()
    {
        var pass = Passes(ActivityTopic.Calls, Address, 0, 19)[0];
        var volume = CallVolume.Of(pass.Question, await AskAsync(pass));
        volume.Total.All.ShouldBe(7_235);
        volume.ShareSentence.ShouldBe("54.1 % of the calls succeed.");
    }

    [Theory]
    [InlineData(0, 19)]
    [InlineData(11, 12)]
    public async Task New_for_the_role_in_the_day_and_in_any_hour_of_it(int from, int to)
    {
        var pass = Passes(ActivityTopic.NewBehavior, Role, from, to)[0];
        var behavior = NewBehavior.Of(pass, await AskAsync(pass));
        behavior.DaysCovered.ShouldBe(21);
        behavior.Sentences()[0].ShouldBe("New for this role in the 21 days we hold: iam CreateUser, iam GetUser, dynamodb ListTables, s3 ListBuckets, 1 more.");
    }

    [Fact]
    public async Task One_role_called_from_the_address()
    {
        var pass = Passes(ActivityTopic.Interaction, Address, 0, 19)[0];
        var principals = ResourceInteraction.Of(pass, (await AskAsync(pass)).Value!).ShouldHaveSingleItem();
        principals.Sentence.ShouldBe("Users and roles that called from this address: lab-GeneralInstanceRole 7,235 calls (3,321 failed).");
        principals.Rows[0].Entity.ShouldBe(Role);
    }

    [Fact]
    public void Flow_volume_and_addresses_of_the_instance()
    {
        var pass = Passes(ActivityTopic.Flow, new EntityRef(EntityKind.Ec2Instance, "i-0c79413d9f0d9941e"), 0, 19)[0];
        var figures = Count(CommittedSample.Flows);
        var answer = new EvidenceAnswer<FlowFigures>(figures, new Coverage(CoverageState.Answered, AsOf));
        var volume = FlowVolume.Of(pass.Question, answer);
        var distinct = DistinctCounts.Of(pass.Question, answer);
        volume.Sentences(distinct).ShouldBe(
        [
            "Inbound 255 MB at 02:00, 62 times the usual 4.1 MB at this hour (21 days).",
            "Outbound as usual, except 1,600 addresses contacted at 16:00 (usual 700).",
        ]);
    }

    private static FlowFigures Count(IEnumerable<Flow> flows)
    {
        List<FlowHour> hours = [];
        List<DistinctHour> distinct = [];
        foreach (var hour in flows.GroupBy(static flow => TimeWindow.Floor(flow.Start)).OrderBy(static hour => hour.Key))
        {
            var accepted = hour.Where(static flow => flow.Action == "ACCEPT").ToLookup(static flow => flow.IsInbound, static flow => flow.Bytes);
            var addresses = hour.ToLookup(static flow => flow.IsInbound, static flow => flow.IsInbound ? flow.Source : flow.Destination);
            hours.Add(new FlowHour(hour.Key, new FlowTotals(Sum(accepted[true]), Sum(accepted[false]), default, default, default)));
            distinct.Add(new DistinctHour(hour.Key, default, Distinct(addresses[true]), Distinct(addresses[false])));
        }

        return new FlowFigures(hours, distinct, [], []);
    }

    private static Traffic Sum(IEnumerable<long> bytes) => new(bytes.Count(), 0, bytes.Sum());

    private static DistinctCount Distinct(IEnumerable<string> addresses) => new(addresses.Distinct().Count(), 0, 0);
}
