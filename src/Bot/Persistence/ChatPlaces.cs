using ChatOps.Bot.Channels;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class ChatPlaces(Database database, TimeProvider time) : IChatPlaces
{
    private const string Columns = "channel, service_url, team, name, is_closed";

    public async ValueTask<ChatPlace?> FindAsync(ChannelRef conversation, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {Columns} FROM chat_place WHERE vendor = @Vendor AND workspace = @Workspace AND channel = @key";
        var row = await database.FirstAsync<PlaceRow>(Sql, new { conversation.Vendor, conversation.Workspace, key = StoredValues.Key(conversation.Channel) }, cancellationToken);
        return row?.ToPlace(conversation.Vendor, conversation.Workspace);
    }

    public async ValueTask<IReadOnlyList<ChatPlace>> ListAsync(string vendor, string workspace, string? team, CancellationToken cancellationToken)
    {
        const string OfWorkspace = $"SELECT {Columns} FROM chat_place WHERE vendor = @vendor AND workspace = @workspace ORDER BY seen_at DESC, channel";
        const string OfTeam = $"SELECT {Columns} FROM chat_place WHERE vendor = @vendor AND workspace = @workspace AND team = @team ORDER BY seen_at DESC, channel";
        var rows = team is null
            ? await database.QueryAsync<PlaceRow>(OfWorkspace, new { vendor, workspace }, cancellationToken)
            : await database.QueryAsync<PlaceRow>(OfTeam, new { vendor, workspace, team = StoredValues.Key(team) }, cancellationToken);
        return rows.ConvertAll(row => row.ToPlace(vendor, workspace));
    }

    public Task SaveAsync(ChatPlace place, CancellationToken cancellationToken) => database.WriteAsync(
        async work =>
        {
            const string Sql = """
                INSERT INTO chat_place (vendor, workspace, channel, service_url, team, name, is_closed, seen_at)
                VALUES (@Vendor, @Workspace, @key, @url, @team, @Name, @closed, @now)
                ON CONFLICT (vendor, workspace, channel) DO UPDATE SET
                    service_url = excluded.service_url, team = excluded.team, name = excluded.name, is_closed = excluded.is_closed, seen_at = excluded.seen_at
                """;
            return await DbWork.Of(work).ExecuteAsync(Sql, new
            {
                place.Conversation.Vendor,
                place.Conversation.Workspace,
                key = StoredValues.Key(place.Conversation.Channel),
                url = place.ServiceUrl.AbsoluteUri,
                team = place.Team is { } team ? StoredValues.Key(team) : null,
                place.Name,
                closed = place.IsClosed ? 1L : 0L,
                now = time.GetUtcNow(),
            });
        },
        cancellationToken);

    public Task RemoveAsync(ChannelRef conversation, CancellationToken cancellationToken) => database.WriteAsync(
        work => DbWork.Of(work).ExecuteAsync(
            "DELETE FROM chat_place WHERE vendor = @Vendor AND workspace = @Workspace AND channel = @key",
            new { conversation.Vendor, conversation.Workspace, key = StoredValues.Key(conversation.Channel) }),
        cancellationToken);

    private sealed class PlaceRow
    {
        public string Channel { get; init; } = "";

        public string ServiceUrl { get; init; } = "";

        public string? Team { get; init; }

        public string? Name { get; init; }

        public long IsClosed { get; init; }

        public ChatPlace ToPlace(string vendor, string workspace) => new(new ChannelRef(vendor, workspace, Channel), new Uri(ServiceUrl), Team, Name, IsClosed != 0);
    }
}
