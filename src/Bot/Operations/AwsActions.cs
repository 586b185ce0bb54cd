namespace ChatOps.Bot.Operations;

/// <summary>Every IAM action the program's calls need, by what it is needed for. A test holds this list against the calls in the code, both ways.</summary>
internal static class AwsActions
{
    public static IReadOnlyList<string> GuardDutyRead { get; } = ["guardduty:ListDetectors", "guardduty:GetDetector", "guardduty:ListFindings", "guardduty:GetFindings", "guardduty:ListMembers", "guardduty:GetAdministratorAccount"];

    /// <summary>Archive and feedback from a thread.</summary>
    public static IReadOnlyList<string> GuardDutyWrite { get; } = ["guardduty:ArchiveFindings", "guardduty:UnarchiveFindings", "guardduty:UpdateFindingsFeedback"];

    /// <summary>The subcommand sample-finding.</summary>
    public static IReadOnlyList<string> GuardDutySamples { get; } = ["guardduty:CreateSampleFindings"];

    public static IReadOnlyList<string> DetectiveRead { get; } =
        ["detective:ListGraphs", "detective:ListMembers", "detective:GetMembers", "detective:ListDatasourcePackages", "detective:GetInvestigation", "detective:ListInvestigations", "detective:ListIndicators"];

    public static IReadOnlyList<string> DetectiveRun { get; } = ["detective:StartInvestigation"];

    public static IReadOnlyList<string> Queue { get; } = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"];

    /// <summary>Roles, their policies, and instances.</summary>
    public static IReadOnlyList<string> LookUps { get; } =
        ["iam:GetRole", "iam:GetUser", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies", "iam:GetRolePolicy", "iam:GetPolicy", "iam:GetPolicyVersion", "ec2:DescribeInstances"];

    public const string ListLogs = "s3:ListBucket";

    public const string LocateLogs = "s3:GetBucketLocation";

    public const string ReadLogs = "s3:GetObject";

    /// <summary>What S3 does in the caller's name for objects under a key of KMS.</summary>
    public const string DecryptLogs = "kms:Decrypt";

    public const string Members = "sts:AssumeRole";
}
