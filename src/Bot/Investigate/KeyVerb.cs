using System.Text.RegularExpressions;
using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>Marks a note as key evidence: the person's last one, one that holds the words, or the one whose button was pressed.</summary>
internal sealed partial class KeyVerb(CommandBook book, INoteTaker notes) : IVerbTaker
{
    public IReadOnlyCollection<string> Verbs { get; } = [Verb.Key];

    public Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (asked.Thread is not { } thread)
            return book.WriteAsync(asked, static _ => ValueTask.FromResult(new CommandReceipt(null, "key works inside a thread. Write a note there, then @bot key.", [])), cancellationToken);
        var (pick, isKey) = Read(asked.Argument);
        return book.WriteAsync(
            asked,
            async work =>
            {
                // the thread may have joined a case since it was read
                var marked = await notes.MarkAsync(work, thread, asked.Person, pick, isKey);
                return new CommandReceipt(marked.IsDone ? thread.Id : null, marked.Words, []);
            },
            cancellationToken);
    }

    private static (NotePick Pick, bool IsKey) Read(string argument)
    {
        var parts = Form().Match(argument);
        var (id, words) = (parts.Groups["id"], parts.Groups["words"].Value.Trim());
        return (id.Success ? new NotePick(new MessageId(id.Value)) : words.Length > 0 ? new NotePick(Words: words) : new NotePick(), !parts.Groups["off"].Success);
    }

    [GeneratedRegex(@"\A\s*(?<off>off(?=\s|\z)\s*)?(?:note:(?<id>\S+)\s*|(?<words>.*))\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Form();
}
