using Amazon.Runtime;

namespace Amazon.GuardDuty;

public partial class AmazonGuardDutyRequest : AmazonWebServiceRequest;
