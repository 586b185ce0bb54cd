namespace ChatOps.Bot.Operations;

/// <summary>Looks whether a chat that is configured can be spoken to. It says nothing there and changes nothing.</summary>
internal interface IChatExam
{
    /// <summary>Name of the chat.</summary>
    string Chat { get; }

    Task LookAsync(Notebook notes, CancellationToken cancellationToken);
}
