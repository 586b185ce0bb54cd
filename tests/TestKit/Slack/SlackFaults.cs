namespace ChatOps.TestKit.Slack;

/// <summary>What goes wrong, and when. Faults of one method are taken in the order they were asked for.</summary>
internal sealed class SlackFaults(SlackDouble slack)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedList<SlackFault>> waiting = [];

    /// <summary>Faults of a method; also of <c>upload</c> (the bytes' own request), <c>response_url</c>, and <c>*</c> (whatever comes next).</summary>
    /// <param name="place">The only channel they are met in.</param>
    public SlackFaultPlan On(string method, SlackPlace? place = null) => new(this, method, place?.Id);

    /// <summary>How many times a completed file must be asked for before Slack has looked at it.</summary>
    public int FilesReadyAfter { get; set; } = 1;

    /// <summary>Files are never looked at.</summary>
    public void FilesNeverReady() => FilesReadyAfter = -1;

    /// <summary>files.completeUploadExternal says ok and shares nothing, that many times.</summary>
    public int SharesNothing { get; set; }

    /// <summary>Each of the next events is brought twice, under the same event_id.</summary>
    public int DuplicateEvents { get; set; }

    /// <summary>From now on events wait until they are released.</summary>
    public void HoldEvents() => slack.Deliveries.Hold();

    /// <summary>Brings what waited, in order or backwards.</summary>
    public Task ReleaseEvents(bool backwards = false) => slack.Deliveries.ReleaseAsync(backwards);

    /// <summary>No fault is left.</summary>
    public void Clear()
    {
        lock (gate) waiting.Clear();
        FilesReadyAfter = 1;
        SharesNothing = DuplicateEvents = 0;
    }

    /// <summary>Faults that nothing has met yet.</summary>
    public long Left
    {
        get
        {
            lock (gate) return waiting.Values.Sum(static faults => faults.Sum(static fault => (long)fault.Times));
        }
    }

    internal void Add(string method, SlackFault fault)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(method, out var faults)) waiting[method] = faults = [];
            faults.AddLast(fault);
        }
    }

    internal SlackFault? Take(string method, string? channel)
    {
        lock (gate)
        {
            foreach (var key in new[] { method, "*" })
            {
                if (!waiting.TryGetValue(key, out var faults)) continue;
                var first = faults.First;
                while (first is not null && first.Value.Channel is { } only && only != channel) first = first.Next;
                if (first is null) continue;
                var fault = first.Value;
                if (fault.Times > 1) first.Value = fault with { Times = fault.Times - 1 };
                else faults.Remove(first);
                return fault;
            }

            return null;
        }
    }
}
