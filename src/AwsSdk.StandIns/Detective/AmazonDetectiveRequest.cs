using Amazon.Runtime;

namespace Amazon.Detective;

public partial class AmazonDetectiveRequest : AmazonWebServiceRequest;
