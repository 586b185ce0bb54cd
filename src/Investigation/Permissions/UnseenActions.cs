namespace ChatOps.Investigation.Permissions;

/// <summary>Actions that a trail of management events never shows: that they were not seen says nothing. AWS CloudTrail User Guide, "Logging data events"; where no data
/// events exist either, the service's own manual. A trail that does record data events shows them, and then they count as used.</summary>
public static class UnseenActions
{
    private static readonly string[] actions =
    [
        // Amazon S3 User Guide, "Amazon S3 CloudTrail events": object-level calls, and listing a bucket, are data events
        "s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectAcl", "s3:GetObjectAttributes", "s3:GetObjectTagging", "s3:GetObjectTorrent", "s3:GetObjectRetention", "s3:GetObjectLegalHold",
        "s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectTagging", "s3:PutObjectRetention", "s3:PutObjectLegalHold", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:DeleteObjectTagging",
        "s3:RestoreObject", "s3:AbortMultipartUpload", "s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads", "s3:ListMultipartUploadParts",

        "lambda:InvokeFunction", "lambda:InvokeFunctionUrl",

        // Amazon DynamoDB Developer Guide, "Logging DynamoDB operations by using AWS CloudTrail": items and streams
        "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan",
        "dynamodb:UpdateItem", "dynamodb:PartiQLSelect", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete", "dynamodb:GetRecords", "dynamodb:GetShardIterator",

        "sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sns:Publish",
        "kinesis:PutRecord", "kinesis:PutRecords", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:SubscribeToShard", "firehose:PutRecord", "firehose:PutRecordBatch",
        "ebs:ListSnapshotBlocks", "ebs:ListChangedBlocks", "ebs:GetSnapshotBlock", "ebs:PutSnapshotBlock", "ebs:CompleteSnapshot",
        "cloudwatch:PutMetricData", "cloudwatch:GetMetricData", "logs:PutLogEvents", "xray:PutTraceSegments", "xray:PutTelemetryRecords",

        // Systems Manager's agent talks through these; their channels are data events at most (AWS Systems Manager User Guide, "Logging AWS Systems Manager API calls with AWS CloudTrail")
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
        "ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage", "ec2messages:FailMessage", "ec2messages:GetEndpoint", "ec2messages:GetMessages", "ec2messages:SendReply",

        // IAM User Guide, "Granting a user permissions to pass a role": a permission that no call has the name of
        "iam:PassRole",
        "execute-api:Invoke",
    ];

    /// <summary>Whether the action is one that a trail of management events does not show.</summary>
    public static bool Holds(string action) => actions.Any(one => one.Equals(action, StringComparison.OrdinalIgnoreCase));

    /// <summary>Those a pattern covers.</summary>
    public static IReadOnlyList<string> Of(string pattern) => ActionPattern.IsEverything(pattern) ? actions : [.. actions.Where(action => ActionPattern.Matches(pattern, action))];

    /// <summary>Whether nothing a pattern covers can be seen: it names one of them, or a service of which only such are known.</summary>
    public static bool IsAllOf(string pattern) => ActionPattern.HasWildcard(pattern)
        ? ActionPattern.ServiceOf(pattern) is "ssmmessages" or "ec2messages" or "ebs" or "execute-api" || (IsObjectPattern(pattern) && Of(pattern).Count > 0)
        : Holds(pattern);

    /// <summary>Such as s3:GetObject* and s3:PutObject*: of objects, all of it.</summary>
    private static bool IsObjectPattern(string pattern) =>
        ActionPattern.ServiceOf(pattern) == "s3" && ActionPattern.NameOf(pattern).Contains("Object", StringComparison.OrdinalIgnoreCase) && !pattern.StartsWith("s3:*", StringComparison.OrdinalIgnoreCase);
}
