using ChatOps.TestKit;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack;

public sealed class SlackPeopleTests
{
    [Fact]
    public async Task People_have_the_name_they_chose_and_Slack_is_asked_once_an_hour()
    {
        await using var speaking = await Speaking.StartedAsync();
        var ana = speaking.Slack.Person("ana");

        (await speaking.Get<SlackPeople>().OfAsync(ana.Id, default)).ToString().ShouldBe($"slack:{ana.Id}");
        (await speaking.Get<SlackPeople>().OfAsync(ana.Id, default)).Name.ShouldBe("ana");
        speaking.Called("users.info").Count.ShouldBe(1);

        speaking.Store.Time.Advance(TimeSpan.FromHours(2));
        speaking.Slack.Faults.On("users.info").Http(503);
        (await speaking.Get<SlackPeople>().OfAsync(ana.Id, default)).Name.ShouldBe("ana", "an old name is better than none");
        speaking.Called("users.info").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_Slack_does_not_tell_goes_by_the_id()
    {
        await using var speaking = await Speaking.StartedAsync();
        speaking.Slack.Faults.On("users.info").Garbage(SlackGarbage.WrongTypes);

        (await speaking.Get<SlackPeople>().OfAsync("U0NOBODY99", default)).Name.ShouldBe("U0NOBODY99");
        (await speaking.Get<SlackPeople>().OfAsync("U0NOBODY99", default)).Name.ShouldBe("U0NOBODY99", "Slack knows nobody of that id");
    }

    [Fact]
    public async Task A_slow_Slack_costs_the_name_only()
    {
        await using var speaking = await Speaking.StartedAsync();
        var ana = speaking.Slack.Person("ana");
        speaking.Slack.Faults.On("users.info").Slow(TimeSpan.FromSeconds(5));

        // the clock of the test goes on as fast as anybody waits for it
        speaking.Store.Time.Pump(Task.Run(() => speaking.Get<SlackPeople>().OfAsync(ana.Id, default))).Name.ShouldBe(ana.Id);
    }

    [Fact]
    public async Task Groups_that_the_policy_names_are_known_of_everybody()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "policy.json");
        await using var first = await SlackDouble.StartAsync();
        var group = first.Group("responders", first.Person("ana")); // ids of the double are made in the same order each time
        await File.WriteAllTextAsync(file, $$$"""{"default":"viewer","groups":{"slack:{{{group.ToLowerInvariant()}}}":"admin","slack:S0GONE":"admin","web:x":"admin"}}""");

        await using var speaking = await Speaking.CreateAsync(null, ("Policy:File", file));
        await speaking.StartAsync();
        var ana = speaking.Slack.Person("ana");
        speaking.Slack.Group("responders", ana).ShouldBe(group);
        var ben = speaking.Slack.Person("ben");

        (await speaking.Get<SlackPeople>().OfAsync(ana.Id, default)).Groups.ShouldBe([$"slack:{group.ToLowerInvariant()}"]);
        (await speaking.Get<SlackPeople>().OfAsync(ben.Id, default)).Groups.ShouldBeEmpty();
        speaking.Called("usergroups.users.list").Count(static outcome => outcome == "ok").ShouldBe(1, "kept for five minutes");

        speaking.Store.Time.Advance(TimeSpan.FromMinutes(6));
        speaking.Slack.Faults.On("usergroups.users.list").Http(503, 2);
        (await speaking.Get<SlackPeople>().OfAsync(ana.Id, default)).Groups.Count.ShouldBe(1, "the last that was told");
    }

    [Fact]
    public async Task Whoever_is_mentioned_is_named_as_Slack_names_them_and_we_are_nobody()
    {
        await using var speaking = await Speaking.StartedAsync();
        var (ana, bruno) = (speaking.Slack.Person("ana"), speaking.Slack.Person("bruno"));
        var self = speaking.Get<SlackIdentity>().BotUser;
        var mentions = speaking.Get<Inbound.SlackMentioned>();

        var (words, people) = await mentions.ReadAsync($"assign <@{bruno.Id}|old name>, then <@{ana.Id}> &amp; <@{bruno.Id}> not <@{self}> nor <@U0GONE> nor <!here>", default);
        words.ShouldBe($"assign @{Name(bruno)}, then @{Name(ana)} & @{Name(bruno)} not @{self} nor @U0GONE nor @here");
        people.Select(static person => person.ToString()).ShouldBe([$"slack:{bruno.Id}", $"slack:{ana.Id}", "slack:U0GONE"]);
        people[0].Name.ShouldBe(Name(bruno));

        (words, people) = await mentions.ReadEnteredAsync($"<@{bruno.Id}> a &amp; b <https://x.example>", default);
        words.ShouldBe($"@{Name(bruno)} a &amp; b <https://x.example>", "what is typed into a form is not escaped");
        people.ShouldHaveSingleItem().Id.ShouldBe(bruno.Id);

        (words, people) = await mentions.ReadAsync(string.Concat(Enumerable.Range(0, 100).Select(static n => $"<@U{n}>")), default);
        people.Count.ShouldBe(20);
        (await mentions.ReadAsync("assign bruno", default)).Mentioned.ShouldBeEmpty();

        string Name(SlackTeammate who) => speaking.Get<SlackPeople>().NameAsync(who.Id, default).Result;
    }

    [Fact]
    public async Task Membership_is_known_and_asked_again_after_a_minute()
    {
        await using var speaking = await Speaking.StartedAsync();
        var membership = speaking.Get<SlackMembership>();

        (await membership.OfAsync(speaking.Channel.Id, default)).ShouldBe(new SlackPresence(IsMember: true, IsPublic: true, IsArchived: false));
        (await membership.OfAsync(speaking.Slack.Channel("secret").Private().WithoutBot().Id, default)).ShouldBe(new SlackPresence(false, false, false));
        speaking.Channel.WithoutBot();
        (await membership.OfAsync(speaking.Channel.Id, default))!.IsMember.ShouldBeTrue("as it was a moment ago");
        speaking.Store.Time.Advance(TimeSpan.FromMinutes(2));
        (await membership.OfAsync(speaking.Channel.Id, default))!.IsMember.ShouldBeFalse();
        speaking.Store.Time.Advance(TimeSpan.FromMinutes(2));
        speaking.Slack.Faults.On("conversations.info").Http(502);
        (await membership.OfAsync(speaking.Channel.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Reactions_and_links_go_where_they_should()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        var said = speaking.Channel.All[0];

        (await speaking.Get<SlackReactions>().AddAsync(speaking.Channel.Id, said.Ts, "white_check_mark", default)).ShouldBeOfType<Api.SlackOk>();
        (await speaking.Get<SlackReactions>().AddAsync(speaking.Channel.Id, said.Ts, "white_check_mark", default)).ShouldBeOfType<Api.SlackOk>();
        said.Reactions.ShouldBe(["white_check_mark"]);
        (await speaking.Get<SlackReactions>().AddAsync(speaking.Channel.Id, "1.000001", "eyes", default)).ShouldBeOfType<Api.SlackRefused>();

        (await speaking.Get<SlackLinks>().PermalinkAsync(speaking.Channel.Id, said.Ts, default))!.ToString().ShouldBe(said.Permalink);
        (await speaking.Get<SlackLinks>().PermalinkAsync(speaking.Channel.Id, "1.000001", default)).ShouldBeNull();

        speaking.Slack.Refused.ShouldBeEmpty();
    }
}
