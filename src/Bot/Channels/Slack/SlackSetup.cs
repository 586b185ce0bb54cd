using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Channels.Slack.Forms;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>The door of Slack. Behind it nothing exists while Slack is not configured.</summary>
internal static class SlackSetup
{
    public static void AddSlack(this WebApplicationBuilder builder)
    {
        var options = SlackOptions.Of(builder.Configuration);
        builder.Services.CheckAtStart(_ => options.Errors);
        if (!options.IsOn) return;
        var services = builder.Services;
        services.AddSingleton(options);
        AddSpeaking(services);
        AddHearing(services, options);
        services.AddForms();
    }

    public static void MapSlack(this WebApplication app)
    {
        if (app.Services.GetService<SlackOptions>() is not { IsSocket: false }) return;
        var door = app.Services.GetRequiredService<SlackEndpoint>();
        foreach (var path in SlackEndpoint.Paths) app.MapPost(path, door.TakeAsync).OnListener(Listener.Both).ExcludeFromDescription();
    }

    /// <summary>What it takes to speak; tests speak with this alone.</summary>
    internal static void AddSpeaking(IServiceCollection services)
    {
        services.AddHttpClient(SlackApi.Client, static client => client.Timeout = TimeSpan.FromSeconds(10))
            .RemoveAllLoggers() // they write addresses down, and whoever reads a response_url may answer in our name
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddSingleton<SlackPauses>();
        services.AddSingleton<SlackApi>();
        services.AddSingleton<SlackLimits>();
        services.AddSingleton<SlackPace>();
        AddKnowing(services);
        AddDelivery(services);
        services.AddSingleton<SlackReactions>();
        services.AddSingleton<SlackLinks>();
        services.AddSingleton<INoteFileSource, SlackFiles>();
    }

    /// <summary>Who we are, who others are, where we are.</summary>
    private static void AddKnowing(IServiceCollection services)
    {
        services.AddSingleton<SlackIdentity>();
        services.AddHostedService<SlackStart>();
        services.AddSingleton<SlackGroups>();
        services.AddSingleton<SlackPeople>();
        services.AddSingleton<SlackMentioned>();
        services.AddSingleton<SlackMembership>();
    }

    private static void AddDelivery(IServiceCollection services)
    {
        services.AddSingleton<SlackDoubts>();
        services.AddSingleton<SlackPoster>();
        services.AddSingleton<SlackReadBack>();
        services.AddSingleton<SlackSpeech>();
        services.AddSingleton<SlackUploads>();
        services.AddSingleton<SlackCharts>();
        services.AddSingleton<SlackSheets>();
        services.AddSingleton<SlackErrands>();
        services.AddSingleton<SlackDelivery>();
        services.AddSingleton<IChatChannel, SlackChannel>();
    }

    private static void AddHearing(IServiceCollection services, SlackOptions options)
    {
        services.AddSingleton<SlackReflexes>();
        services.AddSingleton<SlackListeners>();
        services.AddSingleton<SlackInbox>();
        services.AddSingleton<SlackEar>();
        services.AddSingleton<IJobHandler, HearSlack>();
        services.AddSingleton<SlackAnswers>();
        services.AddSingleton<SlackReceipts>();
        services.AddSingleton<SlackReach>();
        services.AddSingleton<SlackNotes>();
        services.AddSingleton<SlackMentions>();
        services.AddSingleton<IJobHandler, AnswerSlack>();
        services.AddSingleton<ISlackListener, SlackCommands>();
        services.AddSingleton<ISlackListener, SlackPresses>();
        services.AddSingleton<ISlackListener, SlackMessages>();
        services.AddSingleton<ISlackListener, SlackKeys>();
        services.AddSingleton<ISlackListener, SlackArrivals>();
        services.AddSingleton<ISlackListener, SlackPartings>();
        services.AddHostedService<SlackAnnouncement>();
        if (options.IsSocket)
        {
            services.AddSingleton<SlackDialing>();
            services.AddHostedService<SlackSocket>();
        }
        else
        {
            services.AddSingleton<SlackEndpoint>();
        }
    }
}
