using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>The workspace: who and what there is. Everything in it is touched under one lock.</summary>
internal sealed class SlackState(TimeProvider time)
{
    public const string TeamId = "T0CHATOPS1";
    public const string AppId = "A0CHATOPS1";
    public const string BotId = "B0CHATOPS1";
    public const string BotUserId = "U0CHATBOT1";
    public const string Domain = "chatops-test";

    private readonly Lock gate = new();
    private readonly long started = TimeProvider.System.GetTimestamp();
    private long lastTs;
    private int made;

    public TimeProvider Time => time;

    public string BotToken { get; set; } = "xoxb-1000000001-2000000002-double";

    public string AppToken { get; } = "xapp-1-A0CHATOPS1-3000000003-double";

    /// <summary>The error every call answers; null while the tokens are good.</summary>
    public string? TokenError { get; set; }

    public Dictionary<string, SlackPersonState> People { get; } = [];

    public Dictionary<string, SlackChannelState> Channels { get; } = [];

    public Dictionary<string, (string Handle, HashSet<string> Members)> Groups { get; } = [];

    public Dictionary<string, SlackFileState> Files { get; } = [];

    /// <summary>Ids of files whose bytes were asked for, in order.</summary>
    public List<string> Downloads { get; } = [];

    public Dictionary<string, SlackViewState> Views { get; } = [];

    /// <summary>Trigger ids: when made, for whom, and whether used.</summary>
    public Dictionary<string, SlackTriggerState> Triggers { get; } = [];

    public Dictionary<string, SlackResponseUrlState> ResponseUrls { get; } = [];

    public List<SlackWhisperState> Whispers { get; } = [];

    public List<SlackCall> Calls { get; } = [];

    public List<SlackPost> Posts { get; } = [];

    public T Read<T>(Func<SlackState, T> read)
    {
        lock (gate) return read(this);
    }

    public void Write(Action<SlackState> write)
    {
        lock (gate) write(this);
    }

    /// <summary>An id of Slack's shape: a letter and ten capitals or digits.</summary>
    public string NewId(char kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}0DOUBLE{Interlocked.Increment(ref made):D4}");

    /// <summary>The next ts: seconds and a running number, growing over the whole workspace even while the clock stands.</summary>
    public string NextTs()
    {
        lock (gate)
        {
            lastTs = Math.Max(lastTs + 100, (time.GetUtcNow().ToUnixTimeSeconds() * 1_000_000) + 100);
            return string.Create(CultureInfo.InvariantCulture, $"{lastTs / 1_000_000}.{lastTs % 1_000_000:D6}");
        }
    }

    public string PersonId(string name)
    {
        lock (gate)
        {
            if (People.Values.FirstOrDefault(person => person.Name == name) is { } known) return known.Id;
            var person = new SlackPersonState(NewId('U'), name);
            People[person.Id] = person;
            return person.Id;
        }
    }

    public string ChannelId(string name)
    {
        lock (gate)
        {
            if (Channels.Values.FirstOrDefault(channel => channel.Name == name) is { } known) return known.Id;
            var channel = new SlackChannelState(NewId('C'), name);
            channel.Members.Add(BotUserId);
            Channels[channel.Id] = channel;
            return channel.Id;
        }
    }

    public string DirectMessageId(string person)
    {
        lock (gate)
        {
            if (Channels.Values.FirstOrDefault(channel => channel.DirectWith == person) is { } known) return known.Id;
            var channel = new SlackChannelState(NewId('D'), "") { DirectWith = person };
            channel.Members.UnionWith([BotUserId, person]);
            Channels[channel.Id] = channel;
            return channel.Id;
        }
    }

    public string Group(string handle, IEnumerable<string> members)
    {
        lock (gate)
        {
            var id = Groups.FirstOrDefault(group => group.Value.Handle == handle).Key ?? NewId('S');
            Groups[id] = (handle, [.. members]);
            return id;
        }
    }

    public string NewTrigger(string person)
    {
        lock (gate)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref made)}.1000000001.{made * 7919L:x16}");
            Triggers[id] = new SlackTriggerState(person, time.GetUtcNow());
            return id;
        }
    }

    public string NewResponseUrl(Uri address, string person, string channel, string? threadTs, string? messageTs)
    {
        lock (gate)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{TeamId}/{Interlocked.Increment(ref made)}/{made * 104729L:x12}");
            ResponseUrls[key] = new SlackResponseUrlState(person, channel, threadTs, messageTs, time.GetUtcNow());
            return new Uri(address, $"actions/{key}").ToString();
        }
    }

    /// <summary>Keeps a call; a fault says what it made of the outcome.</summary>
    public void Keep(string method, SlackArguments arguments, string outcome)
    {
        lock (gate) Calls.Add(new SlackCall(time.GetUtcNow(), method, (JsonObject)arguments.All.DeepClone(), outcome));
    }

    public void Posted(string method, string channel, JsonObject message)
    {
        lock (gate) Posts.Add(new SlackPost(time.GetUtcNow(), TimeProvider.System.GetElapsedTime(started), method, channel, message["thread_ts"]?.ToString(), message["ts"]?.ToString() ?? "", SlackWords.Of(message)));
    }
}
