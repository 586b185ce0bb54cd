using ChatOps.Bot.Access;

namespace ChatOps.Bot.Investigate.Rules;

/// <summary><c>policy</c> and <c>policy @ana</c>: who may do what, and why; told to the admin who asks alone.</summary>
internal sealed class PolicyDesk(CommandBook book, AccessPolicy policy, WhoIsMeant who) : IVerbTaker
{
    public IReadOnlyCollection<string> Verbs { get; } = [Verb.Policy];

    public async Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken)
    {
        var text = policy.Decide(asked.Person, asked.Verb, asked.Channel).Allowed ? await AnswerAsync(asked, cancellationToken) : null;
        return await book.WriteAsync(asked, _ => ValueTask.FromResult(new CommandReceipt(null, text, [])), cancellationToken);
    }

    private async Task<string> AnswerAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (asked.Argument.Length == 0 && asked.Mentioned.Count == 0) return PolicyWords.Whole(policy, asked.Person, asked.Channel);
        var (person, why) = await who.OfAsync(asked, asked.Argument, cancellationToken);
        return person is null ? why! : PolicyWords.Of(policy, person, asked.Channel, areGroupsKnown: asked.Mentioned.Count > 0);
    }
}
