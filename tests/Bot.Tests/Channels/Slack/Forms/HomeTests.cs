using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The App Home.</summary>
public sealed class HomeTests(SlackDay day) : IClassFixture<SlackDay>
{
    [Fact]
    public async Task Who_opens_it_first_reads_how_to_begin()
    {
        var nina = day.Slack.Person("nina");
        (await nina.OpenHome()).Status.ShouldBe(200);

        var home = await nina.ExpectHome("Nothing to look at yet");
        home.Words.ShouldContain("/investigate");
        day.Slack.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_shows_what_is_open_and_mine_in_channels_the_person_is_in_and_counts_the_rest()
    {
        var (shared, other) = (day.Slack.Channel("home-1"), day.Slack.Channel("home-1-private").Private());
        var (ana, ben) = (day.Slack.Person("ana-h"), day.Slack.Person("ben-h"));
        var thread = await day.InvestigateAsync(shared, ben, "ip 198.51.100.23");
        await day.InvestigateAsync(other, ben, "role lab-GeneralInstanceRole");
        shared.Join(ana);

        await ana.OpenHome();
        var home = await ana.ExpectHome("Open investigations");
        home.Words.ShouldContain("198.51.100.23");
        home.Words.ShouldContain("sample data");
        home.Words.ShouldNotContain("lab-GeneralInstanceRole");
        home.Words.ShouldContain("in a channel you are not in");
        home.Words.ShouldNotContain("Mine");

        (await day.Host.Get<NoteDesk>().AddAsync(thread.Id, new Person("slack", ana.Id, "Ana"), "looking", default)).Note.ShouldNotBeNull();
        await ana.OpenHome();
        (await ana.ExpectHome("Mine")).Words.ShouldContain("198.51.100.23");
    }

    [Fact]
    public async Task A_channel_in_which_the_policy_gives_no_role_is_not_shown()
    {
        var (closed, ana) = (day.Slack.Channel("closed"), day.Slack.Person("ana-h2"));
        closed.Join(ana);
        await day.Host.Get<Jobs.IUnitOfWork>().WriteAsync(
            async work =>
            {
                await day.Host.Get<IThreadStore>().SaveAsync(work, Thread("kept away", day.Ref(closed)));
                return true;
            },
            default);

        await ana.OpenHome();

        (await ana.ExpectHome("Nothing to look at yet")).Words.ShouldNotContain("kept away");
    }

    [Fact]
    public async Task Its_button_and_its_picker_open_the_form()
    {
        var (place, cleo) = (day.Slack.Channel("home-3"), day.Slack.Person("cleo"));
        await cleo.OpenHome();
        var home = await cleo.ExpectHome("Investigate");

        await home.Button("Investigate …").Click(cleo);
        cleo.OpenView.ShouldNotBeNull().Words.ShouldContain("A finding or entity received");
        var finding = day.Any.Finding!.Value.Id;
        await home.Menu(FormIds.PickFinding).Choose(cleo, finding);
        await cleo.OpenView!.Fill("channel", place.Id).Submit();

        (await day.ThreadsAsync(place)).ShouldHaveSingleItem().Finding!.Value.Id.ShouldBe(finding);
    }

    [Fact]
    public async Task Its_messages_tab_publishes_nothing()
    {
        var dora = day.Slack.Person("dora");
        await dora.OpenHome("messages");
        await day.Slack.Person("dora-2").OpenHome();
        await day.Slack.Person("dora-2").ExpectHome("Investigate");

        dora.Home.ShouldBeNull();
    }

    [Fact]
    public void However_many_and_however_hostile_it_stays_within_the_limits()
    {
        var titles = Enumerable.Range(0, 200).Select(n => Thread($"<!channel> {new string('&', 300)} \u202E *{n}*", new ChannelRef("slack", "T1", "C1")) with { ExternalId = "1722513600.000100", Count = n, Severity = new Severity(8) }).ToList();
        var view = HomeView.Of(new SeenThreads(new Person("slack", "U1", "Ana"), titles, titles, 3, true), titles, "/investigate");

        SlackValidator.Home(view).ShouldBeEmpty();
        ((JsonArray)view["blocks"]!).Count.ShouldBeLessThanOrEqualTo(100);
        view.ToJsonString().ShouldContain("185 more, updated before these.");
    }

    [Fact]
    public void When_Slack_does_not_say_who_is_where_nothing_is_shown()
    {
        var view = HomeView.Of(new SeenThreads(new Person("slack", "U1", "Ana"), [], [], 7, false), [], "/investigate");

        view.ToJsonString().ShouldContain("Slack did not say which channels you are in");
        view.ToJsonString().ShouldNotContain("7 more");
    }

    private static InvestigationThread Thread(string title, ChannelRef channel) => new()
    {
        Id = ThreadId.New(DateTimeOffset.UnixEpoch),
        Channel = channel,
        Title = title,
        State = Threads.ThreadState.Open,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
