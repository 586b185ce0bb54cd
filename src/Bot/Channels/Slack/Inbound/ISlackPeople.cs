using ChatOps.Bot.Access;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Who people are.</summary>
internal interface ISlackPeople
{
    Task<Person> OfAsync(string userId, CancellationToken cancellationToken);
}

internal sealed class NamelessPeople : ISlackPeople
{
    public Task<Person> OfAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(new Person(SlackOptions.Vendor, userId, userId));
}
