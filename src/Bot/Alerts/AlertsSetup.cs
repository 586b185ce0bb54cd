using ChatOps.Bot.Alerts.Asking;
using ChatOps.Bot.Alerts.Polling;
using ChatOps.Bot.Alerts.Sns;
using ChatOps.Bot.Alerts.Sqs;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.GuardDuty;

namespace ChatOps.Bot.Alerts;

internal static class AlertsSetup
{
    public static void AddAlerts(this WebApplicationBuilder builder)
    {
        var options = AlertsOptions.Of(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.RelatedWindow);
        builder.Services.CheckAtStart(_ => options.Errors);

        var accounts = AccountNames.Of(builder.Configuration);
        builder.Services.AddSingleton(options.Source == FindingsSource.Sample ? accounts.Or(SampleDay.Account, SampleDay.Alias) : accounts);
        builder.Services.AddSingleton(new DetectiveLinkOptions { ScopeUnit = options.LinkUnit });
        builder.Services.AddSingleton<DetectiveLinks>();
        builder.Services.AddSingleton<FindingCard>();
        builder.Services.AddSingleton<FindingsFeed>();
        builder.Services.AddSingleton<ChannelLoads>();
        builder.Services.AddSingleton<FindingThreads>();
        builder.Services.AddSingleton<AlertCases>();
        builder.Services.AddSingleton<AlertThreads>();
        builder.Services.AddSingleton<AlertIntake>();
        builder.Services.AddSingleton<RoadTroubles>();
        builder.Services.AddSingleton<AlertBody>();
        builder.Services.AddSingleton<EventBridgeEndpoint>();
        builder.AddSns();
        builder.AddSqs();
        builder.Services.AddSingleton<IJobHandler, SummaryRefresh>();
        builder.Services.AddSingleton<KeptFindings>();
        builder.Services.AddSingleton<FallbackChannels>();
        builder.Services.AddSingleton<RoutedFindings>();
        builder.Services.AddSingleton<IJobHandler, RouteElsewhere>();
        builder.Services.AddSingleton<GuardDutyFindings>();
        builder.Services.AddSingleton<IFindingEvidence>(static provider => provider.GetRequiredService<GuardDutyFindings>());
        builder.Services.AddSingleton(static provider => new DeedOffer([.. provider.GetRequiredService<AwsClients>().Places.Select(static place => place.Region)]));
        builder.Services.AddSingleton<IFindingFetch, FindingFetch>();
        builder.Services.AddSingleton<DeedRoad>();
        builder.Services.AddSingleton<IJobHandler, ChangeFinding>();
        AddSource(builder.Services, options);
    }

    public static void MapAlerts(this WebApplication app)
    {
        app.MapPost("/alerts/eventbridge", static (HttpContext context, EventBridgeEndpoint endpoint) => endpoint.TakeAsync(context)).OnListener(Listener.Both);
        app.MapSns();
        app.MapGet("/api/v1/findings/{account}/{region}/{id}", FindingEndpoint.GetAsync);
    }

    private static void AddSource(IServiceCollection services, AlertsOptions options)
    {
        if (options.PollingInterval is not null)
        {
            services.AddSingleton<PlacePoll>();
            services.AddHostedService<GuardDutyPolling>();
        }

        if (options.Source == FindingsSource.Sample)
        {
            services.AddSingleton(provider => new ReplayClock(options.ReplaySpeed, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IAsOfClock>(static provider => provider.GetRequiredService<ReplayClock>());
            services.AddHostedService<SampleReplay>();
            return;
        }

        services.AddSingleton<IAsOfClock, PresentClock>();
        if (options is { Source: FindingsSource.Folder, Folder: { } folder })
        {
            services.AddSingleton(new FindingsFolder(folder));
            services.AddHostedService<FolderIntake>();
        }
    }
}
