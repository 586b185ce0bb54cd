using System.Globalization;
using System.Xml.Linq;

namespace ChatOps.TestKit.Aws;

/// <summary>How AWS spells things.</summary>
internal static class AwsNames
{
    public static string Partition(string region) => region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : "aws";

    public static string Arn(string service, string region, string account, string resource) => $"arn:{Partition(region)}:{service}:{region}:{account}:{resource}";

    public static XNamespace Xml(string service) => service switch
    {
        "iam" => "https://iam.amazonaws.com/doc/2010-05-08/",
        "sts" => "https://sts.amazonaws.com/doc/2011-06-15/",
        "ec2" => "http://ec2.amazonaws.com/doc/2016-11-15/",
        _ => "http://s3.amazonaws.com/doc/2006-03-01/",
    };

    /// <summary>ISO 8601 with milliseconds, as XML and Detective have it.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>What a request or an event is called by.</summary>
    public static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    /// <summary>The answer of a form service: result inside response, the request's id at the end.</summary>
    public static AwsAnswer QueryAnswer(string service, string operation, params object[] result)
    {
        var ns = Xml(service);
        var answer = new XElement("r", new XElement(operation + "Response", new XElement(operation + "Result", result), new XElement("ResponseMetadata", new XElement("RequestId", NewId()))));
        foreach (var element in answer.Descendants()) element.Name = ns + element.Name.LocalName;
        return AwsAnswer.Xml(answer.Elements().Single());
    }
}
