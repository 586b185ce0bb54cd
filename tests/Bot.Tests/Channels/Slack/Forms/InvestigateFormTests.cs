namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The shortcuts "Investigate" and "Investigate this".</summary>
public sealed class InvestigateFormTests(SlackDay day) : IClassFixture<SlackDay>
{
    private static readonly string Hostile = "<!channel> see finding and 198.51.100.23, (i-0c79413d9f0d9941e). arn:aws:s3:::lab-bucket 1.2.3 12:30 today";

    [Fact]
    public async Task A_finding_is_picked_by_words_and_investigated_in_the_channel_chosen()
    {
        var (place, ana) = (day.Slack.Channel("form-1"), day.Slack.Person("ana"));
        (await ana.GlobalShortcut(FormIds.Investigate)).Status.ShouldBe(200);
        var form = ana.OpenView.ShouldNotBeNull();

        var found = await ana.Suggest(FormIds.PickFinding, "MaliciousIPCaller");
        found.ShouldNotBeEmpty();
        found.ShouldAllBe(static option => option.Text.Length <= 75 && option.Value.Length <= 150);
        form.Fill("finding", found[0].Value).Fill("channel", place.Id);
        await form.Submit();

        form.IsOpen.ShouldBeFalse();
        (await day.ThreadsAsync(place)).ShouldHaveSingleItem().Finding!.Value.Id.ShouldBe(found[0].Value);
        await day.Slack.Deliveries.All[^1].Again();
        (await day.ThreadsAsync(place)).Count.ShouldBe(1);
        day.Slack.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_private_channel_one_is_not_in_cannot_be_named_in_a_form()
    {
        var (place, ana, ben) = (day.Slack.Channel("form-private").Private(), day.Slack.Person("ana-private"), day.Slack.Person("ben-private"));
        place.Join(ben);
        await ana.GlobalShortcut(FormIds.Investigate);
        var form = ana.OpenView!.Fill("words", "ip 198.51.100.23").Fill("channel", place.Id);
        await form.Submit();
        form.Errors["channel"].ShouldContain("does not say that you are in this channel");
        (await day.ThreadsAsync(place)).ShouldBeEmpty();

        await ben.GlobalShortcut(FormIds.Investigate);
        await ben.OpenView!.Fill("words", "ip 198.51.100.23").Fill("channel", place.Id).Submit();
        (await day.ThreadsAsync(place)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_cannot_be_understood_is_said_below_its_field_and_can_be_corrected()
    {
        var (place, ana) = (day.Slack.Channel("form-2"), day.Slack.Person("ana-2"));
        await ana.GlobalShortcut(FormIds.Investigate);
        var form = ana.OpenView!.Fill("channel", place.Id);

        await form.Submit();
        form.Errors["words"].ShouldContain("Choose a finding");
        form.Fill("words", "ip 300.1.1.1");
        await form.Submit();
        form.Errors["words"].ShouldContain("is not one IPv4 or IPv6 address");
        form.Fill("words", "ip 198.51.100.23").Fill("window", "2024-08-02..2024-08-01");
        await form.Submit();
        form.Errors["window"].ShouldContain("ends before it starts");
        form.Fill("finding", day.Any.Finding!.Value.Id);
        await form.Submit();
        form.Errors["words"].ShouldContain("leave one of the two");
        form.Fill("finding").Fill("window", "2024-08-01 11:00..12:00");
        await form.Submit();

        form.IsOpen.ShouldBeFalse();
        (await day.ThreadsAsync(place)).ShouldHaveSingleItem().Entity!.Value.Id.ShouldBe("198.51.100.23");
    }

    [Fact]
    public async Task Several_that_match_are_offered_in_the_form()
    {
        var (place, ana) = (day.Slack.Channel("form-3"), day.Slack.Person("ana-3"));
        await ana.GlobalShortcut(FormIds.Investigate);
        var form = ana.OpenView!.Fill("channel", place.Id).Fill("words", "MaliciousIPCaller.Custom");

        await form.Submit();
        form.IsOpen.ShouldBeTrue();
        form.Words.ShouldContain("findings match; which one?");
        await form.Submit(); // what was entered before is still there, as in Slack

        (await day.ThreadsAsync(place)).ShouldHaveSingleItem().Finding.ShouldNotBeNull();
        day.Slack.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_in_which_nothing_could_be_shown_is_refused()
    {
        var (place, ana) = (day.Slack.Channel("form-8").Private().WithoutBot(), day.Slack.Person("ana-8"));
        await ana.GlobalShortcut(FormIds.Investigate);
        var form = ana.OpenView!.Fill("channel", place.Id).Fill("words", "ip 198.51.100.23");

        await form.Submit();

        form.Errors["channel"].ShouldContain("/invite");
        (await day.ThreadsAsync(place)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_message_names_is_proposed()
    {
        var (place, ana) = (day.Slack.Channel("form-4"), day.Slack.Person("ana-4"));
        var id = day.Any.Finding!.Value;
        var alert = await place.BotSays("Other tool", $"{Hostile} <https://us-east-1.console.aws.amazon.com/guardduty/home?region={id.Region}#/findings?search=id%3D{id.Id}|open>");

        await alert.Shortcut(ana, FormIds.InvestigateMessage);
        var form = ana.OpenView.ShouldNotBeNull();

        form.Words.ShouldContain("Named in the message");
        foreach (var named in new[] { id.Id, "198.51.100.23", "i-0c79413d9f0d9941e", "lab-bucket" }) form.Words.ShouldContain(named);
        form.Words.ShouldNotContain("today");
        await form.Submit();
        (await day.ThreadsAsync(place)).ShouldHaveSingleItem().Finding.ShouldBe(id);
    }

    [Fact]
    public async Task A_message_that_names_nothing_leaves_the_form_empty()
    {
        var (place, ana) = (day.Slack.Channel("form-5"), day.Slack.Person("ana-5"));
        var said = await place.Say(ana, "lunch at 12:30?");

        await said.Shortcut(ana, FormIds.InvestigateMessage);

        ana.OpenView.ShouldNotBeNull().Words.ShouldNotContain("Named in the message");
    }

    [Fact]
    public async Task A_shortcut_that_comes_too_late_is_answered_privately()
    {
        var (place, ana) = (day.Slack.Channel("form-6"), day.Slack.Person("ana-6"));
        var said = await place.Say(ana, "198.51.100.23");
        day.Slack.Faults.On("views.open").Fail("expired_trigger_id", 2);

        await said.Shortcut(ana, FormIds.InvestigateMessage);
        await ana.GlobalShortcut(FormIds.Investigate);

        (await ana.ExpectPrivateAnswer("form did not open")).ChannelId.ShouldBe(place.Id);
        await ana.DirectMessage.ExpectMessage("form did not open");
    }

    [Fact]
    public async Task Where_the_policy_gives_no_role_the_form_says_so_and_names_nothing()
    {
        var (place, nobody) = (day.Slack.Channel("form-7"), day.Slack.Person("nobody"));
        await nobody.GlobalShortcut(FormIds.Investigate);
        var form = nobody.OpenView!.Fill("channel", place.Id).Fill("words", "ip 198.51.100.23");

        (await nobody.Suggest(FormIds.PickFinding, "MaliciousIPCaller")).ShouldBeEmpty();
        await form.Submit();

        form.Errors["words"].ShouldContain("without a role");
        (await day.ThreadsAsync(place)).ShouldBeEmpty();
    }
}
