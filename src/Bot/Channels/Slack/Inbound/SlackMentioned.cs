using ChatOps.Bot.Access;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Who is mentioned in what somebody typed, and the text with their names. We ourselves are not somebody.</summary>
internal sealed class SlackMentioned(SlackPeople people, SlackIdentity self)
{
    private const int MostPeople = 20;

    /// <param name="text">In Slack's written form.</param>
    public async Task<(string Words, IReadOnlyList<Person> Mentioned)> ReadAsync(string text, CancellationToken cancellationToken)
    {
        var mentioned = await InAsync(text, cancellationToken);
        return (SlackWords.Read(text, Names(mentioned)), mentioned);
    }

    /// <param name="text">As it was entered in a form.</param>
    public async Task<(string Words, IReadOnlyList<Person> Mentioned)> ReadEnteredAsync(string text, CancellationToken cancellationToken)
    {
        var mentioned = await InAsync(text, cancellationToken);
        return (SlackWords.Entered(text, Names(mentioned)), mentioned);
    }

    /// <summary>All at once: a Slack that is slow is waited for once.</summary>
    private async Task<IReadOnlyList<Person>> InAsync(string text, CancellationToken cancellationToken) =>
        await Task.WhenAll(SlackWords.People(text).Where(id => id != self.BotUser).Take(MostPeople).Select(id => people.OfAsync(id, cancellationToken)));

    private static Dictionary<string, string> Names(IEnumerable<Person> mentioned) => mentioned.Where(static person => person.Name != person.Id).ToDictionary(static person => person.Id, static person => person.Name, StringComparer.Ordinal);
}
