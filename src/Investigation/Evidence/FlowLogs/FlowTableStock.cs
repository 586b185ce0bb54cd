namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Memory of tables that is not in use. What one question leaves behind is found by the next, unless the collector came first: so questions asked one
/// after the other need the memory of one, and a host nobody asks needs none.</summary>
internal sealed class FlowTableStock(bool isWide)
{
    private static readonly Lock Gate = new();
    private static readonly WeakReference<FlowTableStock>?[] LeftBehind = new WeakReference<FlowTableStock>?[2];
    private readonly Lock gate = new();
    private readonly Stack<FlowTableChunk> chunks = new();
    private readonly Dictionary<int, Stack<int[]>> heads = [];

    /// <summary>What was left behind, or nothing.</summary>
    public static FlowTableStock Find(bool isWide)
    {
        lock (Gate)
        {
            ref var left = ref LeftBehind[isWide ? 1 : 0];
            var found = left is not null && left.TryGetTarget(out var one) ? one : new FlowTableStock(isWide);
            left = null;
            return found;
        }
    }

    /// <summary>Leaves it to whoever comes next; it must not be used any more.</summary>
    public void Leave()
    {
        lock (Gate) LeftBehind[isWide ? 1 : 0] = new WeakReference<FlowTableStock>(this);
    }

    /// <summary>A chunk; what it holds means nothing.</summary>
    public FlowTableChunk Take()
    {
        lock (gate) return chunks.TryPop(out var used) ? used : new FlowTableChunk(isWide);
    }

    public void GiveBack(IEnumerable<FlowTableChunk> used)
    {
        lock (gate)
        {
            foreach (var chunk in used) chunks.Push(chunk);
        }
    }

    /// <summary>Heads of chains, all zero.</summary>
    public int[] TakeHeads(int length)
    {
        int[]? used = null;
        lock (gate)
        {
            if (heads.TryGetValue(length, out var known)) known.TryPop(out used);
        }

        if (used is null) return new int[length];
        Array.Clear(used);
        return used;
    }

    public void GiveBack(int[] used)
    {
        if (used.Length == 0) return;
        lock (gate)
        {
            ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(heads, used.Length, out _);
            (known ??= new Stack<int[]>()).Push(used);
        }
    }
}
