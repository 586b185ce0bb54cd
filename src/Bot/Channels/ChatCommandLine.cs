using ChatOps.Bot.Access;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels;

/// <summary>Chats have one command for every question: what follows it may be a verb, and is something to look at otherwise. Pure.</summary>
internal static class ChatCommandLine
{
    /// <param name="typed">What follows the command, decoded.</param>
    /// <returns>As <see cref="TypedCommand.Text"/> has it outside a thread.</returns>
    public static string Of(string typed) => CommandText.Read(typed) switch
    {
        TypedVerb { Verb: Verb.Help } => $"/{Verb.Help}",
        TypedVerb verb => $"/{verb.Verb} {verb.Argument}",
        TypedText text => $"/{Verb.Investigate} {text.Text}",
        _ => $"/{Verb.Help}",
    };

    /// <summary>Whether only the person asking is answered.</summary>
    public static bool IsHelp(string command) => command == $"/{Verb.Help}";
}
