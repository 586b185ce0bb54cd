namespace ChatOps.TestKit.Aws;

/// <summary>How a product host is pointed at the double.</summary>
internal sealed class AwsDoubleSettings(Uri address)
{
    private static readonly string[] Services = ["GuardDuty", "Detective", "Sqs", "S3", "Iam", "Ec2", "Sts"];

    /// <summary>Configuration entries by their keys.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; } = Services
        .ToDictionary(static service => $"Aws:{service}:ServiceUrl", _ => address.ToString())
        .Append(KeyValuePair.Create("Aws:Region", AwsDouble.Region))
        .ToDictionary();

    /// <summary>The same as arguments of a command line.</summary>
    public string[] Options => [.. Configuration.Select(static entry => $"--{entry.Key}={entry.Value}")];

    /// <summary>Where the SDK's own chain finds the key; nobody asks an instance's metadata.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = AwsDouble.KeyId,
        ["AWS_SECRET_ACCESS_KEY"] = AwsDouble.Secret,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    /// <summary>Sets the environment of this process, which hosts inside and below it see. It is the same for every double, so that tests side by side do not disturb each other.</summary>
    public AwsDoubleSettings UseHere()
    {
        foreach (var (name, value) in Environment) System.Environment.SetEnvironmentVariable(name, value);
        return this;
    }
}
