namespace ChatOps.Bot.Investigate;

/// <summary>Takes some of the verbs: reads the argument, refuses in words, and writes down through <see cref="CommandBook"/> what follows. Each verb has one taker.</summary>
internal interface IVerbTaker
{
    IReadOnlyCollection<string> Verbs { get; }

    Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken);
}
