namespace ChatOps.Bot.Operations;

/// <summary>What needs no AWS: the roads findings come by, the store.</summary>
internal static class ProgramCheck
{
    public static Task Look(Installation installation, Notebook notes)
    {
        notes.Ok("options", "valid");
        if (!installation.HasAws)
        {
            notes.Ok("AWS", "nothing of it is configured: findings come from the sample day, a folder or POST /alerts/eventbridge. To use AWS set Aws:Region, and Alerts:Sqs:QueueUrl or Findings:Source=guardduty; see \"Connect it to AWS\" in the README");
            return Task.CompletedTask;
        }

        if (installation.Roads.Count == 0) notes.Warn("findings", "come in by no road", "Set Alerts:Sqs:QueueUrl (deploy/aws/intake.yaml makes the queue), or Findings:Source=guardduty to have GuardDuty polled.");
        else notes.Ok("findings", $"come in by {string.Join(", and ", installation.Roads)}");
        foreach (var topic in installation.Topics) LookAtTopic(topic, installation, notes);
        return Task.CompletedTask;
    }

    public static async Task LookAtStoreAsync(IStoreExam store, Notebook notes, CancellationToken cancellationToken)
    {
        var condition = await store.LookAsync(cancellationToken);
        switch (condition.State)
        {
            case StoreState.Ready:
                notes.Ok(condition.Place, $"opens and can be written, schema {condition.Schema}");
                break;
            case StoreState.Absent:
                notes.Ok(condition.Place, "is not there yet; the first start makes it");
                break;
            case StoreState.Older:
                notes.Ok(condition.Place, $"has schema {condition.Schema}; the next start brings it to {condition.Known}. Nothing was migrated now");
                break;
            case StoreState.Newer:
                notes.Wrong(condition.Place, $"has schema {condition.Schema}, this version knows {condition.Known}", "Use the newer version again, or restore a copy from before the update.");
                break;
            default:
                notes.Wrong(condition.Place, $"cannot be used: {condition.Why}", "Look at Data:Path, Store:Provider and Store:ConnectionString, and at the rights of the user the program runs as.");
                break;
        }
    }

    /// <summary>Nothing is asked of SNS: it is SNS that calls.</summary>
    private static void LookAtTopic(string topic, Installation installation, Notebook notes)
    {
        var looked = $"topic {topic}";
        if (topic.Split(':') is not ["arn", _, "sns", { Length: > 0 }, { Length: 12 }, { Length: > 0 }]) notes.Wrong(looked, "is no ARN of a topic", "Use one such as arn:aws:sns:us-east-1:111122223333:findings in Alerts:Sns:TopicArns.");
        else if (installation.EdgeUrl is null) notes.Wrong(looked, "posts to /alerts/sns, but the edge is off", "Set Edge:Url, put TLS before it, and subscribe https://<host>/alerts/sns to the topic.");
        else notes.Ok(looked, $"is heard at {installation.EdgeUrl.TrimEnd('/')}/alerts/sns; whether it is subscribed cannot be seen from here");
    }
}
