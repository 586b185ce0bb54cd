using System.Text;
using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate.Rules;

/// <summary><c>audit</c>: the newest entries of the audit log, told to the admin who asks alone. All of them are on the operator's page.</summary>
internal sealed class AuditDesk(CommandBook book, AccessPolicy policy, IAuditLog audit, WhoIsMeant who) : IVerbTaker
{
    private const int Most = 20;

    /// <summary>So much is shown by every chat.</summary>
    private const int LongestText = 2600;

    public IReadOnlyCollection<string> Verbs { get; } = [Verb.Audit];

    public async Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken)
    {
        var text = policy.Decide(asked.Person, asked.Verb, asked.Channel).Allowed ? await AnswerAsync(asked, cancellationToken) : null;
        return await book.WriteAsync(asked, _ => ValueTask.FromResult(new CommandReceipt(null, text, [])), cancellationToken);
    }

    private async Task<string> AnswerAsync(Asked asked, CancellationToken cancellationToken)
    {
        var question = AuditQuestion.Of(asked, book.Now);
        if (question.Why is { } wrong) return wrong;
        var filter = question.Filter;
        if (question.Name.Length > 0 || asked.Mentioned.Count > 0)
        {
            var (person, why) = await who.OfAsync(asked, question.Name, cancellationToken);
            if (person is null) return $"{why} {AuditQuestion.Examples}";
            filter = filter with { People = [person.ToString()] };
        }

        return Words(await audit.ListAsync(filter, Most + 1, null, cancellationToken));
    }

    private static string Words(IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0) return $"Nothing of that kind was asked, or it is older than what is kept. {AuditQuestion.Examples}";
        var (words, shown) = (new StringBuilder(), 0);
        foreach (var line in entries.Take(Most).Select(Line))
        {
            if (shown > 0 && words.Length + line.Length > LongestText) break;
            words.AppendLine(line);
            shown++;
        }

        var rest = shown < entries.Count ? "There are more: ask for fewer, or read all of them at /operator." : "That is all.";
        return $"{(shown == 1 ? "One entry" : $"{shown} entries")}, newest first, UTC\n{words}{rest}";
    }

    private static string Line(AuditEntry entry)
    {
        var line = new StringBuilder($"{entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} · {WhoIsMeant.Called(entry.Name, entry.Person)} · {entry.Verb}");
        if (entry.Argument.Length > 0) line.Append($" “{VisibleText.Of(WhoIsMeant.Cut(entry.Argument, 60))}”");
        line.Append($" · {entry.Channel}");
        return line.Append(entry.Allowed ? "" : $" · refused: {VisibleText.Of(WhoIsMeant.Cut(entry.Why ?? "", 80))}").ToString();
    }
}
