using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SQS.Model;
using Amazon.Wire;

namespace Amazon.SQS;

public partial class AmazonSQSClient : AmazonServiceClient, IAmazonSQS
{
    private static readonly AwsJson wire = new("sqs", "AmazonSQS", ServiceErrors.Of<AmazonSQSException>());

    public AmazonSQSClient(AmazonSQSConfig config) : base(config)
    {
    }

    public AmazonSQSClient(AWSCredentials credentials, AmazonSQSConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    public virtual Task<ReceiveMessageResponse> ReceiveMessageAsync(ReceiveMessageRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ReceiveMessageResponse>(request, wire.Operation<ReceiveMessageResponse>("ReceiveMessage"), cancellationToken);

    public virtual Task<DeleteMessageResponse> DeleteMessageAsync(DeleteMessageRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteMessageResponse>(request, wire.Operation<DeleteMessageResponse>("DeleteMessage"), cancellationToken);

    public virtual Task<DeleteMessageBatchResponse> DeleteMessageBatchAsync(DeleteMessageBatchRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteMessageBatchResponse>(request, wire.Operation<DeleteMessageBatchResponse>("DeleteMessageBatch"), cancellationToken);

    public virtual Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(ChangeMessageVisibilityRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ChangeMessageVisibilityResponse>(request, wire.Operation<ChangeMessageVisibilityResponse>("ChangeMessageVisibility"), cancellationToken);

    public virtual Task<GetQueueAttributesResponse> GetQueueAttributesAsync(GetQueueAttributesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetQueueAttributesResponse>(request, wire.Operation<GetQueueAttributesResponse>("GetQueueAttributes"), cancellationToken);

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceName("SQS");

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => SigV4Pipeline.Customize(pipeline);
}
