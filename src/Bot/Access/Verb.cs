namespace ChatOps.Bot.Access;

/// <summary>What people can ask for. The words are wire format: typed by people and stored in buttons.</summary>
internal static class Verb
{
    public const string Investigate = "investigate";
    public const string Pivot = "pivot";
    public const string Span = "span";
    public const string Findings = "findings";
    public const string Flow = "flow";
    public const string Activity = "activity";
    public const string Calls = "calls";
    public const string New = "new";
    public const string Interaction = "interaction";
    public const string Addresses = "addresses";
    public const string Kubernetes = "kubernetes";
    public const string Permissions = "permissions";
    public const string Note = "note";
    public const string Report = "report";
    public const string Help = "help";
    public const string Interval = "interval";
    public const string Detective = "detective";
    public const string Archive = "archive";
    public const string Unarchive = "unarchive";
    public const string Feedback = "feedback";
    public const string Take = "take";
    public const string Assign = "assign";
    public const string Contain = "contain";
    public const string Snooze = "snooze";
    public const string Close = "close";
    public const string Reopen = "reopen";
    public const string Lead = "lead";
    public const string Pin = "pin";
    public const string Unpin = "unpin";
    public const string Key = "key";
    public const string Trail = "trail";
    public const string History = "history";
    public const string Policy = "policy";
    public const string Ingest = "ingest";
    public const string Resend = "resend";
    public const string Audit = "audit";

    /// <summary>Answered to whoever asked alone, also where other refusals and help are said aloud.</summary>
    public static bool IsForOneAlone(string verb) => verb is Policy or Audit;

    /// <summary>Least role for each verb, where the policy says no other.</summary>
    public static IReadOnlyDictionary<string, Role> LeastRole { get; } = new Dictionary<string, Role>(StringComparer.Ordinal)
    {
        [Investigate] = Role.Viewer,
        [Pivot] = Role.Viewer,
        [Span] = Role.Viewer,
        [Findings] = Role.Viewer,
        [Flow] = Role.Viewer,
        [Activity] = Role.Viewer,
        [Calls] = Role.Viewer,
        [New] = Role.Viewer,
        [Interaction] = Role.Viewer,
        [Addresses] = Role.Viewer,
        [Kubernetes] = Role.Viewer,
        [Permissions] = Role.Viewer,
        [Note] = Role.Viewer,
        [Report] = Role.Viewer,
        [Help] = Role.Viewer,
        [Interval] = Role.Responder,
        [Detective] = Role.Responder,
        [Archive] = Role.Responder,
        [Unarchive] = Role.Responder,
        [Feedback] = Role.Responder,
        [Take] = Role.Responder,
        [Assign] = Role.Responder,
        [Contain] = Role.Responder,
        [Snooze] = Role.Responder,
        [Close] = Role.Responder,
        [Reopen] = Role.Responder,
        [Lead] = Role.Responder,
        [Pin] = Role.Responder,
        [Unpin] = Role.Responder,
        [Key] = Role.Responder,
        [Trail] = Role.Viewer,
        [History] = Role.Viewer,
        [Policy] = Role.Admin,
        [Ingest] = Role.Admin,
        [Resend] = Role.Admin,
        [Audit] = Role.Admin,
    };
}

/// <summary>Each role may do what the ones before it may.</summary>
internal enum Role
{
    None,
    Viewer,
    Responder,
    Admin,
}
