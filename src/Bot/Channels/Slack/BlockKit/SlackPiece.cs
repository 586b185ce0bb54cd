using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A block on its way into a message.</summary>
/// <param name="Block">Small enough for a message of its own.</param>
internal sealed record SlackPiece(JsonObject Block)
{
    public int Characters { get; } = SlackMeasure.Characters(Block);

    /// <summary>The table it shows: one to a message.</summary>
    public SlackCsv? Table { get; init; }

    /// <summary>What follows belongs to it and does not go to another message.</summary>
    public bool HoldsNext { get; init; }

    public int Buttons { get; init; }
}
