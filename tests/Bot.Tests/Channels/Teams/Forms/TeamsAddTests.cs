using System.Text.Json.Nodes;
using ChatOps.Bot.Notes;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>"Add to investigation".</summary>
public sealed class TeamsAddTests(TeamsDay day) : IClassFixture<TeamsDay>
{
    private static readonly DateTimeOffset LongAgo = new(2024, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_message_becomes_a_note_of_its_author_once_whoever_adds_it()
    {
        var (place, ana, cem) = (day.Teams.Channel("add-1"), day.Teams.Person("ana"), day.Teams.Person("cem"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var said = await cem.Post(place, "I restarted it & <b>waited</b>");

        foreach (var who in new[] { ana, day.Ben, ana })
        {
            await who.MessageAction(said, TeamsFormIds.AddToInvestigation);
            var dialog = TeamsDay.Good(who.Dialog);
            dialog.Words.ShouldContain("<b>waited</b>");
            await dialog.Submit(); // the newest of the channel is chosen already
            TeamsDay.Good(who.Dialog).Words.ShouldContain("Added to the investigation");
            who.Dialog!.Buttons.ShouldBe(["Open the thread"]);
            who.Dialog.Card.ToJsonString().ShouldContain(thread.ExternalId!);
        }

        var note = (await day.NotesAsync(thread.Id)).ShouldHaveSingleItem();
        (note.Author.Id, note.Author.Name).ShouldBe((cem.ObjectId, "cem"));
        note.Text.ShouldStartWith("I restarted it & <b>waited</b>\n\nAdded by ana from https://teams.microsoft.com/l/message/");
        note.Text.ShouldContain(said.Id);
        note.WrittenAt.ToUnixTimeMilliseconds().ShouldBe(long.Parse(said.Id, System.Globalization.CultureInfo.InvariantCulture));
        day.Teams.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_thread_the_message_is_in_is_chosen_and_its_note_is_the_one_we_heard()
    {
        var (place, ana) = (day.Teams.Channel("add-2"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        await day.InvestigateAsync(place, ana, "instance i-0c79413d9f0d9941e"); // newer
        var root = await place.ExpectThread("198.51.100.23");
        var said = await ana.Reply(root, "seen on the bastion too");
        await TeamsDay.UntilAsync(async () => (await day.NotesAsync(thread.Id)).Count == 1);

        await ana.MessageAction(said, TeamsFormIds.AddToInvestigation);
        TeamsCards.Inputs(TeamsDay.Good(ana.Dialog).Card).First()["value"]!.ToString().ShouldBe(thread.Id.Value);
        await ana.Dialog!.Submit();

        (await day.NotesAsync(thread.Id)).ShouldHaveSingleItem().Text.ShouldBe("seen on the bastion too");
    }

    [Fact]
    public async Task Threads_of_the_team_can_be_chosen_and_of_no_other()
    {
        var (elsewhere, ana) = (day.Teams.Team("Elsewhere"), day.Teams.Person("ana"));
        var (here, beside, other) = (day.Teams.Channel("add-3"), day.Teams.Channel("add-3-beside"), elsewhere.Channel("add-3-other"));
        var wanted = await day.InvestigateAsync(beside, ana, "ip 198.51.100.23");
        var secret = await day.InvestigateAsync(other, ana, "ip 198.51.100.23");
        var said = await ana.Post(here, "for the one beside");

        await ana.MessageAction(said, TeamsFormIds.AddToInvestigation);
        var choices = ((JsonArray)TeamsCards.Inputs(TeamsDay.Good(ana.Dialog).Card).First()["choices"]!).Select(static choice => choice!["value"]!.ToString()).ToList();
        choices.ShouldContain(wanted.Id.Value);
        choices.ShouldNotContain(secret.Id.Value);
        await ana.Dialog!.Forge(TeamsFormIds.Thread, secret.Id.Value).Submit();
        TeamsDay.Good(ana.Dialog).Words.ShouldContain("you cannot see it");
        await ana.Dialog!.Fill(TeamsFormIds.Thread, wanted.Id.Value).Submit();

        (await day.NotesAsync(wanted.Id)).ShouldHaveSingleItem().Author.Id.ShouldBe(ana.ObjectId);
        (await day.NotesAsync(secret.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_without_a_role_sees_and_adds_nothing()
    {
        var (place, ana) = (day.Teams.Channel("add-4"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var said = await ana.Post(place, "no business of theirs");

        await day.Nobody.MessageAction(said, TeamsFormIds.AddToInvestigation);
        day.Nobody.Dialog.ShouldBeNull();
        TeamsDay.Words(day.Nobody.LastInvoke!).ShouldContain("no open investigation in this team that you can see. To begin one, write @");
        TeamsDay.Words(await day.Nobody.Invoke("composeExtension/submitAction", place, Sent(Payload(), thread.Id.Value))).ShouldContain("that you can see");

        (await day.NotesAsync(thread.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_chats_there_is_nothing_to_add_to()
    {
        var ana = day.Teams.Person("ana");
        var said = await ana.Post(ana.Chat, "a thought");
        await ana.MessageAction(said, TeamsFormIds.AddToInvestigation);

        ana.Dialog.ShouldBeNull();
        TeamsDay.Words(ana.LastInvoke!).ShouldContain("in channels of teams");
    }

    [Fact]
    public async Task What_the_message_names_can_be_looked_at_in_the_thread_once()
    {
        var (place, ana) = (day.Teams.Channel("add-5"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "instance i-0c79413d9f0d9941e");
        var said = await ana.Post(place, "what about 198.51.100.23, 10.0.0.144?");
        await ana.MessageAction(said, TeamsFormIds.AddToInvestigation);
        var open = TeamsCards.Inputs(TeamsDay.Good(ana.Dialog).Card).Single(static input => input["id"]!.ToString() == TeamsFormIds.Open);
        var choices = ((JsonArray)open["choices"]!).Select(static choice => (Title: choice!["title"]!.ToString(), Value: choice["value"]!.ToString())).ToList();
        choices.Select(static choice => choice.Title).ShouldBe(["IP address 198.51.100.23", "IP address 10.0.0.144"]);

        foreach (var _ in new[] { 1, 2 })
        {
            await ana.MessageAction(said, TeamsFormIds.AddToInvestigation);
            await ana.Dialog!.Fill(TeamsFormIds.Open, $"{choices[0].Value},ffffffffffffffff,../x").Submit();
            TeamsDay.Good(ana.Dialog).Words.ShouldContain("Added to the investigation");
        }

        var audit = await day.Host.Get<Access.IAuditLog>().SubjectsOfAsync($"teams:{ana.ObjectId}", 100, default);
        audit.ShouldContain(thread.Id.Value);
        await TeamsDay.UntilAsync(async () => (await day.Host.Get<Threads.IThreadStore>().MessagesAsync(thread.Id, default)).Count(static message => message.Card.Kind == Cards.CardKind.Entity && Cards.CardWords.Of(message.Card.Title).Contains("198.51.100.23", StringComparison.Ordinal)) == 1);
        (await day.NotesAsync(thread.Id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_alert_of_another_tool_keeps_its_name_its_cards_and_its_quotations()
    {
        var (place, ana) = (day.Teams.Channel("add-6"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var payload = Payload();
        payload["from"] = new JsonObject { ["user"] = null, ["application"] = new JsonObject { ["id"] = "0000", ["displayName"] = "Disk watch", ["applicationIdentityType"] = "bot" } };
        payload["body"]!["content"] = "<div>disk full on <a href=\"http://h.example/?a=1&amp;b=2\">h</a>&nbsp;<at id=\"0\">ChatOps</at><br><emoji alt=\"🔥\"></emoji></div><script>alert(1)</script><attachment id=\"1\"></attachment>";
        payload["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = """{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"97 % used"},{"type":"FactSet","facts":[{"title":"Host","value":"h-17"}]}]}""" },
            new JsonObject { ["contentType"] = "messageReference", ["content"] = """{"messageId":"1","messagePreview":"what was said before","messageSender":{}}""" },
            new JsonObject { ["contentType"] = "reference", ["name"] = "dump.txt", ["contentUrl"] = "https://files.example/dump.txt" },
            new JsonObject { ["contentType"] = "x", ["content"] = "{broken" });
        await ana.Invoke("composeExtension/submitAction", place, Sent(payload, thread.Id.Value));

        var note = (await day.NotesAsync(thread.Id)).ShouldHaveSingleItem();
        note.Author.Name.ShouldBe("Disk watch (app)");
        note.Text.Split("\n\n")[0].ShouldBe("disk full on h (http://h.example/?a=1&b=2) ChatOps\n🔥\n97 % used\nHost\nh-17\nwhat was said before\ndump.txt\nhttps://files.example/dump.txt");
        note.WrittenAt.ShouldBe(LongAgo);
    }

    [Fact]
    public async Task A_message_longer_than_a_note_is_kept_as_far_as_a_note_reaches()
    {
        var (place, ana) = (day.Teams.Channel("add-7"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var said = await ana.Post(place, string.Join(' ', Enumerable.Range(0, 8220)));
        await ana.MessageAction(said, TeamsFormIds.AddToInvestigation);
        await TeamsDay.Good(ana.Dialog).Submit();

        var note = (await day.NotesAsync(thread.Id)).ShouldHaveSingleItem();
        note.Text.Length.ShouldBeLessThanOrEqualTo(NoteDesk.Longest);
        note.Text.ShouldContain(" more characters\n\nAdded by ana");
    }

    [Fact]
    public async Task A_client_that_shows_the_message_only_once_is_remembered_what_it_showed()
    {
        var (place, ana, cem) = (day.Teams.Channel("add-8"), day.Teams.Person("ana"), day.Teams.Person("cem"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var said = await ana.Post(place, "shown once");
        await ana.MessageAction(said, TeamsFormIds.AddToInvestigation);
        var sent = Sent(Payload(), thread.Id.Value);
        sent.Remove("messagePayload");
        sent["data"]![TeamsFormIds.Message] = said.Id;

        TeamsDay.Words(await cem.Invoke("composeExtension/submitAction", place, (JsonObject)sent.DeepClone())).ShouldContain("not known any more"); // it was shown to ana
        await ana.Invoke("composeExtension/submitAction", place, sent);

        (await day.NotesAsync(thread.Id)).ShouldHaveSingleItem().Text.ShouldStartWith("shown once\n");
    }

    [Theory]
    [InlineData("""{"id":"99999999999999999999999999"}""", "Teams did not show the message")]
    [InlineData("""{"id":"1722513600000';--"}""", "Teams did not show the message")]
    [InlineData("""{"id":17}""", "Teams did not show the message")]
    [InlineData("""[1]""", "Teams did not show the message")]
    [InlineData("""{"id":"1722513600000"}""", "Nothing in it can be read as text")]
    [InlineData("""{"id":"1722513600000","from":[],"body":"x","attachments":{"a":1},"subject":7}""", "Nothing in it can be read as text")]
    [InlineData("""{"id":"1722513600000","body":{"contentType":"html","content":"<<<<a href=<p <script>"}}""", "<")]
    public async Task A_message_of_any_shape_is_answered(string payload, string words)
    {
        var (place, ana) = (day.Teams.Channel("add-9"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var value = Sent(Payload(), thread.Id.Value);
        value["messagePayload"] = JsonNode.Parse(payload);
        var told = await ana.Invoke("composeExtension/fetchTask", place, (JsonObject)value.DeepClone());

        told.Status.ShouldBe(200);
        (ana.Dialog is { } dialog ? TeamsDay.Good(dialog).Words : TeamsDay.Words(told)).ShouldContain(words);
        (await ana.Invoke("composeExtension/submitAction", place, (JsonObject)value.DeepClone())).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("**bold** [x](https://evil.example) ![](https://evil.example/p.png) {{DATE(2024-01-01T00:00:00Z)}} <at>everybody</at>")]
    [InlineData("\u202Etxt.exe\u202C \u0007 \uD800")]
    public async Task Words_of_others_are_shown_literally(string words)
    {
        var (place, ana) = (day.Teams.Channel("add-10"), day.Teams.Person("ana"));
        await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var payload = Payload();
        payload["body"] = new JsonObject { ["contentType"] = "text", ["content"] = words };
        await ana.Invoke("composeExtension/fetchTask", place, Sent(payload, ""));

        var card = TeamsDay.Good(ana.Dialog).Card.ToJsonString();
        card.ShouldNotContain("](https");
        card.ShouldNotContain("{{DATE");
        card.ShouldNotContain("\\u202E", Case.Insensitive);
        card.ShouldNotContain("\"entities\"");
    }

    [Fact]
    public async Task A_time_in_the_future_is_not_believed()
    {
        var (place, ana) = (day.Teams.Channel("add-11"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        var payload = Payload();
        payload["id"] = "253402300799000";
        await ana.Invoke("composeExtension/submitAction", place, Sent(payload, thread.Id.Value));

        (await day.NotesAsync(thread.Id)).ShouldHaveSingleItem().WrittenAt.ShouldBeLessThan(TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [Fact]
    public async Task While_the_store_cannot_be_written_nothing_is_answered_and_what_Teams_repeats_is_kept_once()
    {
        var (place, ana) = (day.Teams.Channel("add-12"), day.Teams.Person("ana"));
        var thread = await day.InvestigateAsync(place, ana, "ip 198.51.100.23");
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(day.Host.DataPath, "chatops.db")};Pooling=False");
        await other.OpenAsync();
        await using (var hold = other.BeginTransaction(deferred: false))
        {
            var patience = day.Teams.Deliveries.Deadline;
            day.Teams.Deliveries.Deadline = TimeSpan.FromSeconds(2);
            (await ana.Invoke("composeExtension/submitAction", place, Sent(Payload(), thread.Id.Value))).Status.ShouldBe(0);
            await hold.RollbackAsync();
            day.Teams.Deliveries.Deadline = patience;
        }

        var lost = day.Teams.Deliveries.Last;
        foreach (var newId in new[] { false, true }) (await day.Teams.Deliveries.Again(lost, newId)).Body.ShouldContain("Added to the investigation");
        (await day.NotesAsync(thread.Id)).ShouldHaveSingleItem();
    }

    /// <summary>A message written long ago.</summary>
    private static JsonObject Payload() => new()
    {
        ["id"] = LongAgo.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["replyToId"] = null,
        ["from"] = new JsonObject { ["user"] = new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = "a7b1d0d2-7d3c-4d0e-8c63-0d7f6a2b9c11", ["displayName"] = "dora" }, ["application"] = null },
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>something was seen</p>" },
        ["attachments"] = new JsonArray(),
    };

    private static JsonObject Sent(JsonObject payload, string thread) => new()
    {
        ["commandId"] = TeamsFormIds.AddToInvestigation,
        ["commandContext"] = "message",
        ["messagePayload"] = payload,
        ["data"] = new JsonObject { [TeamsFormIds.Message] = payload["id"]?.DeepClone(), [TeamsFormIds.Thread] = thread },
    };
}
