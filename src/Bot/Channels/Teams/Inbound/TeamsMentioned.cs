using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Who the people mentioned in a command are, as the policy names them. A mention tells the id this bot knows them under; whose that is, Teams is asked once.</summary>
internal sealed class TeamsMentioned(TeamsConnector connector, TeamsTargets targets, TimeProvider time)
{
    private const int MostPeople = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ChatMemory<string> objects = new(time, TimeSpan.FromDays(1), 10_000);

    /// <summary>All at once: a Teams that is slow is waited for once. Bots are nobody.</summary>
    public async Task<IReadOnlyList<Person>> OfAsync(TeamsSaying said, CancellationToken cancellationToken)
    {
        var people = said.Written.People.Where(static one => !TeamsPeople.IsBot(one.Id)).Take(MostPeople).ToList();
        return people.Count == 0 ? [] : await Task.WhenAll(people.Select(async one => TeamsPeople.Of(one.ObjectId ?? await ObjectAsync(said.Channel, one.Id, cancellationToken) ?? one.Id, one.Name)));
    }

    /// <summary>Null when Teams does not say it in time.</summary>
    private async Task<string?> ObjectAsync(ChannelRef channel, string person, CancellationToken cancellationToken)
    {
        if (objects.FindOld(person) is { } known) return known; // both ids are for ever
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var answer = await connector.MemberAsync(await targets.OfAsync(channel, null, cancellationToken), person, either.Token);
            if (answer is not TeamsOk { Id: { } told }) return null;
            objects.Keep(person, told);
            return told;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
