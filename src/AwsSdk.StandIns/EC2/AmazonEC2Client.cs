using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Wire;

namespace Amazon.EC2;

public partial class AmazonEC2Client : AmazonServiceClient, IAmazonEC2
{
    private static readonly AwsQuery wire = AwsQuery.Ec2("ec2", "2016-11-15", ServiceErrors.Of<AmazonEC2Exception>());

    public AmazonEC2Client(AmazonEC2Config config) : base(config)
    {
    }

    public AmazonEC2Client(AWSCredentials credentials, AmazonEC2Config clientConfig) : base(credentials, clientConfig)
    {
    }

    public virtual Task<DescribeInstancesResponse> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeInstancesResponse>(request, wire.Operation<DescribeInstancesResponse>("DescribeInstances"), cancellationToken);

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceName("EC2");

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => SigV4Pipeline.Customize(pipeline);
}
