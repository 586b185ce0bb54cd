using Amazon.Detective;
using Amazon.Detective.Model;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>Detective of one place: is there a behavior graph, does it hold the configured accounts, what is it fed with?</summary>
internal sealed class DetectiveCheck(AwsPlace place, string account, Installation installation, AwsClients clients, Notebook notes)
{
    /// <summary>Pages of 200; a graph has 1,200 members at most.</summary>
    private const int MostPages = 6;

    private readonly IAmazonDetective detective = clients.Detective(place);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (DetectiveLinkOptions.KnownRegionsWithoutDetective.Contains(place.Region) || place.Region.StartsWith("cn-", StringComparison.Ordinal))
        {
            notes.Warn("region", $"Detective does not exist in {place.Region}: cards of its findings have no links into it, and no investigations");
            return;
        }

        var asked = await AskAsync("detective:ListGraphs", token => detective.ListGraphsAsync(new ListGraphsRequest(), token), cancellationToken);
        if (!asked.Is(out var graphs, out var fault)) notes.Fault("graph", fault);
        else if (graphs.GraphList is not [{ Arn: { Length: > 0 } graph }, ..])
            notes.Warn("graph", $"there is none: {account} is no Detective administrator in {place.Region}", "Enable Detective there, best in the account that administers GuardDuty. Without it answers come from logs alone, and its links lead nowhere.");
        else await LookAtGraphAsync(graph, cancellationToken);
    }

    private async Task LookAtGraphAsync(string graph, CancellationToken cancellationToken)
    {
        notes.Ok("graph", graph);
        await LookAtMembersAsync(graph, cancellationToken);
        await LookAtPackagesAsync(graph, cancellationToken);
        var asked = await AskAsync("detective:ListInvestigations", token => detective.ListInvestigationsAsync(new ListInvestigationsRequest { GraphArn = graph, MaxResults = 1 }, token), cancellationToken);
        if (asked.Is(out _, out var fault)) notes.Ok("investigations", "can be listed; detective:StartInvestigation cannot be tried without starting one");
        else notes.Fault("investigations", fault);
    }

    private async Task LookAtMembersAsync(string graph, CancellationToken cancellationToken)
    {
        var members = new Dictionary<string, MemberDetail>(StringComparer.Ordinal);
        string? next = null;
        for (var page = 0; page < MostPages && (page == 0 || next is not null); page++)
        {
            var request = new ListMembersRequest { GraphArn = graph, MaxResults = 200, NextToken = next };
            var asked = await AskAsync("detective:ListMembers", token => detective.ListMembersAsync(request, token), cancellationToken);
            if (!asked.Is(out var answer, out var fault))
            {
                notes.Fault("members", fault);
                return;
            }

            foreach (var member in answer.MemberDetails ?? []) members[member.AccountId ?? ""] = member;
            next = string.IsNullOrEmpty(answer.NextToken) ? null : answer.NextToken;
        }

        // The administrator's own account is in the graph without being listed.
        var wanted = installation.Aws.Accounts.Select(static known => known.Id).OfType<string>().Where(id => id != account && id != graph.Split(':').ElementAtOrDefault(4)).Distinct();
        foreach (var id in wanted) LookAtMember(id, members.GetValueOrDefault(id));
    }

    private void LookAtMember(string id, MemberDetail? member)
    {
        var looked = $"member {id}";
        if (member?.Status == MemberStatus.ENABLED) notes.Ok(looked, "enabled");
        else if (member is null) notes.Warn(looked, "is not in this graph: links and investigations of its findings find nothing", "Add the account in Detective's account management.");
        else notes.Warn(looked, $"is {member.Status?.Value ?? "in no known state"}{(member.DisabledReason is { } reason ? $" ({reason.Value})" : "")}: nothing of it is in the graph", "Look at the account in Detective's account management.");
    }

    private async Task LookAtPackagesAsync(string graph, CancellationToken cancellationToken)
    {
        var asked = await AskAsync("detective:ListDatasourcePackages", token => detective.ListDatasourcePackagesAsync(new ListDatasourcePackagesRequest { GraphArn = graph }, token), cancellationToken);
        if (!asked.Is(out var answer, out var fault))
        {
            notes.Fault("data sources", fault, RemarkLevel.Warning);
            return;
        }

        var packages = (answer.DatasourcePackages ?? []).Select(static package => (Name: package.Key, State: package.Value?.DatasourcePackageIngestState?.Value ?? "unknown")).OrderBy(static package => package.Name, StringComparer.Ordinal).ToList();
        var words = string.Join(", ", packages.Select(static package => $"{package.Name} {package.State}"));
        if (packages.Any(static package => package is { Name: "DETECTIVE_CORE", State: "STARTED" })) notes.Ok("data sources", words);
        else notes.Warn("data sources", words.Length > 0 ? words : "none", "Start the core package in Detective's settings; nothing new comes into the graph without it.");
    }

    private Task<AwsAnswer<T>> AskAsync<T>(string action, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class => AwsAsking.AskAsync(action, $"{account} {place.Region}", call, cancellationToken);
}
