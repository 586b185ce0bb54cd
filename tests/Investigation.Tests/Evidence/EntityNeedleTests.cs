using System.Text;
using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Evidence;

public sealed class EntityNeedleTests
{
    [Theory]
    [InlineData(EntityKind.Role, "app-prod-role", "app-prod-role")]
    [InlineData(EntityKind.Role, "arn:aws:iam::111122223333:role/app-prod-role", "app-prod-role")] // the rest stands in every record of an account
    [InlineData(EntityKind.Role, "arn:aws:iam::111122223333:role/teams/app", "teams")]
    [InlineData(EntityKind.Role, "arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:role")]
    [InlineData(EntityKind.User, "arn:aws:iam::111122223333:user/größe/ana.maria", "ana.maria")]
    [InlineData(EntityKind.IpAddress, "203.0.113.77", "203.0.113.77")]
    [InlineData(EntityKind.IpAddress, "2001:db8::17", "")] // has many spellings
    [InlineData(EntityKind.UserAgent, "größer \"x\"", "")]
    public void The_part_that_tells_most_and_is_spelled_in_one_way(EntityKind kind, string id, string needle) =>
        Encoding.ASCII.GetString(EntityNeedle.Of(new EntityRef(kind, id)).Span).ShouldBe(needle);
}
