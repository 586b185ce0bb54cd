using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Slack.Inbound;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Whatever Slack tells is done for people who may; what was refused is in the audit log. Kinds that are added are to be added here, with who may.</summary>
public sealed class SlackRightsTests(SlackDay day) : IClassFixture<SlackDay>
{
    private string Link => $"https://{day.Any.Finding!.Value.Region}.console.aws.amazon.com/guardduty/home?region={day.Any.Finding!.Value.Region}#/findings?search=id%3D{day.Any.Finding!.Value.Id}";

    [Fact]
    public void Kinds_that_are_heard_are_those_whose_rights_are_known()
    {
        var listened = day.Host.Services.GetServices<ISlackListener>().SelectMany(static one => one.Types);
        var answered = day.Host.Services.GetServices<ISlackReflex>().SelectMany(static one => one.Types);
        listened.Concat(answered).Distinct().ShouldBe(
            [
                SlackTold.Command, SlackTold.Message, SlackTold.Mention, "block_actions", "view_submission", "shortcut", "message_action", "block_suggestion", "event:link_shared", "event:app_home_opened",
                // marks a note as key evidence: a responder's
                SlackTold.ReactionAdded, SlackTold.ReactionRemoved,
                // asked for by nobody
                "event:member_joined_channel", "event:app_uninstalled", "event:tokens_revoked",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Who_has_no_role_is_refused_whatever_they_do_and_that_is_written_down()
    {
        var (place, ana, nobody) = (day.Slack.Channel("rights-1"), day.Slack.Person("ana"), day.Slack.Person("nobody"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        place.Join(nobody);

        await Refused(nobody.Id, Verb.Investigate, async () => await nobody.Slash(place, "/investigate ip 198.51.100.24"));
        await nobody.ExpectPrivateAnswer("without a role");
        await Refused(nobody.Id, Verb.Policy, async () => await nobody.Slash(place, "/investigate policy"));
        await Refused(nobody.Id, Verb.Audit, async () => await place.Mention(nobody, "audit"));
        await Refused(nobody.Id, Verb.Report, async () => await (await day.ShowAsync(thread, place, "Report")).Message.Button("Report").Click(nobody));
        await Refused(nobody.Id, Verb.Interval, async () =>
        {
            await (await day.ShowAsync(thread, place, "Set interval")).Message.Button("Set interval").Click(nobody);
            await nobody.OpenView!.Fill("value", "last 6h").Submit();
        });
        await Refused(nobody.Id, Verb.Investigate, async () =>
        {
            await nobody.GlobalShortcut(FormIds.Investigate);
            (await nobody.Suggest(FormIds.PickFinding, "MaliciousIPCaller")).ShouldBeEmpty();
        }, "findings");
        await Refused(nobody.Id, Verb.Investigate, async () => await place.PostLink(nobody, Link), "a link");

        (await day.ThreadAsync(thread.Id)).Interval.ShouldBeNull();
        await nobody.OpenHome();
        (await nobody.ExpectHome("")).Words.ShouldNotContain(thread.Title);
        (await day.Host.Get<VisibleThreads>().FindAsync(thread.Id, day.Slack.TeamId, nobody.Id, default)).ShouldBeNull();
        (await AuditAsync(nobody.Id, Readers.Reading)).ShouldContain(entry => entry.Subject == thread.Id.Value && !entry.Allowed);
        (await day.Host.Get<VisibleThreads>().NewestInAsync(day.Ref(place), nobody.Id, default)).ShouldBeNull();
        (await day.Host.Get<VisibleThreads>().NewestInAsync(day.Ref(place), ana.Id, default))!.Id.ShouldBe(thread.Id);
    }

    [Fact]
    public async Task A_viewer_asks_and_does_no_more_and_a_responder_does()
    {
        var (place, ana, ben) = (day.Slack.Channel("rights-2"), day.Slack.Person("ana"), day.Slack.Person("viewer-ben"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");

        await ben.Slash(place, "/investigate ip 198.51.100.25");
        await SlackDay.UntilAsync(async () => (await day.ThreadsAsync(place)).Count == 2);
        await Refused(ben.Id, Verb.Close, async () => await ben.Slash(place, "/investigate close benign"));
        await Refused(ben.Id, Verb.Policy, async () => await place.Mention(ben, "policy"));
        await ben.ExpectPrivateAnswer("“policy” is for admins");

        await (await day.ShowAsync(thread, place, "Set interval")).Message.Button("Set interval").Click(ana);
        await ana.OpenView!.Fill("value", "2024-08-01 11:00..12:00").Submit();
        (await AuditAsync(ana.Id, Verb.Interval)).ShouldContain(static entry => entry.Allowed);
        (await AuditAsync(ben.Id, Verb.Investigate)).ShouldContain(static entry => entry.Allowed);
    }

    private async Task Refused(string user, string verb, Func<Task> act, string? subject = null)
    {
        var before = (await AuditAsync(user, verb)).Count;
        await act();
        await SlackDay.UntilAsync(async () => (await AuditAsync(user, verb)).Count > before);
        var entry = (await AuditAsync(user, verb))[0];
        entry.Allowed.ShouldBeFalse();
        if (subject is not null) entry.Subject.ShouldBe(subject);
    }

    private async Task<IReadOnlyList<AuditEntry>> AuditAsync(string user, string verb) =>
        await day.Host.Get<IAuditLog>().ListAsync(new AuditFilter { People = [$"slack:{user}"], Verb = verb }, 100, null, default);
}
