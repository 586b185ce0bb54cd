using System.Net;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class InvalidInputException : AmazonIdentityManagementServiceException
{
    public InvalidInputException(string message) : base(message)
    {
    }

    public InvalidInputException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

public class NoSuchEntityException : AmazonIdentityManagementServiceException
{
    public NoSuchEntityException(string message) : base(message)
    {
    }

    public NoSuchEntityException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

public class ServiceFailureException : AmazonIdentityManagementServiceException
{
    public ServiceFailureException(string message) : base(message)
    {
    }

    public ServiceFailureException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
