using System.Net.ServerSentEvents;
using System.Text.Json;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Tells the pages regularly which day they look at. It also keeps quiet connections open through proxies.</summary>
internal sealed class RoomPulse(RoomEvents events, FindingsFeed feed, IAsOfClock clock, TimeProvider time) : BackgroundService
{
    public const string Type = "status";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    public SseItem<string> Now => new(Json(), Type);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) events.Mention(Type, Json());
        }
        catch (OperationCanceledException)
        {
            // the host stops
        }
    }

    private string Json()
    {
        var status = feed.Status;
        var replay = status.IsSample ? new RoomReplay(status.Replaying, status.Speed ?? 0) : null;
        return JsonSerializer.Serialize(new RoomStatus(status.IsSample, clock.AsOf, status.Source, replay), RoomJson.Default.RoomStatus);
    }
}
