using System.Net;
using Amazon.Runtime;

namespace Amazon.Detective;

public class AmazonDetectiveException : AmazonServiceException
{
    public AmazonDetectiveException(string message) : base(message)
    {
    }

    public AmazonDetectiveException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
