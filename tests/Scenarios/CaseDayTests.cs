using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.TestKit;

namespace ChatOps.Scenarios;

/// <summary>The workshop's day carried by three people, each where they are at home: from the alert to a report whose figures are those of the day.</summary>
public sealed class CaseDayTests(CaseDay day) : IClassFixture<CaseDay>
{
    [Fact]
    public async Task Three_people_carry_it_from_the_alert_to_the_report()
    {
        await SomebodyTakesItAsync();
        var room = await TheThirdComesAsync();
        await NotesGoEverywhereAsync(room);
        await TheyAskAsync(room);
        await TheyJudgeItAsync(room);
        await TheReportTellsItAsync(room);
        day.Slack.Refused.ShouldBeEmpty();
        day.Slack.Unexpected.ShouldBeEmpty();
        day.Teams.Refused.ShouldBeEmpty();
        day.Teams.Unexpected.ShouldBeEmpty();
    }

    /// <summary>Ana, in Slack; Ben reads it in Teams.</summary>
    private async Task SomebodyTakesItAsync()
    {
        day.InSlack.Words.ShouldContain("new, nobody has it");
        await day.InSlack.Button("I'm on it").Click(day.Ana);
        await day.InSlack.ExpectWords("investigating, ana.weber since");
        await day.InTeams.ExpectWords("investigating, ana.weber since");
        await day.InTeams.ExpectReply("ana.weber took the case");
        await day.Ben.Reply(day.InTeams, "take", mention: true);
        await day.InTeams.ExpectReply("ana.weber has case");
    }

    /// <returns>The thread of the same case that Chi opens in the room.</returns>
    private async Task<string> TheThirdComesAsync()
    {
        await (await day.Ben.Reply(day.InTeams, "role policy allows ssm:* and s3:ListAllMyBuckets, nothing else")).ExpectReaction(TeamsReactions.Kept);
        var finding = (await day.Host.ThreadsAsync()).First(static thread => thread.Count == 41).Finding!;
        var room = (await day.Host.CommandAsync($"/investigate {finding}", CaseDay.Chi)).Thread.ShouldNotBeNull();
        await day.Host.QuietAsync();
        var opened = await day.Host.ThreadAsync(room);
        opened.Root.ShouldContain("investigating, ana.weber since");
        opened.Card("role policy allows ssm:*").ShouldContain("Ben Okafor");
        return room;
    }

    /// <summary>Each note once in each of the three places; edits and deletions follow.</summary>
    private async Task NotesGoEverywhereAsync(string room)
    {
        var note = await day.InSlack.Reply(day.Ana, "isolated the instance at 19:05");
        var wrong = await day.InSlack.Reply(day.Ana, "it is the scanner of payments");
        await note.ExpectReaction("memo");
        await day.InTeams.ExpectReply("it is the scanner of payments");
        await note.Edit(day.Ana, "isolated the instance at 19:05, snapshot taken");
        await wrong.Delete(day.Ana);
        await day.InTeams.ExpectReply("isolated the instance at 19:05, snapshot taken");
        await day.Host.SayAsync(room, "the role is used from ten more addresses", CaseDay.Chi);
        await day.InSlack.ExpectReply("the role is used from ten more addresses");
        await day.Host.QuietAsync();

        day.InTeams.Replies.Count(static reply => reply.Words.Contains("snapshot taken", StringComparison.Ordinal)).ShouldBe(1);
        day.InTeams.Replies.ShouldAllBe(static reply => !reply.Words.Contains("scanner of payments", StringComparison.Ordinal));
        day.InSlack.Replies.Count(static reply => reply.Words.Contains("ten more addresses", StringComparison.Ordinal)).ShouldBe(1);
        var shown = await day.Host.ThreadAsync(room);
        shown.Messages.Count(static message => message.Text.Contains("snapshot taken", StringComparison.Ordinal)).ShouldBe(1);
        shown.Messages.Count(static message => message.Text.Contains("ten more addresses", StringComparison.Ordinal)).ShouldBe(1);
    }

    /// <summary>From the finding over the role to its address, to a spike and an hour.</summary>
    private async Task TheyAskAsync(string room)
    {
        await day.Host.SayAsync(room, "@bot permissions role lab-GeneralInstanceRole", CaseDay.Chi);
        await day.InSlack.Mention(day.Ana, "flow instance i-0c79413d9f0d9941e");
        var flow = await day.InSlack.ExpectReply("Inbound 255 MB at 02:00, 62 times the usual 4.1 MB at this hour (21 days).");
        await flow.Button(flow.Buttons.First(static label => label.Contains("02:00", StringComparison.Ordinal))).Click(day.Ana);
        await day.Host.QuietAsync();
        await day.InSlack.Mention(day.Ana, "activity instance i-0c79413d9f0d9941e");
        await day.InSlack.ExpectReply("led by 203.0.113.200 with 250.8 MB in.");
        await day.Ben.Reply(day.InTeams, "calls 2024-08-01 11:00..12:00", mention: true);
        await day.InTeams.ExpectReply("212 successful · 180 failed");
        await day.Ben.Reply(day.InTeams, "span 198.51.100.23 2024-07-31 19:00..2024-08-01 19:00", mention: true);
        await day.InTeams.ExpectReply("7,235 calls");
        await day.Ben.Reply(day.InTeams, "pin", mention: true);
        await day.Host.QuietAsync();
        await day.Host.SayAsync(room, "@bot trail", CaseDay.Chi);
        await day.Host.QuietAsync();
        var trail = (await day.Host.ThreadAsync(room)).Card("The trail of Case");
        trail.ShouldContain("lab-GeneralInstanceRole");
        trail.ShouldContain("i-0c79413d9f0d9941e");
    }

    private async Task TheyJudgeItAsync(string room)
    {
        await day.Host.SayAsync(room, "@bot key", CaseDay.Chi);
        await day.Ben.Reply(day.InTeams, "contain", mention: true);
        await day.InSlack.ExpectWords("contained");
        await day.InSlack.Mention(day.Ana, "close true-positive the lab's own threat list; credentials used by the instance itself");
        await day.InTeams.ExpectWords("closed as true positive by ana.weber");
        await day.Host.QuietAsync();
        (await day.Host.ThreadAsync(room)).Root.ShouldContain("closed as true positive by ana.weber");
    }

    private async Task TheReportTellsItAsync(string room)
    {
        await day.Ben.Reply(day.InTeams, "report", mention: true);
        await day.InTeams.ExpectReply("Not learned");
        await day.Host.QuietAsync();
        var report = await day.Host.Room.GetStringAsync($"/api/v1/threads/{room}/report?format=md");
        foreach (var told in new[]
        {
            "**closed true positive** by `ana.weber`", "18 h 34 min", "7,235 calls", "46 %", "18 h 25 min", "25 findings", "18 h 36 min", "255 MB", "62 times", "4.1 MB", "212 successful", "180 failed", "203.0.113.200",
            "snapshot taken", "ten more addresses", "`ssm:*`", "Ben Okafor", "chi", "Not learned", "Kubernetes",
        }) report.ShouldContain(told);
        report.ShouldNotContain("scanner of payments");
    }
}
