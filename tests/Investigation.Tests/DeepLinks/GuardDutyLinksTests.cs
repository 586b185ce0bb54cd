using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.DeepLinks;

public sealed class GuardDutyLinksTests
{
    [Theory]
    [InlineData("us-east-1", "console.aws.amazon.com")]
    [InlineData("ca-west-1", "console.aws.amazon.com")]
    [InlineData("us-gov-east-1", "console.amazonaws-us-gov.com")]
    [InlineData("cn-northwest-1", "console.amazonaws.cn")]
    public void A_finding_opens_in_the_console_of_its_partition(string region, string host) => GuardDutyLinks.Finding(new FindingId("111122223333", region, "abc123")).Url
        .ShouldNotBeNull().AbsoluteUri.ShouldBe($"https://{host}/guardduty/home?region={region}#/findings?search=id%3Dabc123");

    [Theory]
    [InlineData("us-isob-east-1", "abc", "no console address is known for us-isob-east-1")]
    [InlineData("evil.example/", "abc", "the finding's region is not an AWS region name")]
    [InlineData("us-east-1", "", "the finding's id is not valid text")]
    public void Without_a_sure_address_there_is_a_reason(string region, string id, string reason) =>
        GuardDutyLinks.Finding(new FindingId("111122223333", region, id)).ShouldBe(ConsoleLink.Withheld(reason));

    [Fact]
    public void An_id_cannot_leave_its_place() => GuardDutyLinks.Finding(new FindingId("111122223333", "us-east-1", "a&b=c #d")).Url
        .ShouldNotBeNull().AbsoluteUri.ShouldEndWith("search=id%3Da%26b%3Dc%20%23d");
}
