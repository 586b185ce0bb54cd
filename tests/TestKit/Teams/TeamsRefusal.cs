namespace ChatOps.TestKit.Teams;

/// <summary>A call the connector does not do.</summary>
/// <param name="isForm">Whether the caller could have known: an orderly product has none of these.</param>
internal sealed class TeamsRefusal(int status, string code, string message, bool isForm = false) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public bool IsForm { get; } = isForm;

    public static TeamsRefusal Syntax(string message) => new(400, "BadSyntax", message, true);

    public static TeamsRefusal Argument(string message) => new(400, "BadArgument", message, true);

    public static TeamsRefusal NoConversation => new(404, "ConversationNotFound", "Conversation not found.");

    public static TeamsRefusal NoActivity => new(404, "ActivityNotFoundInConversation", "The activity was not found in this conversation.");

    public static TeamsRefusal NotInRoster => new(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
}
