using System.Net;
using Amazon.Runtime;

namespace Amazon.Wire;

/// <summary>A service's exceptions by the code that it sends; a code without a class of its own becomes the service's base exception.</summary>
internal sealed class ServiceErrors
{
    private readonly Type unknown;
    private readonly Dictionary<string, Type> known;

    private ServiceErrors(Type unknown)
    {
        this.unknown = unknown;
        known = unknown.Assembly.GetTypes().Where(unknown.IsAssignableFrom).Where(type => type != unknown).ToDictionary(static type => type.Name);
    }

    public static ServiceErrors Of<TException>() where TException : AmazonServiceException => new(typeof(TException));

    /// <summary>The exception for an error whose shape is <paramref name="name"/>; <paramref name="code"/> is what it is to be called.</summary>
    public AmazonServiceException Exception(string name, string code, string message, string requestId, HttpStatusCode status, Exception inner)
    {
        var type = known.GetValueOrDefault(name ?? "") ?? known.GetValueOrDefault($"{name}Exception") ?? unknown;
        var said = string.IsNullOrEmpty(message) ? $"Exception of type '{type}' was thrown: {(int)status} {code}".TrimEnd() : message;
        return (AmazonServiceException)Activator.CreateInstance(type, said, inner, (int)status >= 500 ? ErrorType.Receiver : ErrorType.Sender, code, requestId, status);
    }

    public AmazonServiceException Unset(string member) =>
        (AmazonServiceException)Activator.CreateInstance(unknown, $"Request object does not have required field {member} set");
}
