using System.Text.Json;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Web;

/// <summary>The room as a chat. The store already holds what is said, so delivering a message means telling the open pages; telling them twice changes nothing.</summary>
internal sealed class WebChannel(RoomEvents events, RoomView view) : IChatChannel
{
    public string Vendor => ChannelRef.WebVendor;

    public ChannelLimits Limits { get; } = new(TimeSpan.Zero, StormPerMinute: null);

    public Task<DeliveryOutcome> DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Tell(message.Thread);
        Tell(message.Thread.Id, RoomView.Message(message.Message) with { Delivery = RoomView.Word(MessageDelivery.Sent) });
        return Task.FromResult<DeliveryOutcome>(new Delivered(message.Message.Id.Value));
    }

    /// <summary>A thread appeared or changed.</summary>
    public void Tell(InvestigationThread thread) => events.Publish("thread", JsonSerializer.Serialize(view.Thread(thread), RoomJson.Default.RoomThread));

    /// <summary>Somebody wrote, edited or removed a note.</summary>
    public void Tell(Note note) => Tell(note.Thread, RoomView.Message(note));

    private void Tell(ThreadId thread, RoomMessage message) =>
        events.Publish("message", JsonSerializer.Serialize(new RoomMessageEvent(thread.Value, message), RoomJson.Default.RoomMessageEvent));
}
