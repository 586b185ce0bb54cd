using ChatOps.Bot.Alerts.Polling;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Persistence;

internal sealed class PollingMarks(Database database) : IPollingMarks
{
    public ValueTask<DateTimeOffset?> FindAsync(string place, CancellationToken cancellationToken) =>
        database.FirstAsync<DateTimeOffset?>("SELECT up_to FROM polling WHERE place = @place", new { place }, cancellationToken);

    public async ValueTask MoveAsync(IWork work, string place, DateTimeOffset upTo)
    {
        const string Sql = "INSERT INTO polling (place, up_to) VALUES (@place, @upTo) ON CONFLICT (place) DO UPDATE SET up_to = excluded.up_to WHERE excluded.up_to > polling.up_to";
        await DbWork.Of(work).ExecuteAsync(Sql, new { place, upTo });
    }
}
