using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>One thing that was done, such as API DescribeParameters. Ports are not: a scan names other ones every time.</summary>
/// <param name="Kind">Our word for it.</param>
/// <param name="Name">Its name; untrusted text.</param>
internal sealed record FindingDeed(string Kind, string Name)
{
    public static IEnumerable<FindingDeed> Of(Finding finding)
    {
        foreach (var deed in Of(finding.Action)) yield return deed;
        foreach (var signal in finding.Sequence?.Signals ?? []) yield return new FindingDeed("signal", signal.Name ?? signal.Uid);
        if (finding.Process is { } process && (process.Path ?? process.Name) is { } path) yield return new FindingDeed("process", path);
    }

    private static IEnumerable<FindingDeed> Of(FindingAction? action) => action switch
    {
        ApiCall call => [new FindingDeed("API", call.Api)],
        DnsRequest { Domain: { } domain } => [new FindingDeed("domain", domain)],
        KubernetesApiCall call => [new FindingDeed("Kubernetes call", $"{call.Verb} {call.Resource ?? call.RequestUri}")],
        KubernetesChange change => [new FindingDeed("Kubernetes change", change.Kind)],
        RdsLoginAttempt attempt => attempt.Logins.Select(static login => login.User).OfType<string>().Select(static user => new FindingDeed("login as", user)),
        OtherAction other => [new FindingDeed("action", other.Type)],
        _ => [],
    };
}
