namespace ChatOps.Bot.Channels.Teams;

/// <summary>What our cards send back when somebody presses something on them: members of an action's data.</summary>
internal static class TeamsButtons
{
    /// <summary>The verb of Action.Execute.</summary>
    public const string Verb = "chatops";

    /// <summary>Holds the opaque id of a card's button.</summary>
    public const string Press = "press";

    /// <summary>Holds the command of a choice in a private answer.</summary>
    public const string Choose = "choose";

    /// <summary>Id of the input of what a button asks for.</summary>
    public const string Value = "value";

    /// <summary>Id of the input of what a button lets choose.</summary>
    public const string Choice = "choice";
}
