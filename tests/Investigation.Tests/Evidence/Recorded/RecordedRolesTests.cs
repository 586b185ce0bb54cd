using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Permissions;
using ChatOps.Investigation.SampleDay;

namespace ChatOps.Investigation.Evidence.Recorded;

public sealed class RecordedRolesTests
{
    private static readonly DateTimeOffset asOf = new(2024, 8, 1, 19, 10, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_sample_s_role_says_what_it_may_do()
    {
        var answer = await Sample().RoleAsync(new EntityRef(EntityKind.Role, "lab-GeneralInstanceRole", "111122223333"), asOf, default);

        answer.Coverage.State.ShouldBe(CoverageState.Answered);
        answer.Coverage.AskedAt.ShouldBe(asOf.AddMinutes(-10));
        answer.Value!.RoleId.ShouldBe("AROAQ7LABDAYEXAMPLE01");
        answer.Value.IsComplete.ShouldBeTrue();
        PermissionWords.Trusted(answer.Value.Trust).ShouldBe(["the service ec2.amazonaws.com"]);
        PermissionWords.Services(RoleGrants.Of(answer.Value)).ShouldBe(["s3: ListAllMyBuckets, on every resource", "ssm: every action (ssm:*), on every resource"]);
    }

    [Fact]
    public async Task A_role_that_is_not_recorded_is_none_and_a_broken_record_is_unavailable()
    {
        (await Sample().RoleAsync(new EntityRef(EntityKind.Role, "other", "111122223333"), asOf, default)).Coverage.State.ShouldBe(CoverageState.Empty);
        (await Sample().RoleAsync(new EntityRef(EntityKind.Role, "lab-GeneralInstanceRole", "999999999999"), asOf, default)).Coverage.State.ShouldBe(CoverageState.Empty);
        var broken = Path.Combine(AppContext.BaseDirectory, $"roles-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}.json");
        foreach (var text in new[] { "", "{", "{}", """{"roles":[{}]}""", """{"roles":7}""", """{"roles":[{"arn":1}]}""" })
        {
            await File.WriteAllTextAsync(broken, text);
            (await new RecordedRoles(broken).RoleAsync(new EntityRef(EntityKind.Role, "x", "1"), asOf, default)).Coverage.State.ShouldBe(CoverageState.Unavailable, text);
        }

        File.Delete(broken);
        (await new RecordedRoles(broken).RoleAsync(new EntityRef(EntityKind.Role, "x", "1"), asOf, default)).Coverage.State.ShouldBe(CoverageState.Unavailable);
    }

    private static RecordedRoles Sample() => new(Path.Combine(CommittedSample.Folder, "roles.json"));
}
