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
