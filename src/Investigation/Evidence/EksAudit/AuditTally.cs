using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Calls;

namespace ChatOps.Investigation.Evidence.EksAudit;

/// <summary>Counts requests, each once and at its last stage. What its server has not finished waits until all is read; of most requests no more than the
/// end is logged. One per worker, merged at the end.</summary>
/// <param name="calls">Counts what is decided.</param>
internal sealed class AuditTally(CallTally calls)
{
    private readonly CallTally calls = calls;
    private readonly Dictionary<ulong, (AuditStage Stage, Call Call)> waiting = [];

    /// <summary>Requests counted; whole once <see cref="ToFigures"/> was called.</summary>
    public long Calls => calls.Calls;

    /// <summary>Counts the event's request, or keeps it until a later stage comes.</summary>
    public void Add(AuditEvent audited)
    {
        if (!calls.Wants(audited.Ticks)) return;
        Add(audited.Stage, CallOf(audited));
    }

    /// <summary>The same of an event whose values have their numbers.</summary>
    public void Add(AuditStage stage, in Call call)
    {
        if (stage >= AuditStage.ResponseComplete || call.Identity == 0)
        {
            waiting.Remove(call.Identity);
            calls.Add(in call);
        }
        else
        {
            Wait(stage, in call);
        }
    }

    /// <summary>Takes over what another worker counted.</summary>
    public void Merge(AuditTally other)
    {
        foreach (var (stage, call) in other.waiting.Values)
        {
            var ours = call;
            for (var column = 0; column < Call.CallNumbers.Columns; column++) ours.Values[column] = calls.Values.Of(other.calls.Values[call.Values[column]]);
            Wait(stage, in ours);
        }

        calls.Merge(other.calls);
    }

    /// <summary>The figures of all that was added; to be called once, when all is merged.</summary>
    /// <param name="covered">Hours some log object covers, ascending.</param>
    public CallFigures ToFigures(IReadOnlyList<DateTimeOffset> covered)
    {
        foreach (var (_, call) in waiting.Values) calls.Add(in call); // unless its end was counted, by whichever worker
        waiting.Clear();
        return calls.ToFigures(covered);
    }

    /// <summary>An address in its one spelling; any other text as it is.</summary>
    public static string? AddressOf(string? text) => IpText.Canonical(text) ?? text;

    private void Wait(AuditStage stage, in Call call)
    {
        if (!waiting.TryGetValue(call.Identity, out var known) || known.Stage < stage) waiting[call.Identity] = (stage, call);
    }

    private Call CallOf(AuditEvent audited)
    {
        var call = new Call { Ticks = audited.Ticks, Identity = audited.Identity, Succeeded = audited.Succeeded };
        foreach (var column in calls.Columns) call[column] = calls.Values.Of(ValueOf(audited, column));
        return call;
    }

    /// <summary>What a request shows in a column; null when it shows nothing.</summary>
    public static string? ValueOf(AuditEvent audited, CallColumn column) => column switch
    {
        CallColumn.Address => AddressOf(audited.Address),
        CallColumn.Principal => audited.Subject,
        CallColumn.Session => audited.Impersonated,
        CallColumn.Service => audited.Resource is null ? null : audited.Group ?? "core",
        CallColumn.Call => audited.Call,
        CallColumn.UserAgent => audited.UserAgent,
        CallColumn.Error => audited.Succeeded ? null : audited.Code >= 400 ? audited.Code.ToString(System.Globalization.CultureInfo.InvariantCulture) : "forbid",
        CallColumn.Resource => audited.Object,
        CallColumn.Account => audited.Cluster,
        CallColumn.Place => audited.Namespace,
        _ => null, // access key and region are no part of Kubernetes
    };
}
