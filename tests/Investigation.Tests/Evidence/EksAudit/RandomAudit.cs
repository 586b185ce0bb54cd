using System.Globalization;
using System.Text;

namespace ChatOps.Investigation.Evidence.EksAudit;

/// <summary>Small random audit logs of some days: people, service accounts, nodes and mapped roles, requests logged at several stages in different objects, copies,
/// requests without an id, clusters told by the path, by the document or not at all. The same seed makes the same world.</summary>
internal sealed class RandomAudit(int seed)
{
    public static readonly DateTimeOffset Start = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private const int Days = 3;
    private readonly Random dice = new(seed);
    private readonly SortedDictionary<string, List<string>> objects = new(StringComparer.Ordinal);

    public LogFolder Into(LogFolder folder, int requests)
    {
        for (var request = 0; request < requests; request++) Add();
        foreach (var (key, events) in objects)
        {
            var text = Encoding.UTF8.GetBytes(key.Contains("firehose", StringComparison.Ordinal)
                ? SomeAudit.Document(events, group: $"/aws/eks/prod-{key.Split('-')[1]}/cluster", owner: key.Contains("blue", StringComparison.Ordinal) ? SomeAudit.Owner : "999988887777")
                : string.Join('\n', events));
            folder.With(key, dice.Next(2) == 0 ? LogFolder.Gzip(text) : text);
        }

        return folder;
    }

    private void Add()
    {
        var time = Start.AddTicks(dice.NextInt64(Days * TimeSpan.TicksPerDay) / 10 * 10);
        var id = dice.Next(60) == 0 ? "" : $"{dice.Next():x8}-{dice.Next():x8}";
        var (user, more) = Pick(
        [
            ("alice", ""),
            ("bob", ""),
            ("system:serviceaccount:shop:web", ""),
            ("kubernetes-admin", "},\"impersonatedUser\":{\"username\":\"alice\""),
            ("system:node:i-0fedcba9876543210.eu-west-1.compute.internal", ""),
            ("system:node:ip-10-0-0-7.ec2.internal", ""","extra":{"arn":["arn:aws:sts::111122223333:assumed-role/node-role/i-0123456789abcdef0"],"canonicalArn":["arn:aws:iam::111122223333:role/node-role"],"principalId":["AROAEXAMPLEEXAMPLE002"],"sessionName":["i-0123456789abcdef0"]}"""),
            ("arn:aws:sts::111122223333:assumed-role/app-role/ana", ""","uid":"aws-iam-authenticator:111122223333:AROAEXAMPLEEXAMPLE001","extra":{"accessKeyId":["ASIAEXAMPLEEXAMPLE03"],"arn":["arn:aws:sts::111122223333:assumed-role/app-role/ana"],"canonicalArn":["arn:aws:iam::111122223333:role/app-role"],"sessionName":["ana"]}"""),
            ("arn:aws:iam::111122223333:user/ops/carl", ""),
        ]);
        var (verb, resource, address) = (Pick(["get", "list", "watch", "delete", "create"]), Pick(["pods", "secrets", "nodes"]), Pick(["198.51.100.23", "10.0.0.7", "2001:DB8::17", "2001:db8:0::17"]));
        var (name, place) = (Pick(["web-1", "web-2", null]), Pick(["shop", "kube-system", null]));
        var (code, decision, agent) = (Pick([200, 200, 200, 403, 404, 500]), dice.Next(9) == 0 ? "forbid" : "allow", Pick(["kubectl/v1.30.0", "curl/8", "größer/1"]));
        var from = dice.Next(30); // a request stays in its cluster's objects
        var ended = Made(dice.Next(40) == 0 ? "Panic" : "ResponseComplete", code);
        var endless = verb == "watch" && dice.Next(5) == 0;
        if (!endless) Deliver(from, time, ended);
        if (!endless && dice.Next(15) == 0) Deliver(from, time, ended); // a copy, perhaps in another object
        if (verb == "watch") Deliver(from, time, Made("ResponseStarted", dice.Next(2) == 0 ? 200 : null));
        if (dice.Next(30) == 0) Deliver(from, time, Made("RequestReceived", null));

        string Made(string stage, int? status) => SomeAudit.Event(id, time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), stage, verb, user, address, status, decision, resource, name, place, agent, more);
    }

    private void Deliver(int from, DateTimeOffset time, string made)
    {
        var at = time.AddSeconds(dice.Next(10) == 0 ? dice.Next(4_000) : dice.Next(300));
        var stamp = new DateTimeOffset(at.Ticks / (5 * TimeSpan.TicksPerMinute) * 5 * TimeSpan.TicksPerMinute, TimeSpan.Zero);
        var key = from switch
        {
            0 => $"loose/kube-apiserver-audit-{dice.Next(4)}.json",
            < 10 => string.Create(CultureInfo.InvariantCulture, $"aws/eks/from-path/cluster/{stamp:yyyy/MM/dd/HH}/kube-apiserver-audit-{stamp.Minute / 30}.json"),
            _ => string.Create(CultureInfo.InvariantCulture, $"firehose/{stamp:yyyy/MM/dd/HH}/eks-{(from < 20 ? "blue" : "green")}-{stamp:yyyy-MM-dd-HH}-{stamp.Minute / 15 * 15:00}-00-0a1b2c3d-0000-4000-8000-0123456789ab"),
        };
        if (!objects.TryGetValue(key, out var events)) objects.Add(key, events = []);
        events.Add(made);
    }

    private T Pick<T>(T[] from) => from[dice.Next(from.Length)];
}
