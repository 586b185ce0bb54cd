namespace ChatOps.TestKit.Aws;

/// <summary>What goes wrong, and when. Faults that fit are taken in the order they were asked for.</summary>
internal sealed class AwsTroubles
{
    private readonly Lock gate = new();
    private readonly LinkedList<AwsTrouble> waiting = [];
    private readonly HashSet<(string Action, string? Account)> denied = [];

    /// <summary>Faults that nothing has met yet.</summary>
    public int Left
    {
        get
        {
            lock (gate) return waiting.Sum(static trouble => trouble.Times == int.MaxValue ? 0 : trouble.Times);
        }
    }

    public void Add(AwsTrouble trouble)
    {
        lock (gate) waiting.AddLast(trouble);
    }

    public void End(AwsHold hold)
    {
        lock (gate)
        {
            if (waiting.FirstOrDefault(trouble => trouble.Hold == hold) is { } held) waiting.Remove(held);
        }
    }

    public void Deny(string action, string? account)
    {
        lock (gate) denied.Add((action, account));
    }

    public void Allow(string action, string? account)
    {
        lock (gate) denied.RemoveWhere(rule => rule.Action == action && (account is null || rule.Account == account));
    }

    /// <summary>No fault and no denial is left.</summary>
    public void Clear()
    {
        lock (gate)
        {
            waiting.Clear();
            denied.Clear();
        }
    }

    public bool IsDenied(string action, string account)
    {
        lock (gate) return denied.Contains((action, account)) || denied.Contains((action, null));
    }

    public AwsTrouble? Take(string service, string operation, string account)
    {
        lock (gate)
        {
            for (var node = waiting.First; node is not null; node = node.Next)
            {
                var trouble = node.Value;
                if (!trouble.Meets(service, operation, account)) continue;
                if (trouble.Times == 1) waiting.Remove(node);
                else if (trouble.Times != int.MaxValue) node.Value = trouble with { Times = trouble.Times - 1 };
                return trouble;
            }

            return null;
        }
    }
}
