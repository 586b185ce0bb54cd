namespace ChatOps.Investigation.Permissions;

public sealed class TrailActionsTests
{
    [Theory]
    [InlineData("ssm", "GetParameters", "ssm:GetParameters")]
    [InlineData("s3", "ListBuckets", "s3:ListAllMyBuckets")]
    [InlineData("s3", "ListObjects", "s3:ListBucket")]
    [InlineData("s3", "ListObjectsV2", "s3:ListBucket")]
    [InlineData("s3", "HeadBucket", "s3:ListBucket")]
    [InlineData("s3", "HeadObject", "s3:GetObject")]
    [InlineData("s3", "CopyObject", "s3:GetObject s3:PutObject")]
    [InlineData("s3", "GetBucketAcl", "s3:GetBucketAcl")]
    [InlineData("s3", "GetBucketEncryption", "s3:GetEncryptionConfiguration")]
    [InlineData("s3", "DeleteBucketLifecycle", "s3:PutLifecycleConfiguration")]
    [InlineData("s3", "ListBucketInventoryConfigurations", "s3:GetInventoryConfiguration")]
    [InlineData("lambda", "GetFunction20150331v2", "lambda:GetFunction")]
    [InlineData("lambda", "ListFunctions20150331", "lambda:ListFunctions")]
    [InlineData("lambda", "Invoke", "lambda:InvokeFunction")]
    [InlineData("monitoring", "PutMetricAlarm", "cloudwatch:PutMetricAlarm")]
    [InlineData("tagging", "GetResources", "tag:GetResources")]
    [InlineData("sqs", "SendMessageBatch", "sqs:SendMessage")]
    [InlineData("kms", "ReEncrypt", "kms:ReEncryptFrom kms:ReEncryptTo")]
    [InlineData("apigateway", "UpdateRestApi", "apigateway:PATCH")]
    [InlineData("apigateway", "TestInvokeMethod", "apigateway:TestInvokeMethod")]
    [InlineData("sts", "GetCallerIdentity", "")]
    [InlineData("sts", "AssumeRole", "sts:AssumeRole")]
    [InlineData("signin", "ConsoleLogin", "")]
    [InlineData("nobody", "Knows20150331v2", "nobody:Knows20150331v2")]
    public void A_call_of_the_trail_needed_these_actions(string service, string call, string actions) => string.Join(' ', TrailActions.Of(service, call)).ShouldBe(actions);

    [Theory]
    [InlineData("s3:GetObject", true)]
    [InlineData("s3:Get*", false)]
    [InlineData("s3:GetObject*", true)]
    [InlineData("s3:*", false)]
    [InlineData("dynamodb:PutItem", true)]
    [InlineData("dynamodb:ListTables", false)]
    [InlineData("ssmmessages:*", true)]
    [InlineData("iam:PassRole", true)]
    [InlineData("*", false)]
    public void What_no_management_event_shows_is_known(string pattern, bool isHidden) => UnseenActions.IsAllOf(pattern).ShouldBe(isHidden);

    [Fact]
    public void Of_a_wide_pattern_the_hidden_part_is_known()
    {
        UnseenActions.Of("s3:*").ShouldContain("s3:GetObject");
        UnseenActions.Of("ssm:*").ShouldBeEmpty();
        UnseenActions.Of("*").ShouldContain("iam:PassRole");
    }
}
