namespace ChatOps.TestKit.Slack;

/// <summary>One attempt to bring something to the app.</summary>
internal sealed record SlackDelivery(SlackDouble Slack, SlackParcel Parcel, SlackReceipt Told)
{
    /// <summary>The event's id; null for what is no event.</summary>
    public string? EventId => Parcel.Payload["event_id"]?.ToString();

    /// <summary>The same payload once more, as a careless network does.</summary>
    public Task<SlackReceipt> Again() => Slack.Deliveries.SendAsync(Parcel);
}
