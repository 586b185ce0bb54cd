using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.TestKit.Teams;

/// <summary>The tenant: who and what there is. Everything in it is touched under one lock.</summary>
internal sealed class TeamsState(TimeProvider time)
{
    /// <summary>Pictures in texts, by their ids.</summary>
    public Dictionary<string, byte[]> Pictures { get; } = [];

    public const string AppId = "3b0c5a6e-57d1-4f0e-9a43-6f1d2c8b7e90";
    public const string TenantId = "8d1f4e2a-90b3-4c57-a6e8-1b5d0c9f7a34";
    public const string BotName = "ChatOps";
    public const string BotId = "28:" + AppId;
    public const string HomeTeam = "Security";

    private readonly Lock gate = new();
    private readonly long started = TimeProvider.System.GetTimestamp();
    private long lastId;

    public TimeProvider Time => time;

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(started);

    public Dictionary<string, TeamsPersonState> People { get; } = [];

    public Dictionary<string, TeamsTeamState> Teams { get; } = [];

    public Dictionary<string, TeamsConversationState> Conversations { get; } = [];

    public List<TeamsCall> Calls { get; } = [];

    public List<TeamsPost> Posts { get; } = [];

    public T Read<T>(Func<TeamsState, T> read)
    {
        lock (gate) return read(this);
    }

    public void Write(Action<TeamsState> write)
    {
        lock (gate) write(this);
    }

    /// <summary>The next message id: milliseconds, growing over the whole tenant even while the clock stands.</summary>
    public string NextId()
    {
        lock (gate)
        {
            lastId = Math.Max(lastId + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
            return lastId.ToString(CultureInfo.InvariantCulture);
        }
    }

    public TeamsPersonState Person(string name)
    {
        lock (gate)
        {
            if (People.Values.FirstOrDefault(person => person.Name == name) is { } known) return known;
            var person = new TeamsPersonState("29:1" + Letters(name + AppId, 65), new Guid(Digest(name + TenantId)[..16]).ToString(), name);
            People[person.Id] = person;
            return person;
        }
    }

    public TeamsTeamState Team(string name)
    {
        lock (gate)
        {
            if (Teams.Values.FirstOrDefault(team => team.Name == name) is { } known) return known;
            var team = new TeamsTeamState($"19:{Letters(name + "/team", 43)}1@thread.tacv2", new Guid(Digest(name + "/group")[..16]).ToString()) { Name = name };
            Teams[team.Id] = team;
            // The General channel has the team's id and no name.
            Conversations[team.Id] = new TeamsConversationState(team.Id, "channel") { Team = team };
            return team;
        }
    }

    public TeamsConversationState Channel(string name, TeamsTeamState team)
    {
        lock (gate)
        {
            if (name == "General") return Conversations[team.Id];
            if (Conversations.Values.FirstOrDefault(channel => channel.Team == team && channel.Name == name) is { } known) return known;
            var made = new TeamsConversationState($"19:{Convert.ToHexStringLower(Digest(name + team.Id)[..16])}@thread.tacv2", "channel") { Name = name, Team = team };
            Conversations[made.Id] = made;
            return made;
        }
    }

    public TeamsConversationState Chat(string person)
    {
        lock (gate)
        {
            var id = "a:1" + Letters(person + "/chat", 120);
            if (Conversations.TryGetValue(id, out var known)) return known;
            var made = new TeamsConversationState(id, "personal");
            made.Members.Add(person);
            return Conversations[id] = made;
        }
    }

    public TeamsConversationState GroupChat(string name)
    {
        lock (gate)
        {
            var id = $"19:{Convert.ToHexStringLower(Digest(name + "/group chat")[..16])}@thread.v2";
            return Conversations.TryGetValue(id, out var known) ? known : Conversations[id] = new TeamsConversationState(id, "groupChat") { Name = name };
        }
    }

    /// <summary>Deleted, or private and older than a day.</summary>
    public bool IsGone(TeamsMessageState message) => message.IsDeleted || (message.OnlyFor is not null && message.At + TimeSpan.FromHours(24) <= time.GetUtcNow());

    public void Posted(string operation, TeamsConversationState channel, TeamsMessageState message)
    {
        lock (gate) Posts.Add(new TeamsPost(time.GetUtcNow(), Elapsed, operation, channel.Id, message.Root, message.Id, message.OnlyFor, TeamsWords.Of(message.Said)));
    }

    private static byte[] Digest(string of) => SHA256.HashData(Encoding.UTF8.GetBytes(of));

    private static string Letters(string of, int length)
    {
        var letters = new StringBuilder();
        for (var i = 0; letters.Length < length; i++) letters.Append(Convert.ToBase64String(Digest($"{of}/{i}")).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        return letters.ToString()[..length];
    }
}
