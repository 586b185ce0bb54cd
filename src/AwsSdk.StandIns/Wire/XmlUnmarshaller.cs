using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Wire;

/// <summary>Answers and errors of the query protocol: the answer's members stand in the root, or in an element named "...Result" within it.</summary>
internal sealed class XmlUnmarshaller<TResponse>(QueryForm form, ServiceErrors errors) : XmlResponseUnmarshaller where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var root = Root(input.Stream);
        if (root is null) return new TResponse();
        var response = (TResponse)form.Read(typeof(TResponse), root.Elements().FirstOrDefault(static child => child.Name.LocalName.EndsWith("Result", StringComparison.Ordinal)) ?? root);
        response.ResponseMetadata = new ResponseMetadata { RequestId = RequestId(root) };
        return response;
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        XElement root = null;
        try
        {
            root = Root(input.Stream);
        }
        catch (XmlException)
        {
            // Something in between answered, not the service: the status says what is known.
        }

        var error = root?.DescendantsAndSelf().FirstOrDefault(static element => element.Name.LocalName == "Error");
        var code = Child(error, "Code");
        return errors.Exception(code, code, Child(error, "Message"), RequestId(root) ?? input.ResponseData.GetHeaderValue("x-amzn-RequestId"), statusCode, innerException);
    }

    private static string RequestId(XElement root) =>
        root?.Descendants().FirstOrDefault(static element => element.Name.LocalName is "RequestId" or "RequestID" or "requestId")?.Value;

    private static string Child(XElement of, string name) => of?.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;

    private static XElement Root(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        if (copy.Length == 0) return null;
        copy.Position = 0;
        using var reader = XmlReader.Create(copy, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XElement.Load(reader);
    }
}
