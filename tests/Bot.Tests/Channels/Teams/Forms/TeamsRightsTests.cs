using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Teams.Inbound;
using ChatOps.TestKit.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Whatever Teams tells is done for people who may; what was refused is in the audit log. Kinds that are added are to be added here, with who may.</summary>
public sealed class TeamsRightsTests(TeamsDay day) : IClassFixture<TeamsDay>
{
    [Fact]
    public void Kinds_that_are_heard_are_those_whose_rights_are_known()
    {
        day.Host.Services.GetServices<ITeamsReflex>().SelectMany(static one => one.Names).Distinct().ShouldBe(
            ["adaptiveCard/action", "task/fetch", "task/submit", "composeExtension/query", "composeExtension/queryLink", "composeExtension/fetchTask", "composeExtension/submitAction"], ignoreOrder: true);
        day.Host.Services.GetServices<ITeamsListener>().SelectMany(static one => one.Types).Distinct().ShouldBe(
            [TeamsSieve.Message, TeamsSieve.MessageUpdate, TeamsSieve.MessageDelete, "installationUpdate", "conversationUpdate"], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_has_no_role_is_refused_whatever_they_do_and_that_is_written_down()
    {
        var (place, ana, nobody) = (day.Teams.Channel("rights-1"), day.Teams.Person("ana"), day.Nobody);
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        place.Join(nobody);

        await Refused(nobody, Verb.Investigate, async () => await nobody.Slash(place, "investigate ip 198.51.100.24"));
        await Refused(nobody, Verb.Report, async () => await nobody.Invoke("adaptiveCard/action", place, Pressed((await day.ButtonAsync(thread, "Report")).Id!)));
        await Refused(nobody, Verb.Interval, async () => await TeamsDay.PressAsync(nobody, place, await day.ButtonAsync(thread, "Set interval")));
        await Refused(nobody, Verb.Investigate, async () => await nobody.Search(place, TeamsFormIds.SearchFindings, "Portscan", TeamsFormIds.Words), "findings");
        await Refused(nobody, Verb.Investigate, async () => await nobody.PasteLink(place, "https://us-east-1.console.aws.amazon.com/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23"), "a link");
        await Refused(nobody, Verb.Note, async () => await nobody.Reply(place.Threads[0], "a note"));
        (await day.NotesAsync(thread.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_for_one_alone_is_said_to_one_alone_also_after_a_mention()
    {
        var (place, ben) = (day.Teams.Channel("rights-2"), day.Ben);
        await day.InvestigateAsync(place, day.Teams.Person("ana"), "ip 198.51.100.23");
        place.Join(ben);

        await Refused(ben, Verb.Policy, async () => await ben.Mention(place, "policy"));
        (await ben.ExpectPrivateAnswer("“policy” is for admins")).Words.ShouldContain("is viewer");
        place.All.ShouldNotContain(static shown => shown.Words.Contains("“policy”", StringComparison.Ordinal));
        await Refused(ben, Verb.Close, async () => await ben.Reply(place.Threads[0], "close benign", mention: true));
    }

    private static JsonObject Pressed(string button) => new() { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["data"] = new JsonObject { [TeamsButtons.Press] = button } } };

    private async Task Refused(TeamsTeammate who, string verb, Func<Task> act, string? subject = null)
    {
        var before = (await AuditAsync(who, verb)).Count;
        await act();
        await TeamsDay.UntilAsync(async () => (await AuditAsync(who, verb)).Count > before);
        var entry = (await AuditAsync(who, verb))[0];
        entry.Allowed.ShouldBeFalse();
        if (subject is not null) entry.Subject.ShouldBe(subject);
    }

    private async Task<IReadOnlyList<AuditEntry>> AuditAsync(TeamsTeammate who, string verb) =>
        await day.Host.Get<IAuditLog>().ListAsync(new AuditFilter { People = [$"teams:{who.ObjectId}"], Verb = verb }, 100, null, default);
}
