using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.Connector;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TeamsConnector = ChatOps.Bot.Channels.Teams.Connector.TeamsConnector;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Calls of the connector, and whom they are made to.</summary>
public sealed class TeamsConnectorTests
{
    [Fact]
    public async Task Everything_a_bot_does_with_messages_is_done()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits { Channel = [new TeamsWindow(100, TimeSpan.FromSeconds(1))] });
        var connector = speaking.Get<TeamsConnector>();
        var target = await speaking.Get<TeamsTargets>().OfAsync(speaking.Place, null, default);
        var ana = speaking.Teams.Person("ana");

        var root = (await connector.CreateThreadAsync(target, Says("root"), default)).ShouldBeOfType<TeamsOk>();
        root.Trace.ShouldNotBeNullOrEmpty();
        var inThread = target with { Conversation = target.Conversation with { Root = root.Id } };
        var sent = (await connector.SendAsync(inThread, Says("in the thread"), default)).ShouldBeOfType<TeamsOk>();
        (await connector.EditAsync(inThread, sent.Id!, Says("changed"), default)).ShouldBeOfType<TeamsOk>();
        (await connector.ReactAsync(inThread, root.Id!, TeamsReactions.Kept, default)).ShouldBeOfType<TeamsOk>();
        (await connector.SendPrivatelyAsync(inThread, ana.Id, Says("for her alone"), default)).ShouldBeOfType<TeamsOk>();

        var thread = speaking.Channel.Threads.ShouldHaveSingleItem();
        thread.Reactions.ShouldBe(["like"]);
        thread.Replies.Select(static reply => reply.Words).ShouldBe(["changed"]);
        ana.PrivateAnswers.ShouldHaveSingleItem().Words.ShouldContain("for her alone");
        (speaking.Teams.Unexpected.Count, speaking.Teams.Refused.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task What_a_proxy_did_not_let_out_was_never_said()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var connector = new TeamsConnector(new BehindProxy(), speaking.Get<TeamsTokenSource>(), speaking.Get<TeamsPace>(), speaking.Get<TeamsOptions>());
        var target = await speaking.Get<TeamsTargets>().OfAsync(speaking.Place, null, default);
        (await connector.CreateThreadAsync(target, Says("root"), default)).ShouldBeOfType<TeamsUnknown>().WasSent.ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://127.0.0.1.evil.example/")]
    [InlineData("https://smba.trafficmanager.net@evil.example/teams/")]
    [InlineData("http://smba.trafficmanager.net/teams/")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task Who_is_not_allowed_is_neither_called_nor_shown_a_token(string service)
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var target = new TeamsTarget(new Uri(service), speaking.Teams.TenantId, new TeamsConversation(speaking.Channel.Id, null));
        var answer = await speaking.Get<TeamsConnector>().SendAsync(target, Says("secret"), default);
        answer.ShouldBeOfType<TeamsRefused>().Code.ShouldBe("HostNotAllowed");
        TeamsErrors.Of("message", answer, isNew: true).Failure.ShouldBe(DeliveryFailure.DestinationGone);
        speaking.Teams.Entra.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task An_address_on_this_machine_that_is_not_allowed_hears_nothing()
    {
        var heard = 0;
        await using var evil = await ListenAsync(_ =>
        {
            Interlocked.Increment(ref heard);
            return Task.CompletedTask;
        });
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.Get<IChatPlaces>().SaveAsync(new ChatPlace(speaking.Place, new Uri(evil.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/"), null, null, false), default);
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();

        speaking.Channel.Roots.Count.ShouldBe(1, "it went where the operator said, and not where the store does");
        heard.ShouldBe(0);
    }

    [Fact]
    public async Task A_conversation_is_reached_where_Teams_last_said()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits(), ("Teams:ServiceUrl", "https://127.0.0.1:9/"));
        await speaking.Get<IChatPlaces>().SaveAsync(new ChatPlace(speaking.Place, new Uri(speaking.Teams.ServiceUrl.AbsoluteUri.TrimEnd('/')), null, null, false), default);
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.Channel.Roots.Count.ShouldBe(1);

        await speaking.RestartAsync(("Teams:AllowedServiceHosts", "smba.trafficmanager.net"));
        (await speaking.Get<TeamsTargets>().OfAsync(speaking.Place, null, default)).ServiceUrl.AbsoluteUri.ShouldBe("https://127.0.0.1:9/", "the host in the store is allowed no more");
    }

    [Fact]
    public async Task A_redirect_elsewhere_is_not_followed()
    {
        var heard = 0;
        await using var evil = await ListenAsync(_ =>
        {
            Interlocked.Increment(ref heard);
            return Task.CompletedTask;
        });
        await using var gateway = await ListenAsync(http =>
        {
            http.Response.Redirect(evil.Urls.First(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var target = new TeamsTarget(new Uri(gateway.Urls.First() + "/"), speaking.Teams.TenantId, new TeamsConversation(speaking.Channel.Id, null));
        (await speaking.Get<TeamsConnector>().SendAsync(target, Says("secret"), default)).ShouldBeOfType<TeamsRefused>().Status.ShouldBe(307);
        heard.ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_that_drips_is_given_up()
    {
        await using var slow = await ListenAsync(async http =>
        {
            http.Response.ContentType = "application/json";
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync(" ", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, http.RequestAborted);
            }
        });
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var target = new TeamsTarget(new Uri(slow.Urls.First() + "/"), speaking.Teams.TenantId, new TeamsConversation(speaking.Channel.Id, null));
        (await speaking.Get<TeamsConnector>().SendAsync(target, Says("anything"), default)).ShouldBeOfType<TeamsUnknown>().WasSent.ShouldBeTrue();
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/../../b")]
    [InlineData("19:x@thread.tacv2/../../../evil?x=1#y")]
    [InlineData("%2e%2e%2f")]
    public async Task Ids_others_chose_stay_ids(string id)
    {
        var paths = new List<string>();
        await using var server = await ListenAsync(http =>
        {
            paths.Add(http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget);
            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var target = new TeamsTarget(new Uri(server.Urls.First() + "/amer/t/"), speaking.Teams.TenantId, new TeamsConversation(id, null));
        await speaking.Get<TeamsConnector>().EditAsync(target, id, Says("anything"), default);
        paths.ShouldAllBe(static path => path.StartsWith("/amer/t/v3/", StringComparison.Ordinal) && !path.Contains('?', StringComparison.Ordinal));
    }

    private static JsonObject Says(string text) => new() { ["type"] = "message", ["text"] = text };

    private static async Task<WebApplication> ListenAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private sealed class BehindProxy : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel request failed with status code '403'.");
    }
}
