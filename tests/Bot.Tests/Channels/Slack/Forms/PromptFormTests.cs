namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Buttons that want to know something first.</summary>
public sealed class PromptFormTests(SlackDay day) : IClassFixture<SlackDay>
{
    [Fact]
    public async Task What_is_entered_is_done_once_and_what_is_wrong_is_said_in_the_form()
    {
        var (place, ana) = (day.Slack.Channel("prompt-1"), day.Slack.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var (message, _) = await day.ShowAsync(thread, place, "Set interval");

        (await message.Button("Set interval").Click(ana)).Status.ShouldBe(200);
        var form = ana.OpenView.ShouldNotBeNull();
        form.Words.ShouldContain("Interval, UTC");
        form.Words.ShouldContain("last 6h");

        form.Fill("value", "tomorrowish");
        await form.Submit();
        form.Errors["value"].ShouldContain("is no interval");
        form.Fill("value", "2024-08-01 11:00..12:00");
        await form.Submit();
        form.IsOpen.ShouldBeFalse();
        await day.Slack.Deliveries.All[^1].Again();

        (await day.ThreadAsync(thread.Id)).Interval!.Window.Start.Hour.ShouldBe(11);
        (await day.Host.Get<Threads.IThreadStore>().MessagesAsync(thread.Id, default)).Count(static said => said.Key.StartsWith("interval:", StringComparison.Ordinal)).ShouldBe(1);
        day.Slack.Refused.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("expired_trigger_id")]
    [InlineData("exchanged_trigger_id")]
    [InlineData("")]
    public async Task When_the_form_does_not_open_the_person_gets_the_button_again(string error)
    {
        var (place, ana) = (day.Slack.Channel($"prompt-2{error}"), day.Slack.Person($"ana-{error}"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var (message, _) = await day.ShowAsync(thread, place, "Set interval");
        var plan = day.Slack.Faults.On("views.open");
        if (error.Length > 0) plan.Fail(error);
        else plan.DropBeforeAccepting();

        (await message.Button("Set interval").Click(ana)).Status.ShouldBe(200);

        ana.OpenView.ShouldBeNull();
        var answer = await ana.ExpectPrivateAnswer("Press the button again");
        await answer.Button("Set interval").Click(ana);
        ana.OpenView.ShouldNotBeNull().Words.ShouldContain("Interval, UTC");
    }

    [Fact]
    public async Task Who_may_not_is_told_who_may()
    {
        var (place, ben) = (day.Slack.Channel("prompt-3"), day.Slack.Person("viewer-ben"));
        var thread = await day.InvestigateAsync(place, ben, "ip 198.51.100.23");
        var (message, _) = await day.ShowAsync(thread, place, "Set interval");

        await message.Button("Set interval").Click(ben);
        var form = ben.OpenView.ShouldNotBeNull().Fill("value", "last 6h");
        await form.Submit();

        form.Errors["value"].ShouldContain("is for responders and admins");
        (await day.ThreadAsync(thread.Id)).Interval.ShouldBeNull();
    }

    [Fact]
    public async Task A_form_keeps_opaque_ids_only()
    {
        var (place, ana) = (day.Slack.Channel("prompt-4"), day.Slack.Person("ana-4"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var (message, button) = await day.ShowAsync(thread, place, "Set interval");

        await message.Button("Set interval").Click(ana);

        ana.OpenView!.Json["private_metadata"]!.GetValue<string>().ShouldBe($$"""{"button":"{{button.Id}}","channel":"{{place.Id}}","thread":"{{message.Ts}}"}""");
    }
}
