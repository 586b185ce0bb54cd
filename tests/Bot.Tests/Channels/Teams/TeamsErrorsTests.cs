using ChatOps.Bot.Channels.Teams.Connector;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>What Teams' answers mean for a message, and what becomes of it.</summary>
public sealed class TeamsErrorsTests
{
    [Theory]
    [InlineData(400, "BadArgument", nameof(DeliveryFailure.ContentRefused))]
    [InlineData(400, "BadSyntax", nameof(DeliveryFailure.ContentRefused))]
    [InlineData(401, "BotNotRegistered", nameof(DeliveryFailure.CredentialRevoked))]
    [InlineData(403, "BotDisabledByAdmin", nameof(DeliveryFailure.DestinationGone))]
    [InlineData(403, "BotNotInConversationRoster", nameof(DeliveryFailure.DestinationGone))]
    [InlineData(403, "ConversationBlockedByUser", nameof(DeliveryFailure.DestinationGone))]
    [InlineData(403, "MessageWritesBlocked", nameof(DeliveryFailure.DestinationGone))]
    [InlineData(403, "InvalidBotApiHost", nameof(DeliveryFailure.CredentialRevoked))]
    [InlineData(403, "NotEnoughPermissions", nameof(DeliveryFailure.CredentialRevoked))]
    [InlineData(403, "NewerThanThis", nameof(DeliveryFailure.CredentialRevoked))]
    [InlineData(403, "", nameof(DeliveryFailure.CredentialRevoked))]
    [InlineData(404, "ConversationNotFound", nameof(DeliveryFailure.DestinationGone))]
    [InlineData(404, "ActivityNotFoundInConversation", nameof(DeliveryFailure.MessageGone))]
    [InlineData(404, "", nameof(DeliveryFailure.DestinationGone))]
    [InlineData(405, "", nameof(DeliveryFailure.Unknown))]
    [InlineData(302, "", nameof(DeliveryFailure.Unknown))]
    [InlineData(412, "PreconditionFailed", nameof(DeliveryFailure.RateLimited))]
    [InlineData(413, "MessageSizeTooBig", nameof(DeliveryFailure.ContentRefused))]
    [InlineData(429, "Throttled", nameof(DeliveryFailure.RateLimited))]
    [InlineData(0, "HostNotAllowed", nameof(DeliveryFailure.DestinationGone))]
    public void A_refusal_is_of_one_class(int status, string code, string failure) =>
        TeamsErrors.ClassOf(new TeamsRefused(status, code, "", null), isNew: true).ToString().ShouldBe(failure);

    [Theory]
    [InlineData(true, true, nameof(DeliveryFailure.OutcomeUnknown))]
    [InlineData(true, false, nameof(DeliveryFailure.Unavailable))]
    [InlineData(false, true, nameof(DeliveryFailure.Unavailable))]
    [InlineData(false, false, nameof(DeliveryFailure.Unavailable))]
    public void Only_something_new_that_was_sent_is_in_doubt(bool wasSent, bool isNew, string failure) =>
        TeamsErrors.ClassOf(new TeamsUnknown("why", wasSent), isNew).ToString().ShouldBe(failure);

    [Fact]
    public void What_is_not_found_of_a_thread_says_nothing_of_its_channel()
    {
        var missing = new TeamsRefused(404, "ConversationNotFound", "", null);
        TeamsErrors.Of("edit", missing, isNew: false, isInThread: true).Failure.ShouldBe(DeliveryFailure.MessageGone);
        TeamsErrors.Of("edit", missing, isNew: false).Failure.ShouldBe(DeliveryFailure.DestinationGone);
    }

    [Fact]
    public void A_failure_says_what_the_vendor_said_and_what_to_do()
    {
        var failed = TeamsErrors.Of("message", new TeamsRefused(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.", null) { Trace = "abc.0" }, isNew: true);
        failed.Detail.ShouldBe("message: 403 BotNotInConversationRoster: The bot is not part of the conversation roster.; the app is not in this team or chat; add it there, and what waits is sent then (MS-CV abc.0)");
    }

    [Theory]
    [InlineData(403, "BotNotInConversationRoster", "add it there")]
    [InlineData(403, "BotDisabledByAdmin", "admin center")]
    [InlineData(403, "InvalidBotApiHost", "Teams:Cloud")]
    [InlineData(404, "ConversationNotFound", "ConversationNotFound")]
    public async Task A_lane_that_cannot_go_on_stops_and_loses_nothing(int status, string code, string words)
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").Error(status, code);
        await speaking.PutAsync("A finding");
        await speaking.PutAsync("Its pivots", "pivots");
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain(words);
        speaking.Teams.Calls.Count.ShouldBe(1, "nothing is tried again");

        await speaking.Store.Queue.StartLanesAsync($"teams:{speaking.Teams.TenantId}/", default);
        await speaking.DrainAsync();
        speaking.Channel.Threads.ShouldHaveSingleItem().Replies.Count.ShouldBe(1);
        speaking.Channel.All.ShouldAllBe(static said => !said.Words.Contains("twice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_app_that_was_removed_goes_on_when_it_is_added_again()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.Channel.Team.WithoutBot();
        await speaking.PutAsync("Its news", "news");
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain("BotNotInConversationRoster");
    }

    [Fact]
    public async Task A_message_that_is_too_large_goes_out_in_words()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").Error(413, "MessageSizeTooBig");
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.Channel.Roots.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_Teams_refuses_in_every_form_is_a_dead_letter_and_holds_up_nobody()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").Error(400, "BadArgument", 2);
        await speaking.PutAsync("A finding", thread: "t1");
        await speaking.PutAsync("Another", thread: "t2");
        await speaking.DrainAsync();
        speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldContain("Another");
        (await speaking.Store.Queue.ListAsync(ChatOps.Bot.Jobs.JobState.Dead, 10, default)).ShouldHaveSingleItem().Reason!.ShouldContain("400 BadArgument");
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(0, 1)]
    [InlineData(86_400, 3600)]
    public async Task Retry_after_is_kept_within_bounds(int said, int waited)
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").RateLimit(said);
        await speaking.PutAsync("A finding");
        await speaking.PutAsync("Another", thread: "t2");
        await speaking.DrainAsync();
        var at = speaking.Teams.Calls.Select(static call => call.At).ToList();
        (at[1] - at[0]).TotalSeconds.ShouldBe(waited, 0.5, "and the whole lane waits");
        speaking.Channel.Roots.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_listening_is_no_doubt()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits(), ("Teams:ServiceUrl", "http://127.0.0.1:9/"));
        await speaking.PutAsync("A finding");
        await speaking.StepAsync();
        (await speaking.PartsAsync((await speaking.MessageAsync()).Id)).ShouldBeEmpty();
        await speaking.RestartAsync(("Teams:ServiceUrl", speaking.Teams.ServiceUrl.AbsoluteUri));
        await speaking.DrainAsync();
        speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldNotContain("twice");
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").Http(302);
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldNotContain("twice");
    }
}
