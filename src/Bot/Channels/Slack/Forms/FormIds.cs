namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Ids of our forms, of their parts and of what opens them. Wire format: the app's manifest and open forms carry them.</summary>
internal static class FormIds
{
    /// <summary>The form a button with a question opens.</summary>
    public const string Prompt = "prompt";

    /// <summary>The global shortcut, and the form it opens.</summary>
    public const string Investigate = "investigate";

    /// <summary>The message shortcut that opens the same form with what the message names.</summary>
    public const string InvestigateMessage = "investigate-message";

    /// <summary>The message shortcut that keeps a message as a note, and its form.</summary>
    public const string AddToInvestigation = "add-to-investigation";

    /// <summary>Selects whose options come from the ledger while somebody types.</summary>
    public const string PickFinding = "pick-finding";

    public const string PickThread = "pick-thread";

    /// <summary>The button of the App Home that opens the form.</summary>
    public const string OpenInvestigate = "open-investigate";

    /// <summary>What somebody entered, whatever the block asks for.</summary>
    public const string Entered = "entered";

    public static class Blocks
    {
        public const string Value = "value";
        public const string Finding = "finding";
        public const string Seen = "seen";
        public const string Choice = "choice";
        public const string Words = "words";
        public const string Channel = "channel";
        public const string Window = "window";
        public const string Thread = "thread";
    }
}
