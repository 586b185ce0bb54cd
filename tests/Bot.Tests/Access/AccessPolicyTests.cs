using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Access;

public sealed class AccessPolicyTests
{
    private static readonly ChannelRef Security = ChannelRef.Web("security");

    [Fact]
    public void Without_a_file_everybody_in_the_room_is_admin()
    {
        var policy = new AccessPolicy(PolicyOptions.Of(new ConfigurationBuilder().Build()));

        policy.Decide(new Person("web", "ana", "Ana"), Verb.Resend, Security).Allowed.ShouldBeTrue();
        policy.Decide(new Person("slack", "U1", "Ben"), Verb.Resend, Security).Allowed.ShouldBeFalse();
        policy.Decide(new Person("slack", "U1", "Ben"), Verb.Interval, Security).Allowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Ana", "interval", true)]
    [InlineData("ana", "resend", true)]
    [InlineData("ben", "interval", false)]
    [InlineData("ben", "span", true)]
    [InlineData("eve", "help", false)]
    public void The_user_decides_before_the_channel_and_the_channel_before_the_default(string user, string verb, bool allowed)
    {
        var policy = Policy("""{"default":"none","users":{"web:ana":"admin","web:eve":"none"},"groups":{},"channels":{"web:security":"viewer"}}""");

        policy.Decide(new Person("web", user, user), verb, Security).Allowed.ShouldBe(allowed);
        policy.Decide(new Person("web", "ben", "ben"), "span", ChannelRef.Web("other")).Allowed.ShouldBeFalse();
    }

    [Fact]
    public void The_highest_role_of_somebody_s_groups_decides_after_the_user_and_before_the_channel()
    {
        var policy = Policy("""{"default":"none","users":{"slack:U9":"viewer"},"groups":{"slack:S1":"responder","slack:S2":"viewer","teams:g":"admin"},"channels":{"slack:T1/C1":"viewer"}}""");
        var channel = new ChannelRef("slack", "T1", "C1");

        policy.Decide(new Person("slack", "U1", "Ana") { Groups = ["slack:S2", "slack:S1"] }, Verb.Interval, channel).Allowed.ShouldBeTrue();
        policy.Decide(new Person("slack", "U1", "Ana") { Groups = ["slack:S3"] }, Verb.Interval, channel).Role.ShouldBe(Role.Viewer);
        policy.Decide(new Person("slack", "U9", "Eve") { Groups = ["slack:S1"] }, Verb.Interval, channel).Role.ShouldBe(Role.Viewer);
        policy.GroupsOf("slack").ShouldBe(["slack:S1", "slack:S2"], ignoreOrder: true);
    }

    [Fact]
    public void A_channel_for_nobody_is_for_nobody_and_is_not_spoken_in()
    {
        var policy = Policy("""{"default":"viewer","users":{"slack:U1":"admin"},"channels":{"slack:T1/C1":"none"}}""");

        policy.Decide(new Person("slack", "U1", "Ana"), Verb.Help, new ChannelRef("slack", "T1", "C1")).Allowed.ShouldBeFalse();
        policy.MaySpeakIn(new ChannelRef("slack", "T1", "C1")).ShouldBeFalse();
        policy.MaySpeakIn(new ChannelRef("slack", "T1", "C2")).ShouldBeTrue();
        new AccessPolicy(PolicyOptions.Of(new ConfigurationBuilder().Build())).MaySpeakIn(Security).ShouldBeTrue();
    }

    [Fact]
    public void A_refusal_says_who_may() =>
        Policy("""{"default":"viewer"}""").Decide(new Person("web", "ben", "Ben"), Verb.Interval, Security).Why
            .ShouldBe("“interval” is for responders and admins; Ben is viewer in web:security. Somebody who is responder can do it, or change the policy file.");

    [Theory]
    [InlineData("""{"users":{"web:ana":"boss"}}""", "$.users['web:ana'] is \"boss\"; use none, viewer, responder or admin")]
    [InlineData("""{"default":1}""", "$.default is 1;")]
    [InlineData("""{"users":[]}""", "$.users is no object")]
    [InlineData("""{"user":{}}""", "$['user'] is not known")]
    [InlineData("""{"users":{"ana":"admin"}}""", "$.users['ana'] names no chat")]
    [InlineData("""[]""", "$ is no object")]
    [InlineData("""{"default":""", "it is no JSON: line 1")]
    public void A_file_that_cannot_be_used_is_refused_with_the_place(string json, string error)
    {
        using var folder = new TemporaryFolder();

        Options(folder, json).Errors.ShouldHaveSingleItem().ShouldContain(error);
    }

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"channels":{"slack:T1/C1":"admin"}}""", true)]
    [InlineData("""{"default":"none","channels":{"slack:T1/C1":"admin"}}""", false)]
    [InlineData("""{"channels":{"slack:T1/C1":"none"}}""", false)]
    public void Where_no_channel_is_told_we_speak_only_when_none_is_closed(string json, bool may) => Policy(json).MaySpeakAnywhere.ShouldBe(may);

    [Fact]
    public void A_missing_file_is_refused() =>
        PolicyOptions.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Policy:File", "/nowhere/policy.json")]).Build()).Errors
            .ShouldHaveSingleItem().ShouldStartWith("Policy:File '/nowhere/policy.json' cannot be read");

    [Fact]
    public void Every_verb_has_a_least_role() =>
        typeof(Verb).GetFields().Select(static field => (string)field.GetRawConstantValue()!).ShouldAllBe(static verb => Verb.LeastRole.ContainsKey(verb));

    private static AccessPolicy Policy(string json)
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder, json);
        options.Errors.ShouldBeEmpty();
        return new AccessPolicy(options);
    }

    private static PolicyOptions Options(TemporaryFolder folder, string json)
    {
        var path = Path.Combine(folder.Path, "policy.json");
        File.WriteAllText(path, json);
        return PolicyOptions.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Policy:File", path)]).Build());
    }
}
