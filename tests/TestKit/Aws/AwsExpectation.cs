namespace ChatOps.TestKit.Aws;

/// <summary>What was waited for did not come.</summary>
internal sealed class AwsExpectation(string message) : Exception(message);
