using System.Net;
using Amazon.Runtime;

namespace Amazon.GuardDuty;

public class AmazonGuardDutyException : AmazonServiceException
{
    public AmazonGuardDutyException(string message) : base(message)
    {
    }

    public AmazonGuardDutyException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
