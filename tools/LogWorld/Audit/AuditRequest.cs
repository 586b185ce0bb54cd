namespace ChatOps.LogWorld.Audit;

/// <summary>Somebody who talks to the Kubernetes API, and what they usually do.</summary>
internal sealed record AuditSubject(string Name, IReadOnlyList<string> Groups, string Address, string UserAgent, IReadOnlyList<string> Verbs, IReadOnlyList<string> Resources, string Namespace);

/// <summary>A request at one stage. The code is null before there is a response.</summary>
internal sealed record AuditStage(string Name, DateTimeOffset Time, int? Code);

/// <summary>A request with the stages that were logged, in order.</summary>
internal sealed record AuditRequest(
    string Id, AuditSubject Subject, string Address, string UserAgent, string Verb, string Resource, string Object, DateTimeOffset Received, bool Forbidden, IReadOnlyList<AuditStage> Stages)
{
    /// <summary>Of a request that was only received, nothing was logged yet that could deny it.</summary>
    public bool Denied => Stages[^1].Code is { } code && (code >= 400 || Forbidden);
}
