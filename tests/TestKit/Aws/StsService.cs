using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ChatOps.TestKit.Aws;

internal sealed partial class StsService(AwsDouble aws) : IAwsService
{
    private readonly Dictionary<string, (string? ExternalId, string Trusted)> roles = [];
    private int sessions;

    public string Name => "sts";

    public AwsProtocol Protocol => AwsProtocol.Query;

    public void Trust(string arn, string? externalId, string trusted)
    {
        lock (aws.Gate) roles[arn] = (externalId, trusted);
    }

    public string? OperationOf(AwsRequest request) => request.Said("Action") is "GetCallerIdentity" or "AssumeRole" ? request.Said("Action") : null;

    public AwsNeed NeedOf(string operation, AwsRequest request) => new($"sts:{operation}", operation == "AssumeRole" ? request.Said("RoleArn") ?? "*" : "*");

    public Task<AwsAnswer> AnswerAsync(string operation, AwsRequest request, CancellationToken cancellation) => Task.FromResult(operation == "AssumeRole" ? AssumeRole(request) : Identity(request.Caller));

    private static AwsAnswer Identity(AwsCaller caller) => AwsNames.QueryAnswer("sts", "GetCallerIdentity", new XElement("Arn", caller.Arn), new XElement("UserId", caller.UserId), new XElement("Account", caller.Account));

    private AwsAnswer AssumeRole(AwsRequest request)
    {
        var arn = request.Must("RoleArn");
        var session = request.Must("RoleSessionName");
        if (!SessionName().IsMatch(session)) throw new AwsRefusal(400, "ValidationError", "Value at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*");
        var seconds = int.Parse(request.Said("DurationSeconds") ?? "3600", CultureInfo.InvariantCulture);
        if (seconds is < 900 or > 43_200) throw new AwsRefusal(400, "ValidationError", "Value at 'durationSeconds' failed to satisfy constraint: Member must be between 900 and 43200");
        lock (aws.Gate)
        {
            if (!roles.TryGetValue(arn, out var trust) || trust.Trusted != request.Account || (trust.ExternalId is not null && trust.ExternalId != request.Said("ExternalId")))
                throw new AwsRefusal(403, "AccessDenied", $"User: {request.Caller.Arn} is not authorized to perform: sts:AssumeRole on resource: {arn}");
        }

        return Session(arn, session, TimeSpan.FromSeconds(seconds));
    }

    private AwsAnswer Session(string arn, string session, TimeSpan lasts)
    {
        var (account, role) = (arn.Split(':')[4], arn[(arn.LastIndexOf('/') + 1)..]);
        var number = Interlocked.Increment(ref sessions);
        var keyId = string.Create(CultureInfo.InvariantCulture, $"ASIADOUBLE{number:0000000000}");
        var userId = $"AROA{account}{role.ToUpperInvariant()}:{session}";
        var sessionArn = $"arn:{arn.Split(':')[1]}:sts::{account}:assumed-role/{role}/{session}";
        var key = new AwsKey(Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)), new AwsCaller(keyId, account, sessionArn, userId), Convert.ToBase64String(RandomNumberGenerator.GetBytes(90)), aws.SignatureTime + lasts);
        aws.KnownKeys.Put(keyId, key);
        return AwsNames.QueryAnswer("sts", "AssumeRole",
            new XElement("Credentials", new XElement("AccessKeyId", keyId), new XElement("SecretAccessKey", key.Secret), new XElement("SessionToken", key.Token), new XElement("Expiration", AwsNames.Iso(key.Expires!.Value))),
            new XElement("AssumedRoleUser", new XElement("AssumedRoleId", userId), new XElement("Arn", sessionArn)));
    }

    [GeneratedRegex(@"^[\w+=,.@-]{2,64}$")]
    private static partial Regex SessionName();
}
