namespace ChatOps.TestKit.Aws;

/// <summary>EC2 of one account in one region.</summary>
internal sealed class AwsEc2(AwsDouble aws)
{
    private readonly Dictionary<string, AwsInstance> instances = [];

    /// <summary>An instance; one of the same id takes the other's place.</summary>
    public AwsEc2 Put(AwsInstance instance)
    {
        lock (aws.Gate) instances[instance.Id] = instance;
        return this;
    }

    internal IReadOnlyDictionary<string, AwsInstance> Instances => instances;
}
