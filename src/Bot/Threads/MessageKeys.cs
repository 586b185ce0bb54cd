namespace ChatOps.Bot.Threads;

/// <summary>Keys of messages that several rooms put. They are stored: they never change.</summary>
internal static class MessageKeys
{
    /// <summary>The root card of any thread.</summary>
    public const string Root = "root";

    /// <summary>Under the root of a thread that stands for one in a channel that cannot be spoken in.</summary>
    public static string Routed(ChannelRef from) => $"routed:{from}";

    /// <summary>A note of another thread of the case, or one written elsewhere.</summary>
    public static string Note(MessageId note) => $"{NotePrefix}{note}";

    public const string NotePrefix = "note:";

    /// <summary>How many notes of the case are not told in the thread one by one.</summary>
    public const string EarlierNotes = "notes-earlier";
}
