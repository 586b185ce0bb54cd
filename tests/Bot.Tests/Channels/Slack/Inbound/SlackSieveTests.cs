using System.Text;

namespace ChatOps.Bot.Channels.Slack.Inbound;

public sealed class SlackSieveTests
{
    private static readonly SlackOurselves Ourselves = new("T1", "U0BOT");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(10_000);

    [Theory]
    [InlineData("a message in a channel", """{"type":"message","channel":"C1","channel_type":"channel","user":"U1","ts":"9990.1"}""", "dropped")]
    [InlineData("a direct message", """{"type":"message","channel":"D1","channel_type":"im","user":"U1","ts":"9990.1"}""", "kept")]
    [InlineData("a direct message, by its id", """{"type":"message","channel":"D1","user":"U1","ts":"9990.1"}""", "kept")]
    [InlineData("a root that says it is one", """{"type":"message","channel":"C1","user":"U1","ts":"9990.1","thread_ts":"9990.1"}""", "dropped")]
    [InlineData("a reply", """{"type":"message","channel":"C1","user":"U1","ts":"9990.1","thread_ts":"100.1"}""", "only ours")]
    [InlineData("a reply under a young root of nobody knows whom", """{"type":"message","channel":"C1","user":"U1","ts":"9990.1","thread_ts":"9980.1"}""", "maybe ours")]
    [InlineData("a reply under a young root of ours", """{"type":"message","channel":"C1","user":"U1","ts":"9990.1","thread_ts":"9980.1","parent_user_id":"U0BOT"}""", "maybe ours")]
    [InlineData("a reply under a young root of somebody else", """{"type":"message","channel":"C1","user":"U1","ts":"9990.1","thread_ts":"9980.1","parent_user_id":"U2"}""", "only ours")]
    [InlineData("a reply under a root of the future", """{"type":"message","channel":"C1","user":"U1","ts":"9990.1","thread_ts":"99999.1"}""", "only ours")]
    [InlineData("a reply under a root without a time", """{"type":"message","channel":"C1","user":"U1","ts":"9990.1","thread_ts":"soon"}""", "only ours")]
    [InlineData("a broadcast reply", """{"type":"message","subtype":"thread_broadcast","channel":"C1","user":"U1","ts":"9990.1","thread_ts":"100.1"}""", "only ours")]
    [InlineData("a file", """{"type":"message","subtype":"file_share","channel":"C1","user":"U1","ts":"9990.1","thread_ts":"100.1"}""", "only ours")]
    [InlineData("somebody joins", """{"type":"message","subtype":"channel_join","channel":"C1","user":"U1","ts":"9990.1","thread_ts":"100.1"}""", "dropped")]
    [InlineData("a bot of old", """{"type":"message","subtype":"bot_message","channel":"C1","ts":"9990.1","thread_ts":"100.1"}""", "dropped")]
    [InlineData("a bot of today", """{"type":"message","channel":"C1","user":"U2","bot_id":"B2","ts":"9990.1","thread_ts":"100.1"}""", "dropped")]
    [InlineData("ourselves, without a bot's id", """{"type":"message","channel":"C1","user":"U0BOT","ts":"9990.1","thread_ts":"100.1"}""", "dropped")]
    [InlineData("an empty bot's id is none", """{"type":"message","channel":"C1","user":"U1","bot_id":"","ts":"9990.1","thread_ts":"100.1"}""", "only ours")]
    [InlineData("an edit of ours", """{"type":"message","subtype":"message_changed","channel":"C1","ts":"9990.1","message":{"user":"U0BOT","ts":"9980.1","thread_ts":"100.1"}}""", "dropped")]
    [InlineData("an edit in a thread", """{"type":"message","subtype":"message_changed","channel":"C1","ts":"9990.1","message":{"user":"U1","ts":"9980.1","thread_ts":"100.1"}}""", "only ours")]
    [InlineData("an edit outside", """{"type":"message","subtype":"message_changed","channel":"C1","ts":"9990.1","message":{"user":"U1","ts":"9980.1"}}""", "dropped")]
    [InlineData("a deletion in a thread", """{"type":"message","subtype":"message_deleted","channel":"C1","ts":"9990.1","deleted_ts":"9980.1","previous_message":{"user":"U1","ts":"9980.1","thread_ts":"100.1"}}""", "only ours")]
    [InlineData("a deletion of ours", """{"type":"message","subtype":"message_deleted","channel":"C1","ts":"9990.1","previous_message":{"user":"U0BOT","ts":"9980.1","thread_ts":"100.1"}}""", "dropped")]
    [InlineData("a deletion of nobody knows what", """{"type":"message","subtype":"message_deleted","channel":"C1","ts":"9990.1","deleted_ts":"9980.1"}""", "dropped")]
    [InlineData("a mention", """{"type":"app_mention","channel":"C1","user":"U1","ts":"9990.1"}""", "kept")]
    [InlineData("a mention by a bot", """{"type":"app_mention","channel":"C1","user":"U2","bot_id":"B2","ts":"9990.1"}""", "dropped")]
    [InlineData("ourselves in a channel", """{"type":"member_joined_channel","channel":"C1","user":"U0BOT"}""", "kept")]
    [InlineData("a message of nowhere", """{"type":"message","user":"U1","ts":"9990.1","thread_ts":"100.1"}""", "dropped")]
    public void What_is_said_outside_our_threads_is_not_kept(string what, string told, string expected)
    {
        var telling = SlackReader.OfEvent(Encoding.UTF8.GetBytes($$"""{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{{told}} }""")).ShouldBeOfType<SlackTold>();
        (SlackSieve.Sift(telling, Ourselves, Now) switch
        {
            ChatKept => "kept",
            ChatDependsOnThread { MayBeOurs: true } => "maybe ours",
            ChatDependsOnThread => "only ours",
            _ => "dropped",
        }).ShouldBe(expected, what);
    }
}
