using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Alerts.Sqs;

/// <summary>Brings messages into the ledger and says which may be deleted.</summary>
internal sealed partial class SqsCommit(AlertIntake intake, TimeProvider time, ILogger<SqsCommit> logger)
{
    /// <summary>All findings in one transaction. What cannot be read stays in the queue, for its own redrive policy, and is recorded once. Throws when the store fails.</summary>
    /// <returns>Messages that are done with.</returns>
    public async Task<IReadOnlyList<QueuedAlert>> TakeAsync(IReadOnlyList<QueuedAlert> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            if (message.Wrong is { } wrong) await RefuseAsync(message, wrong.Path, $"{wrong.Reason}; it stays in the queue", cancellationToken);
        }

        List<QueuedAlert> good = [.. messages.Where(static message => message.Wrong is null)];
        try
        {
            await intake.TakeAsync(SqsIntake.SourceName, [.. good.SelectMany(static message => message.Findings)], cancellationToken);
        }
#pragma warning disable CA1031 // one message may hold what no store takes; which it is shows when each is tried alone, and the others must not wait for it
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            good = await TakeSinglyAsync(good, cancellationToken);
        }

        foreach (var item in good.SelectMany(static message => message.Items).OfType<IgnoredItem>()) Log.Ignored(logger, VisibleText.Of(item.Reason));
        return good;
    }

    private async Task<List<QueuedAlert>> TakeSinglyAsync(IReadOnlyList<QueuedAlert> messages, CancellationToken cancellationToken)
    {
        var taken = new List<QueuedAlert>();
        foreach (var message in messages)
        {
            try
            {
                await intake.TakeAsync(SqsIntake.SourceName, message.Findings, cancellationToken);
                taken.Add(message);
            }
#pragma warning disable CA1031 // as above
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                await RefuseAsync(message, "$", "could not be stored, the log has the reason; it stays in the queue", cancellationToken); // throws where the store itself is the trouble
                Log.NotStored(logger, VisibleText.Of(message.Id), failure);
            }
        }

        return taken;
    }

    private Task RefuseAsync(QueuedAlert message, string path, string reason, CancellationToken cancellationToken) =>
        intake.RefuseOnceAsync(new IntakeRefusal(SqsIntake.SourceName, $"message {message.Id} {path}", reason, time.GetUtcNow()), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "sqs: a message is deleted without a thread: {Reason}")]
        public static partial void Ignored(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Error, "sqs: message {Message} could not be stored and stays in the queue")]
        public static partial void NotStored(ILogger logger, string message, Exception failure);
    }
}
