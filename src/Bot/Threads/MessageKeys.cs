namespace ChatOps.Bot.Threads;

/// <summary>Keys of messages that several rooms put. They are stored: they never change.</summary>
internal static class MessageKeys
{
    /// <summary>The root card of any thread.</summary>
    public const string Root = "root";
}
