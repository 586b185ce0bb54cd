using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ChatOps.TestKit.Aws;

internal sealed partial class Ec2Service(AwsDouble aws) : IAwsService
{
    private readonly Dictionary<(string Account, string Region), AwsEc2> places = [];

    public string Name => "ec2";

    public AwsProtocol Protocol => AwsProtocol.Ec2;

    public AwsEc2 Of(string account, string region)
    {
        lock (aws.Gate) return places.TryGetValue((account, region), out var place) ? place : places[(account, region)] = new AwsEc2(aws);
    }

    public string? OperationOf(AwsRequest request) => request.Said("Action") == "DescribeInstances" ? "DescribeInstances" : null;

    public AwsNeed NeedOf(string operation, AwsRequest request) => new("ec2:DescribeInstances", "*");

    public Task<AwsAnswer> AnswerAsync(string operation, AwsRequest request, CancellationToken cancellation)
    {
        if (request.Said("DryRun") == "true") throw new AwsRefusal(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        lock (aws.Gate)
        {
            var here = Of(request.Account, request.Region).Instances;
            var asked = request.Form.Where(static pair => pair.Key.StartsWith("InstanceId.", StringComparison.Ordinal)).Select(static pair => pair.Value).ToList();
            if (asked.Find(static id => !InstanceId().IsMatch(id)) is { } malformed) throw new AwsRefusal(400, "InvalidInstanceID.Malformed", $"Invalid id: \"{malformed}\"");
            if (asked.Where(id => !here.ContainsKey(id)).ToList() is { Count: > 0 } missing) throw new AwsRefusal(400, "InvalidInstanceID.NotFound", missing.Count == 1 ? $"The instance ID '{missing[0]}' does not exist" : $"The instance IDs '{string.Join(", ", missing)}' do not exist");
            var found = asked.Count > 0 ? asked.Distinct().Select(id => here[id]) : here.Values;
            return Task.FromResult(Answer([.. found.Where(instance => Fits(instance, request.Form))], request));
        }
    }

    private static AwsAnswer Answer(List<AwsInstance> found, AwsRequest request)
    {
        var most = int.Parse(request.Said("MaxResults") ?? "1000", CultureInfo.InvariantCulture);
        var (page, next) = AwsPages.Cut(found, "instances", request.Said("NextToken"), most, static () => new AwsRefusal(400, "InvalidParameterValue", "Unable to parse pagination token"));
        var answer = new XElement("DescribeInstancesResponse", new XElement("requestId", AwsNames.NewId()), new XElement("reservationSet", page.Select(instance => Ec2Writing.Reservation(instance, request.Account))));
        if (next is not null) answer.Add(new XElement("nextToken", next));
        foreach (var element in answer.DescendantsAndSelf()) element.Name = AwsNames.Xml("ec2") + element.Name.LocalName;
        return AwsAnswer.Xml(answer);
    }

    private static bool Fits(AwsInstance instance, IReadOnlyDictionary<string, string> form)
    {
        for (var i = 1; form.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"Filter.{i}.Name"), out var name); i++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"Filter.{i}.Value.");
            var has = name switch
            {
                "instance-id" => instance.Id,
                "private-ip-address" or "network-interface.addresses.private-ip-address" => instance.PrivateIp,
                "ip-address" or "network-interface.addresses.association.public-ip" => instance.PublicIp,
                "instance-state-name" => instance.State,
                "network-interface.network-interface-id" => instance.NetworkInterface,
                "vpc-id" => instance.VpcId,
                _ when name.StartsWith("tag:", StringComparison.Ordinal) => instance.Tags.GetValueOrDefault(name[4..]),
                _ => throw new AwsRefusal(400, "InvalidParameterValue", $"The filter '{name}' is invalid"),
            };
            if (!form.Any(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && pair.Value == has)) return false;
        }

        return true;
    }

    [GeneratedRegex("^i-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex InstanceId();
}
