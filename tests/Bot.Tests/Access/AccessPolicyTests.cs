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
    [InlineData("""{"users":{"web:ana":"admin","WEB:Ana":"viewer"}}""", "$.users['WEB:Ana'] stands there twice")]
    [InlineData("""{"users":{},"users":{}}""", "$['users'] stands there twice")]
    [InlineData("""{"channels":{"web:security":["viewer"]}}""", "$.channels['web:security'] is [\"viewer\"]; use none, viewer, responder or admin")]
    [InlineData("""{"channels":{"web:security":{"roles":"viewer"}}}""", "$.channels['web:security']['roles'] is not known; use role and verbs")]
    [InlineData("""{"channels":{"web:security":{"role":"boss"}}}""", "$.channels['web:security'].role is \"boss\"")]
    [InlineData("""{"channels":{"web:security":{"verbs":{"close":"boss"}}}}""", "$.channels['web:security'].verbs['close'] is \"boss\"")]
    [InlineData("""{"channels":{"web:security":{"verbs":[]}}}""", "$.channels['web:security'].verbs is no object; write verbs and roles, such as {\"close\":\"admin\"}")]
    [InlineData("""{"channels":{"slack:C024BE91L":"none"}}""", "$.channels['slack:C024BE91L'] names no workspace")]
    [InlineData("""{"verbs":{"clsoe":"admin"}}""", "$.verbs['clsoe'] is no verb; use one of investigate, pivot,")]
    [InlineData("""{"verbs":{"close":"none"}}""", "$.verbs['close'] is \"none\", and a verb needs a role")]
    [InlineData("""{"verbs":{"audit":"responder"}}""", "$.verbs['audit'] is for admins, and the file cannot give it to others")]
    [InlineData("""{"verbs":{"Policy":"viewer"}}""", "$.verbs['Policy'] is for admins")]
    [InlineData("""{"verbs":{"ingest":"none"}}""", "$.verbs['ingest'] is for admins")]
    [InlineData("""{"channels":{"web:x":{"verbs":{"resend":"responder"}}}}""", "$.channels['web:x'].verbs['resend'] is for admins")]
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

    [Theory]
    // who, verb, where, allowed: close is the admins' everywhere, the viewers' in #drill; note is the responders' but not in #open
    [InlineData("ana", "close", "security", true)]
    [InlineData("ben", "close", "security", false)]
    [InlineData("ben", "close", "drill", true)]
    [InlineData("cleo", "close", "drill", true)]
    [InlineData("cleo", "close", "security", false)]
    [InlineData("cleo", "note", "security", false)]
    [InlineData("ben", "note", "security", true)]
    [InlineData("cleo", "note", "open", true)]
    [InlineData("cleo", "close", "open", false)]
    [InlineData("cleo", "span", "drill", true)]
    [InlineData("ben", "span", "drill", true)]
    [InlineData("ana", "audit", "drill", true)]
    [InlineData("ben", "audit", "drill", false)]
    [InlineData("eve", "close", "drill", false)]
    [InlineData("ana", "fly", "drill", false)]
    public void A_verb_needs_what_the_channel_says_else_the_file_else_what_is_built_in(string who, string verb, string channel, bool allowed) => Policy("""
        {
          "default": "viewer", // comments and trailing commas are let stand
          "users": { "web:ana": "admin", "web:ben": "responder", "web:eve": "none" },
          "channels": { "web:drill": { "verbs": { "CLOSE": "viewer" } }, "web:open": { "role": "viewer", "verbs": { "note": "viewer" } } },
          "verbs": { "close": "admin", "note": "responder", "audit": "admin" },
        }
        """).Decide(new Person("web", who, who), verb, ChannelRef.Web(channel)).Allowed.ShouldBe(allowed);

    [Theory]
    [InlineData("ana", "security", "Admin", "user web:ana says so")]
    [InlineData("ana", "closed", "None", "channel web:closed is for nobody")]
    [InlineData("ben", "security", "Responder", "channel web:security says so")]
    [InlineData("ben", "other", "Viewer", "the default says so")]
    [InlineData("ben", "verbs", "Viewer", "the default says so")]
    [InlineData("cleo", "security", "Viewer", "group web:g2 says so")]
    public void A_standing_says_what_gives_it(string who, string channel, string role, string because)
    {
        var policy = Policy("""{"users":{"web:ana":"admin"},"groups":{"web:g1":"none","web:g2":"viewer"},"channels":{"web:security":"responder","web:closed":{"role":"none"},"web:verbs":{"verbs":{}}}}""");
        var standing = policy.StandingOf(new Person("web", who, who) { Groups = who == "cleo" ? ["web:g1", "web:g2"] : [] }, ChannelRef.Web(channel));
        (standing.Role.ToString(), standing.Because).ShouldBe((role, because));
    }

    [Theory]
    [InlineData("""{}""", "ben", true, true)]
    [InlineData("""{"default":"none"}""", "ben", false, false)]
    [InlineData("""{"default":"none","channels":{"web:security":"viewer"}}""", "ben", true, true)]
    [InlineData("""{"default":"none","channels":{"web:other":"viewer"}}""", "ben", false, true)]
    [InlineData("""{"channels":{"web:security":"none"}}""", "ben", false, true)]
    [InlineData("""{"channels":{"web:security":"none"},"users":{"web:ben":"admin"}}""", "ben", false, true)]
    [InlineData("""{"users":{"web:ben":"none"},"channels":{"web:other":"viewer"}}""", "ben", false, false)]
    [InlineData("""{"verbs":{"investigate":"admin","help":"admin"}}""", "ben", true, true)]
    public void Reading_needs_a_role_and_no_verb(string json, string who, bool here, bool somewhere)
    {
        var (policy, person) = (Policy(json), new Person("web", who, who));
        policy.DecideReading(person, Security).Allowed.ShouldBe(here);
        policy.DecideReadingAnywhere(person).Allowed.ShouldBe(somewhere);
    }

    [Fact]
    public void Whoever_gives_no_name_is_refused_in_words_too()
    {
        Policy("""{"default":"none"}""").DecideReading(new Person("web", "", ""), Security).Why.ShouldBe("Reading web:security is for viewers, responders and admins; somebody who gives no name is without a role. An admin can change the policy file.");
        Policy("""{"default":"viewer"}""").Decide(new Person("web", "", ""), Verb.Audit, Security).Why!.ShouldContain("somebody who gives no name is viewer");
    }

    [Fact]
    public void All_mistakes_of_a_file_are_told_at_once()
    {
        using var folder = new TemporaryFolder();
        Options(folder, """{"default":"boss","users":{"ana":"x"},"verbs":{"fly":"viewer"}}""").Errors.Count.ShouldBe(4);
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
