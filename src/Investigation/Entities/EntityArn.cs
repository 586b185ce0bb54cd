namespace ChatOps.Investigation.Entities;

/// <summary>Reads the ARNs of things that have a profile.</summary>
public static class EntityArn
{
    /// <summary>The role, user, session's role, instance, bucket or cluster that an ARN names.</summary>
    /// <returns>Null when the text is no ARN, or names something without a profile.</returns>
    public static EntityRef? Read(string? text)
    {
        if (ArnText.Parse(text) is not { } arn) return null;
        var parts = arn.Resource.Split('/');
        return (arn.Service, parts) switch
        {
            ("iam", ["role", .., { Length: > 0 } name]) => new EntityRef(EntityKind.Role, name, arn.Account),
            ("sts", ["assumed-role", { Length: > 0 } role, ..]) => new EntityRef(EntityKind.Role, role, arn.Account),
            ("iam", ["user", .., { Length: > 0 } name]) => new EntityRef(EntityKind.User, name, arn.Account),
            ("iam", ["root"]) when arn.Account is { } account => new EntityRef(EntityKind.User, EntityRef.RootUser, account),
            ("ec2", ["instance", { Length: > 0 } id]) => new EntityRef(EntityKind.Ec2Instance, id),
            ("s3", [{ Length: > 0 } bucket, ..]) => new EntityRef(EntityKind.Bucket, bucket),
            ("eks", ["cluster", { Length: > 0 } name]) => new EntityRef(EntityKind.Cluster, name, arn.Account),
            _ => null,
        };
    }

    /// <summary>Account, region and id of the finding that an ARN names: <c>arn:…:guardduty:region:account:detector/…/finding/id</c>.</summary>
    /// <returns>Null when the text is no finding's ARN.</returns>
    public static Findings.FindingId? ReadFinding(string? text)
    {
        var parts = text?.Split(':', 6);
        if (parts is not ["arn", _, "guardduty", { Length: > 0 } region, { Length: > 0 } account, var resource]) return null;
        return resource.Split('/') is ["detector", _, "finding", { Length: > 0 } id] ? new Findings.FindingId(account, region, id) : null;
    }
}
