using System.Text;
using System.Text.Json;

namespace ChatOps.Bot.Channels.Slack.Inbound;

public sealed class SlackReaderTests
{
    [Fact]
    public void A_command_s_fields_become_json_without_the_token()
    {
        var told = Form("token=secret&team_id=T1&channel_id=C1&user_id=U1&command=%2Finvestigate&text=ip+198.51.100.23+%C3%A9&trigger_id=1.2.3").ShouldBeOfType<SlackTold>();
        told.Type.ShouldBe("command");
        told.Team.ShouldBe("T1");
        told.Key.ShouldBe("trigger:1.2.3");
        told.Channel.ShouldBe("C1");
        using var json = JsonDocument.Parse(told.Payload);
        json.RootElement.GetProperty("text").GetString().ShouldBe("ip 198.51.100.23 é");
        json.RootElement.TryGetProperty("token", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("text=a&command=%2Fx&command=%2Fy&text=b&trigger_id=1&trigger_id=2")]
    [InlineData("command=%2Fx&text=%00%ff%fe%ZZ%&trigger_id=1")]
    [InlineData("command=%2Fx&&&=&=x&x&text=%")]
    public void A_strange_form_is_read_all_the_same(string body) => Form(body).ShouldBeOfType<SlackTold>().Type.ShouldBe("command");

    [Fact]
    public void Of_a_field_that_comes_twice_the_first_counts()
    {
        using var json = JsonDocument.Parse(Form("command=%2Fx&text=first&text=second").ShouldBeOfType<SlackTold>().Payload);
        json.RootElement.GetProperty("text").GetString().ShouldBe("first");
    }

    [Fact]
    public void A_form_without_end_is_refused_and_an_empty_one_is_no_telling()
    {
        Form(string.Join('&', Enumerable.Range(0, 101).Select(static n => $"f{n}=x"))).ShouldBeOfType<SlackNonsense>();
        Form("").ShouldBeOfType<SlackUnknownKind>();
        Form("ssl_check=1&token=x").ShouldBeOfType<SlackCertificateCheck>();
    }

    [Fact]
    public void A_message_and_the_mention_in_it_have_one_key()
    {
        var message = Event("""{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"message","channel":"C1","user":"U1","ts":"1.2","thread_ts":"1.1"}}""").ShouldBeOfType<SlackTold>();
        var mention = Event("""{"type":"event_callback","team_id":"T1","event_id":"Ev2","event":{"type":"app_mention","channel":"C1","user":"U1","ts":"1.2","thread_ts":"1.1"}}""").ShouldBeOfType<SlackTold>();
        mention.Key.ShouldBe(message.Key);
        message.Order.ShouldBe("1.1");
        var edit = Event("""{"type":"event_callback","event_id":"Ev3","event":{"type":"message","subtype":"message_changed","channel":"C1","ts":"1.2","message":{"ts":"1.2","thread_ts":"1.1"}}}""").ShouldBeOfType<SlackTold>();
        edit.Key.ShouldBe("Ev3");
        edit.Order.ShouldBe("1.1");
    }

    [Theory]
    [InlineData("""{"type":"url_verification","challenge":"c"}""", typeof(SlackChallenge))]
    [InlineData("""{"type":"url_verification"}""", typeof(SlackUnknownKind))]
    [InlineData("""{"type":"app_rate_limited","minute_rate_limited":1518467820}""", typeof(SlackHoldsBack))]
    [InlineData("""{"type":"app_rate_limited","minute_rate_limited":"soon"}""", typeof(SlackHoldsBack))]
    [InlineData("""{"type":"something_new","event":{}}""", typeof(SlackUnknownKind))]
    [InlineData("""{"type":"event_callback"}""", typeof(SlackUnknownKind))]
    [InlineData("""{"type":"event_callback","event":[{"type":"message"}]}""", typeof(SlackUnknownKind))]
    [InlineData("""{"type":"event_callback","event":{"type":"message","channel":{"id":7},"ts":[],"user":{"id":"U1"},"message":"no","previous_message":3},"team_id":{}}""", typeof(SlackTold))]
    [InlineData("""{"type":7}""", typeof(SlackNonsense))]
    [InlineData("""[]""", typeof(SlackNonsense))]
    [InlineData("""{}{}""", typeof(SlackNonsense))]
    [InlineData("""{"type":"event_callback","event":{"type":"message"}""", typeof(SlackNonsense))]
    [InlineData("""{"type":"event_callback","event":{"type":"message","text":"\ud800"}}""", typeof(SlackNonsense))]
    [InlineData("""{"type":"event_callback","event":{"type":"message","text":"\ud83d\ude00 \\ud800"}}""", typeof(SlackTold))]
    [InlineData("", typeof(SlackNonsense))]
    [InlineData("payload={}", typeof(SlackNonsense))]
    public void Every_kind_of_event_body_is_told_apart(string body, Type kind) => Event(body).ShouldBeOfType(kind);

    [Fact]
    public void What_is_nested_too_deep_or_no_text_is_refused()
    {
        var deep = """{"type":"event_callback","event":{"type":"message","x":""" + new string('[', 100_000) + new string(']', 100_000) + "}}";
        Event(deep).ShouldBeOfType<SlackNonsense>();
        SlackReader.OfEvent(new byte[] { (byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}' }).ShouldBeOfType<SlackNonsense>();
    }

    [Fact]
    public void An_id_that_is_too_long_to_be_one_is_none() =>
        Event("""{"type":"event_callback","team_id":"T1","event_id":"Ev","event":{"type":"message","channel":"LONG"}}""".Replace("LONG", new string('C', 10_000), StringComparison.Ordinal)).ShouldBeOfType<SlackTold>().Channel.ShouldBeNull();

    [Fact]
    public void An_interaction_is_known_by_its_whole_payload()
    {
        const string Payload = """{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1","team_id":"T2"},"container":{"message_ts":"2.0","thread_ts":"1.0"},"channel":{"id":"C1"},"actions":[]}""";
        var told = Form($"payload={Uri.EscapeDataString(Payload)}").ShouldBeOfType<SlackTold>();
        told.Type.ShouldBe("block_actions");
        (told.Team, told.Channel, told.Order).ShouldBe(("T1", "C1", "1.0"));
        Form($"payload={Uri.EscapeDataString(Payload)}").ShouldBeOfType<SlackTold>().Key.ShouldBe(told.Key);
        Form($"payload={Uri.EscapeDataString(Payload.Replace("2.0", "2.1", StringComparison.Ordinal))}").ShouldBeOfType<SlackTold>().Key.ShouldNotBe(told.Key);
    }

    [Fact]
    public void What_a_job_is_given_is_what_was_told()
    {
        var told = Event("""{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"app_uninstalled"}}""").ShouldBeOfType<SlackTold>();
        var at = new DateTimeOffset(2024, 8, 1, 12, 0, 0, TimeSpan.Zero);
        var heard = HeardJob.Read(SlackJobs.Hear(told, "T1", at).Payload);
        (heard.Type, heard.Workspace, heard.Key, heard.HeardAt).ShouldBe(("event:app_uninstalled", "T1", "Ev1", at));
        heard.Payload.GetProperty("event").GetProperty("type").GetString().ShouldBe("app_uninstalled");
    }

    private static SlackTelling Form(string body) => SlackReader.OfForm(Encoding.UTF8.GetBytes(body));

    private static SlackTelling Event(string body) => SlackReader.OfEvent(Encoding.UTF8.GetBytes(body));
}
