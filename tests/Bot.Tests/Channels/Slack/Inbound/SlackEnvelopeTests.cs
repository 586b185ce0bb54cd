using System.Text;

namespace ChatOps.Bot.Channels.Slack.Inbound;

public sealed class SlackEnvelopeTests
{
    [Fact]
    public void An_envelope_brings_a_telling()
    {
        var envelope = Read("""{"envelope_id":"e1","type":"slash_commands","accepts_response_payload":true,"payload":{"command":"/investigate","trigger_id":"1.2","team_id":"T1","channel_id":"C1"}}""").ShouldNotBeNull();
        (envelope.Id, envelope.TakesAnswer).ShouldBe(("e1", true));
        envelope.Telling().ShouldBeOfType<SlackTold>().Key.ShouldBe("trigger:1.2");
    }

    [Theory]
    [InlineData("""{"type":"hello","num_connections":1}""", "hello", null)]
    [InlineData("""{"type":"disconnect","reason":"warning","debug_info":{}}""", "disconnect", "warning")]
    [InlineData("""{"type":"disconnect","reason":7}""", "disconnect", null)]
    [InlineData("""{"type":"events_api"}""", "events_api", null)]
    public void Frames_without_an_id_bring_nothing(string frame, string type, string? reason)
    {
        var envelope = Read(frame).ShouldNotBeNull();
        (envelope.Type, envelope.Reason).ShouldBe((type, reason));
        envelope.Telling().ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"envelope_id":"e1","type":"events_api"}""")]
    [InlineData("""{"envelope_id":"e1","type":"events_api","payload":"no"}""")]
    [InlineData("""{"envelope_id":"e1","type":"interactive","payload":[1]}""")]
    [InlineData("""{"envelope_id":"e1","type":"interactive","payload":{}}""")]
    public void A_payload_that_is_none_is_nonsense(string frame) => Read(frame).ShouldNotBeNull().Telling().ShouldBeOfType<SlackNonsense>();

    [Theory]
    [InlineData("")]
    [InlineData("ping")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"type\":7}")]
    [InlineData("{\"type\":\"hello\"")]
    [InlineData("{\"type\":\"hello\"}{}")]
    [InlineData("{\"type\":\"\\ud800\"}")]
    public void What_is_no_frame_is_none(string frame) => Read(frame).ShouldBeNull();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public void Waits_grow_to_a_minute(int failures, int seconds)
    {
        SlackBackoff.After(failures, 0).ShouldBe(TimeSpan.FromSeconds(seconds));
        SlackBackoff.After(failures, 1).ShouldBe(TimeSpan.FromSeconds(Math.Max(1, seconds * 0.75)));
    }

    private static SlackEnvelope? Read(string frame) => SlackEnvelope.Read(Encoding.UTF8.GetBytes(frame));
}
