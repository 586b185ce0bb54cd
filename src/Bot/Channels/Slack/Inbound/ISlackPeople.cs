using ChatOps.Bot.Access;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Who people are.</summary>
internal interface ISlackPeople
{
    Task<Person> OfAsync(string userId, CancellationToken cancellationToken);
}
