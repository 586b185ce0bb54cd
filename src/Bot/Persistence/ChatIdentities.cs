using ChatOps.Bot.Channels;

namespace ChatOps.Bot.Persistence;

internal sealed class ChatIdentities(Database database, TimeProvider time) : IChatIdentities
{
    public async ValueTask<IReadOnlyList<ChatIdentity>> OfAsync(string vendor, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT workspace, name, bot_user, bot_id FROM chat_identity WHERE vendor = @vendor ORDER BY seen_at DESC, workspace";
        return (await database.QueryAsync<IdentityRow>(Sql, new { vendor }, cancellationToken)).ConvertAll(row => new ChatIdentity(vendor, row.Workspace, row.Name, row.BotUser, row.BotId));
    }

    public Task SaveAsync(ChatIdentity identity, CancellationToken cancellationToken) => database.WriteAsync(
        async work =>
        {
            const string Sql = """
                INSERT INTO chat_identity (vendor, workspace, name, bot_user, bot_id, seen_at) VALUES (@Vendor, @Workspace, @Name, @BotUser, @BotId, @now)
                ON CONFLICT (vendor, workspace) DO UPDATE SET name = excluded.name, bot_user = excluded.bot_user, bot_id = excluded.bot_id, seen_at = excluded.seen_at
                """;
            return await DbWork.Of(work).ExecuteAsync(Sql, new { identity.Vendor, identity.Workspace, identity.Name, identity.BotUser, identity.BotId, now = time.GetUtcNow() });
        },
        cancellationToken);

    private sealed class IdentityRow
    {
        public string Workspace { get; init; } = "";

        public string Name { get; init; } = "";

        public string BotUser { get; init; } = "";

        public string BotId { get; init; } = "";
    }
}
