namespace ChatOps.LogWorld.Audit;

/// <summary>Draws the requests of an audit world: controllers and nodes by habit, people now and then, an attacker on the last day.</summary>
internal sealed class AuditRequests(AuditWorldOptions options)
{
    public const string Attacker = "203.0.113.77";
    private static readonly string[] Reading = ["get", "list", "watch"];

    private static readonly AuditSubject[] Subjects =
    [
        new("system:kube-controller-manager", ["system:authenticated"], "10.30.1.10", "kube-controller-manager/v1.31.4 (linux/amd64) kubernetes/1a2b3c4/leader-election", ["get", "update"], ["leases", "endpoints"], "kube-system"),
        new("system:node:ip-10-30-2-17.ec2.internal", ["system:nodes", "system:authenticated"], "10.30.2.17", "kubelet/v1.31.4 (linux/amd64) kubernetes/1a2b3c4", [.. Reading, "patch"], ["nodes", "nodes/status", "pods", "configmaps"], "shop"),
        new("system:serviceaccount:kube-system:coredns", ["system:serviceaccounts", "system:authenticated"], "10.30.2.40", "coredns/v0.0.0 (linux/amd64)", ["list", "watch"], ["services", "endpointslices"], "kube-system"),
        new("system:serviceaccount:shop:web", ["system:serviceaccounts", "system:authenticated"], "10.30.2.55", "web/1.4 (linux/amd64) client-go", ["get", "list"], ["configmaps", "services"], "shop"),
        new("kubernetes-admin", ["system:masters", "system:authenticated"], "198.18.0.20", "kubectl/v1.31.2 (darwin/arm64) kubernetes/9edcffc", [.. Reading, "create", "delete"], ["pods", "deployments", "pods/log", "secrets"], "shop"),
        new("alice", ["developers", "system:authenticated"], "198.18.0.31", "k9s/v0.32.5 (linux/amd64) \"terminal\"", Reading, ["pods", "pods/log", "events"], "shop"),
        new("system:anonymous", ["system:unauthenticated"], "192.0.2.44", "Mozilla/5.0 zgrab/0.x", ["get"], ["pods", "namespaces"], ""),
    ];

    private static readonly (string Verb, string Resource)[] Attack =
        [("list", "secrets"), ("create", "pods/exec"), ("create", "clusterrolebindings"), ("get", "secrets"), ("create", "selfsubjectaccessreviews")];

    public static AuditSubject Attacked => Subjects[3];

    public DayAndNight Time { get; } = new(options.Start, options.Days);

    public DateTimeOffset LastDay => DateTimeOffset.FromUnixTimeSeconds(Time.End - 86400);

    public IEnumerable<AuditRequest> All()
    {
        var dice = Dice.For(options.Seed, "audit");
        for (var slot = 0; slot < Time.Slots; slot++)
        {
            for (var i = Time.Rows(slot, options.Requests); i > 0; i--) yield return Usual(ref dice, Time.StampOf(slot));
        }

        for (var i = 0; i < 30; i++) yield return Strike(ref dice, i);
    }

    private static AuditRequest Usual(ref Dice dice, long slot)
    {
        var subject = dice.Pick(Subjects);
        var received = DateTimeOffset.FromUnixTimeSeconds(slot).AddTicks(10L * dice.Below(300_000_000));
        var forbidden = subject.Name == "system:anonymous" || dice.OneIn(40);
        var verb = dice.Pick(subject.Verbs);
        return Request(ref dice, subject, subject.Address, subject.UserAgent, verb, dice.Pick(subject.Resources), received, forbidden);
    }

    /// <summary>From 00:17 on every 38 minutes, the last at 18:42.</summary>
    private AuditRequest Strike(ref Dice dice, int number)
    {
        var (verb, resource) = Attack[number % Attack.Length];
        var minute = number < 29 ? 17 + 38 * number : 18 * 60 + 42;
        return Request(ref dice, Attacked, Attacker, "kubectl/v1.30.0 (linux/amd64) kubernetes/7c48c2b", verb, resource, LastDay.AddMinutes(minute), forbidden: number % Attack.Length == 2);
    }

    private static AuditRequest Request(ref Dice dice, AuditSubject subject, string address, string agent, string verb, string resource, DateTimeOffset received, bool forbidden)
    {
        var id = $"{dice.Next():x16}{dice.Next():x16}";
        id = $"{id[..8]}-{id[8..12]}-{id[12..16]}-{id[16..20]}-{id[20..]}";
        return new AuditRequest(id, subject, address, agent, verb, resource, $"{resource.Split('/')[0]}-{dice.Below(40)}", received, forbidden, Stages(ref dice, verb, received, forbidden));
    }

    /// <summary>Most requests are logged when complete, many also when received; a watch starts long before it ends; some never end, or end badly.</summary>
    private static List<AuditStage> Stages(ref Dice dice, string verb, DateTimeOffset received, bool forbidden)
    {
        var code = forbidden ? 403 : dice.OneIn(25) ? dice.Pick([404, 409, 422]) : 200;
        var (soon, later) = (received.AddTicks(10 * (500L + dice.Below(90_000))), received.AddSeconds(1 + dice.Below(1500)));
        var first = new AuditStage("RequestReceived", received, null);
        return dice.Below(100) switch
        {
            < 3 => [first],
            < 5 => [first, new("Panic", soon, 500)],
            < 7 when !forbidden => [first, new("ResponseStarted", soon, 200), new("ResponseComplete", later, 504)],
            < 9 when !forbidden => [new("ResponseStarted", soon, 200)],
            < 60 when verb == "watch" && !forbidden => [new("ResponseStarted", soon, 200), new("ResponseComplete", later, 200)],
            < 40 => [first, new("ResponseComplete", soon, code)],
            _ => [new("ResponseComplete", soon, code)],
        };
    }
}
