using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>Looks at the installation in use and changes nothing. Checks run side by side, each with a deadline of its own, so that an account that does not answer holds up no other.</summary>
internal sealed class Doctor(Installation installation, AwsClients clients, IStoreExam store, IEnumerable<IChatExam> chats, TimeProvider time)
{
    /// <summary>Longer than a call with its retries usually takes, short enough to wait for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<Diagnosis> ExamineAsync(CancellationToken cancellationToken)
    {
        var here = Task.WhenAll([
            RunAsync("Program", (notes, _) => ProgramCheck.Look(installation, notes), cancellationToken),
            RunAsync("Store", (notes, stop) => ProgramCheck.LookAtStoreAsync(store, notes, stop), cancellationToken),
            .. chats.Select(chat => RunAsync(chat.Chat, chat.LookAsync, cancellationToken)),
        ]);
        if (!installation.HasAws) return new Diagnosis(await here);

        var identity = new IdentityCheck(clients);
        var who = await RunAsync("AWS credentials", identity.LookAsync, cancellationToken);
        // Whoever has no credentials would read the same refusal once per call.
        if (identity.Account is not { } own) return new Diagnosis([.. await here, who]);

        var there = await Task.WhenAll([
            // an account that only has a name here is shown by it, and nothing more
            .. installation.Aws.Accounts.Where(account => account.RoleArn is not null || account.Regions.Count > 0 || account.Id == own).Select(account => AccountAsync(account, own, cancellationToken)),
            .. installation.QueueUrl is null ? [] : new[] { OneAsync($"Queue {Installation.QueueName(installation.QueueUrl)}", new QueueCheck(installation, clients).LookAsync, cancellationToken) },
            .. installation.Logs.Select(place => OneAsync($"{place.Kind} in {place}", new LogsCheck(place, installation, clients, own, time).LookAsync, cancellationToken)),
        ]);
        return new Diagnosis([.. await here, who, .. there.SelectMany(static groups => groups)]);
    }

    /// <summary>The way into an account, then all that lies behind it.</summary>
    private async Task<IReadOnlyList<RemarkGroup>> AccountAsync(AwsAccount account, string own, CancellationToken cancellationToken)
    {
        var name = account.Id ?? own;
        var way = await RunAsync($"Account {name}", (notes, stop) => AccountCheck.LookAsync(account, own, clients, notes, stop), cancellationToken);
        if (way.Remarks.Any(static remark => remark.Level == RemarkLevel.Wrong)) return [way];
        var lookUps = new AwsPlace(account, account.Regions.Count > 0 ? account.Regions[0] : installation.Aws.Region ?? "us-east-1");
        var rest = await Task.WhenAll([
            .. account.Regions.Select(region => new AwsPlace(account, region)).SelectMany(place => new[]
            {
                RunAsync($"GuardDuty, {name} {place.Region}", (notes, stop) => new GuardDutyCheck(place, name, clients, notes).LookAsync(stop), cancellationToken),
                RunAsync($"Detective, {name} {place.Region}", (notes, stop) => new DetectiveCheck(place, name, installation, clients, notes).LookAsync(stop), cancellationToken),
            }),
            RunAsync($"Roles and instances, {name}", (notes, stop) => new LookUpCheck(lookUps, name, clients, notes).LookAsync(stop), cancellationToken),
        ]);
        return [way, .. rest];
    }

    private async Task<IReadOnlyList<RemarkGroup>> OneAsync(string title, Func<Notebook, CancellationToken, Task> look, CancellationToken cancellationToken) => [await RunAsync(title, look, cancellationToken)];

    private async Task<RemarkGroup> RunAsync(string title, Func<Notebook, CancellationToken, Task> look, CancellationToken cancellationToken)
    {
        var notes = new Notebook();
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await look(notes, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            notes.Wrong("answer", $"none within {Patience.TotalSeconds:0} seconds", "Look at the network, the proxy and the firewall between this machine and what is asked, and at what stands above: it was answered.");
        }

        return new RemarkGroup(title, notes.Remarks);
    }
}
