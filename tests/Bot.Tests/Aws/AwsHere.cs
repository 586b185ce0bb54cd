using Amazon.Runtime;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.TestKit.Aws;
using AwsSettings = ChatOps.Investigation.Evidence.Aws.AwsSettings;

namespace ChatOps.Bot.Aws;

/// <summary>Clients that reach a double of AWS.</summary>
internal static class AwsHere
{
    public static AwsClients Clients(AwsDouble aws, int retries, params AwsAccount[] accounts) => new(
        new AwsSettings
        {
            Region = AwsDouble.Region,
            Accounts = accounts,
            ServiceUrls = Enum.GetValues<AwsApi>().ToDictionary(static api => api, _ => aws.Address),
            Retries = retries,
        },
        new BasicAWSCredentials(AwsDouble.KeyId, AwsDouble.Secret));
}
