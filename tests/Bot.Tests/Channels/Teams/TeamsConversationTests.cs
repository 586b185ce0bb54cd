namespace ChatOps.Bot.Channels.Teams;

public sealed class TeamsConversationTests
{
    [Theory]
    [InlineData("19:abc@thread.tacv2;messageid=1759881511856", "19:abc@thread.tacv2", "1759881511856", true)]
    [InlineData("19:abc@thread.tacv2", "19:abc@thread.tacv2", null, true)]
    [InlineData("19:abc@thread.skype;messageid=1", "19:abc@thread.skype", "1", true)]
    [InlineData("19:abc@thread.tacv2;messageid=0", "19:abc@thread.tacv2", null, true)]
    [InlineData("19:abc@thread.tacv2;messageid=1;x=2", "19:abc@thread.tacv2", null, true)]
    [InlineData("19:abc@thread.tacv2;messageid=../../v3", "19:abc@thread.tacv2", null, true)]
    [InlineData("19:abc@thread.v2", "19:abc@thread.v2", null, false)]
    [InlineData("a:1pers", "a:1pers", null, false)]
    [InlineData("", "", null, false)]
    public void A_thread_is_its_channel_and_the_id_of_its_first_message(string text, string id, string? root, bool isChannel)
    {
        var conversation = TeamsConversation.Parse(text);
        (conversation.Id, conversation.Root, conversation.IsChannel).ShouldBe((id, root, isChannel));
        if (root is not null) conversation.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("1759881511856", "2025-10-07T23:58:31.856Z")]
    [InlineData("0", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("9223372036854775807", null)]
    [InlineData("f:12", null)]
    public void A_message_s_id_is_when_it_was_written(string id, string? at) =>
        TeamsConversation.At(id).ShouldBe(at is null ? null : DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
}
