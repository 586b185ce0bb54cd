namespace ChatOps.Bot.Alerts.Sns;

/// <summary>What the operator is told of refused messages. Anybody may post here, so that each reason is told once a minute, and kept in the ledger only where a listed topic is named.</summary>
internal sealed partial class SnsJournal(AlertIntake intake, SnsOptions options, TimeProvider time, ILogger<SnsJournal> logger)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, DateTimeOffset> told = new(StringComparer.Ordinal);

    public bool HasTopics => options.TopicArns.Count > 0;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A raw message carries no signature: anybody could have written it.</summary>
    public SnsRefused Raw(IHeaderDictionary headers) => new(
        StatusCodes.Status400BadRequest,
        "carries no signature, since raw message delivery is on; switch it off for this subscription (RawMessageDelivery=false)",
        options.TopicArns.Contains(headers["x-amz-sns-topic-arn"].ToString()));

    public async Task RefusedAsync(SnsRefused refused, CancellationToken cancellationToken)
    {
        if (!IsDue(refused.Reason)) return;
        if (refused.IsOfTopic) await intake.RefuseAsync([new IntakeRefusal(SnsEndpoint.SourceName, null, refused.Reason, Now)], cancellationToken);
        else Log.Refused(logger, refused.Reason);
    }

    public Task UnsubscribedAsync(string topic, CancellationToken cancellationToken) =>
        intake.RefuseAsync([new IntakeRefusal(SnsEndpoint.SourceName, topic, "sends nothing here any more: its subscription was ended. Subscribe again if nobody meant to", Now)], cancellationToken);

    private bool IsDue(string reason)
    {
        var now = Now;
        lock (told)
        {
            if (told.TryGetValue(reason, out var before) && now - before < Silence) return false;
            told[reason] = now;
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "sns: refused: a message {Reason}")]
        public static partial void Refused(ILogger logger, string reason);
    }
}
