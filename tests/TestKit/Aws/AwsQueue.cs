using System.Globalization;

namespace ChatOps.TestKit.Aws;

/// <summary>A standard queue. Messages are handed out in the order they came, which SQS itself does not promise.</summary>
internal sealed class AwsQueue(AwsDouble aws, string account, string region, string name)
{
    private readonly List<SqsEntry> entries = [];
    private readonly List<AwsMessage> deleted = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int sent;

    public string Name => name;

    public string Account => account;

    public string Region => region;

    public string Arn => AwsNames.Arn("sqs", region, account, name);

    /// <summary>The URL by which the double knows it.</summary>
    public string Url => new Uri(aws.Address, $"{account}/{name}").ToString();

    /// <summary>The URL AWS would have given it; the double takes it just as well.</summary>
    public string VendorUrl => $"https://sqs.{region}.amazonaws.com/{account}/{name}";

    public TimeSpan VisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public int MaxReceiveCount { get; private set; }

    public AwsQueue? DeadLetterQueue { get; private set; }

    public IReadOnlyList<AwsMessage> Visible => Look(static (entry, now) => entry.VisibleAt <= now);

    public IReadOnlyList<AwsMessage> InFlight => Look(static (entry, now) => entry.VisibleAt > now);

    public IReadOnlyList<AwsMessage> Deleted
    {
        get
        {
            lock (aws.Gate) return [.. deleted];
        }
    }

    public IReadOnlyList<AwsMessage> DeadLetters => DeadLetterQueue?.Look(static (_, _) => true) ?? [];

    /// <summary>The id of the message.</summary>
    public string Send(string body)
    {
        lock (aws.Gate)
        {
            var number = ++sent;
            var id = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:000000000000}");
            Add(new SqsEntry(id, body, aws.Time.GetUtcNow()));
            return id;
        }
    }

    /// <summary>The same message once more, as a queue that delivers at least once may do.</summary>
    public void SendAgain(string id)
    {
        lock (aws.Gate)
        {
            var body = entries.Find(entry => entry.Id == id)?.Body ?? deleted.First(message => message.Id == id).Body;
            Add(new SqsEntry(id, body, aws.Time.GetUtcNow()));
        }
    }

    /// <summary>After that many receives a message goes to a dead-letter queue, made beside this one.</summary>
    public AwsQueue Redrive(int maxReceiveCount = 5)
    {
        var dead = aws.Queue(name + "-dead", region, account);
        lock (aws.Gate) (DeadLetterQueue, MaxReceiveCount) = (dead, maxReceiveCount);
        return this;
    }

    internal Task Changed => changed.Task;

    internal List<SqsEntry> Entries => entries;

    internal void Delete(SqsEntry entry)
    {
        entries.Remove(entry);
        deleted.Add(entry.Message);
    }

    internal void Add(SqsEntry entry)
    {
        entries.Add(entry);
        Wake();
    }

    /// <summary>Whoever waits for a message looks again.</summary>
    internal void Wake()
    {
        var before = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        before.TrySetResult();
    }

    private List<AwsMessage> Look(Func<SqsEntry, DateTimeOffset, bool> fits)
    {
        lock (aws.Gate)
        {
            var now = aws.Time.GetUtcNow();
            return [.. entries.Where(entry => fits(entry, now)).Select(static entry => entry.Message)];
        }
    }
}
