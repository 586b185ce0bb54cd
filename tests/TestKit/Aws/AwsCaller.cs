namespace ChatOps.TestKit.Aws;

/// <summary>Who calls: a user's key, or the session of an assumed role.</summary>
internal sealed record AwsCaller(string KeyId, string Account, string Arn, string UserId);

/// <summary>What a call needs a policy to allow.</summary>
/// <param name="Action">As a policy writes it, for example <c>guardduty:GetFindings</c>.</param>
internal sealed record AwsNeed(string Action, string Resource);
