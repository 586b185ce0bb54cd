namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Ids of our message extension and of the inputs of our dialogs. Wire format: the app's manifest and open dialogs carry them.</summary>
internal static class TeamsFormIds
{
    /// <summary>The command that keeps a message as a note.</summary>
    public const string AddToInvestigation = "addToInvestigation";

    /// <summary>The command that looks findings up.</summary>
    public const string SearchFindings = "searchFindings";

    /// <summary>What is looked up; the parameter of <see cref="SearchFindings"/>.</summary>
    public const string Words = "words";

    /// <summary>The input with the investigation a message is added to.</summary>
    public const string Thread = "thread";

    /// <summary>The input with what else is to be looked at.</summary>
    public const string Open = "open";

    /// <summary>The message a dialog is about; a member of its data.</summary>
    public const string Message = "message";
}
