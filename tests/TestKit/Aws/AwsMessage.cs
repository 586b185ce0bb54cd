namespace ChatOps.TestKit.Aws;

/// <summary>A message as it stands in a queue.</summary>
/// <param name="Received">How many times it was handed out.</param>
internal sealed record AwsMessage(string Id, string Body, int Received, DateTimeOffset SentAt);
