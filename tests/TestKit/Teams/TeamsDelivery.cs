using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>One attempt to bring an activity to the bot.</summary>
internal sealed record TeamsDelivery(TeamsDouble Teams, JsonObject Activity, TeamsReceipt Told)
{
    public string? Id => Activity["id"]?.ToString();

    /// <summary>The same once more.</summary>
    /// <param name="newId">As Teams does it the second time: the same words under another id and with another timestamp.</param>
    public Task<TeamsReceipt> Again(bool newId = false) => Teams.Deliveries.Again(this, newId);
}
