using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Investigate;

/// <summary>Answers already given to commands that may be told twice: the second time gets the first answer, and nothing is done again.</summary>
internal interface IReceiptStore
{
    /// <summary>Null when nothing was kept under the key.</summary>
    ValueTask<CommandReceipt?> FindAsync(IWork work, string once);

    ValueTask KeepAsync(IWork work, string once, CommandReceipt receipt);
}
