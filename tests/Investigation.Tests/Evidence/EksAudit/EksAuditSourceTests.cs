using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.EksAudit.SomeAudit;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.EksAudit;

public sealed class EksAuditSourceTests : IDisposable
{
    private const string From = "2024-08-01T00:00Z";
    private const string To = "2024-08-01T01:00Z";
    private const string Aws = """
        ,"uid":"aws-iam-authenticator:111122223333:AROAEXAMPLEEXAMPLE001","extra":{"accessKeyId":["ASIAEXAMPLEEXAMPLE03"],"arn":["arn:aws:sts::111122223333:assumed-role/app-role/ana"],"canonicalArn":["arn:aws:iam::111122223333:role/app-role"],"sessionName":["ana"]}
        """;
    private const string Node = """
        ,"extra":{"arn":["arn:aws:sts::111122223333:assumed-role/node-role/i-0123456789abcdef0"],"canonicalArn":["arn:aws:iam::111122223333:role/node-role"],"principalId":["AROAEXAMPLEEXAMPLE002"],"sessionName":["i-0123456789abcdef0"]}
        """;
    private static readonly string Subject = "arn:aws:sts::111122223333:assumed-role/app-role/ana";
    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(EntityKind.IpAddress, "198.51.100.23", null, 5)]
    [InlineData(EntityKind.IpAddress, "10.0.0.1", null, 0)] // a proxy, no client
    [InlineData(EntityKind.IpAddress, "2001:db8:0::17", null, 1)]
    [InlineData(EntityKind.KubernetesSubject, "prod-blue/alice", null, 2)]
    [InlineData(EntityKind.KubernetesSubject, "prod-blue/alice", Owner, 2)]
    [InlineData(EntityKind.KubernetesSubject, "prod-blue/alice", "999988887777", 0)]
    [InlineData(EntityKind.KubernetesSubject, "prod-green/alice", null, 1)]
    [InlineData(EntityKind.KubernetesSubject, "alice", null, 3)]
    [InlineData(EntityKind.KubernetesSubject, "prod-blue/system:admin", null, 0)] // impersonated, not itself
    [InlineData(EntityKind.KubernetesSubject, "prod-blue/arn:aws:sts::111122223333:assumed-role/app-role/ana", null, 1)]
    [InlineData(EntityKind.KubernetesSubject, "arn:aws:sts::111122223333:assumed-role/app-role/ana", null, 1)]
    [InlineData(EntityKind.Cluster, "prod-blue", Owner, 5)]
    [InlineData(EntityKind.Cluster, "prod", null, 0)]
    [InlineData(EntityKind.Pod, "prod-blue/shop/web-1", null, 3)]
    [InlineData(EntityKind.Pod, "prod-blue/-/web-1", null, 3)]
    [InlineData(EntityKind.Pod, "prod-blue/kube-system/web-1", null, 0)]
    [InlineData(EntityKind.Pod, "web-1", null, null)]
    [InlineData(EntityKind.UserAgent, "curl/8", null, 1)]
    [InlineData(EntityKind.Role, "app-role", "111122223333", 1)]
    [InlineData(EntityKind.Role, "arn:aws:iam::111122223333:role/teams/app-role", null, 1)]
    [InlineData(EntityKind.Role, "app-role", "999988887777", 0)]
    [InlineData(EntityKind.User, "app-role", null, 0)]
    [InlineData(EntityKind.RoleSession, "AROAEXAMPLEEXAMPLE001:ana", null, 1)]
    [InlineData(EntityKind.RoleSession, "AROAEXAMPLEEXAMPLE002:i-0123456789abcdef0", null, 1)]
    [InlineData(EntityKind.AccessKey, "ASIAEXAMPLEEXAMPLE03", null, 1)]
    [InlineData(EntityKind.Ec2Instance, "i-0123456789abcdef0", null, 1)]
    [InlineData(EntityKind.Ec2Instance, "i-0fedcba9876543210", null, 1)]
    [InlineData(EntityKind.Account, Owner, null, 6)]
    [InlineData(EntityKind.Bucket, "ledger", null, null)]
    public async Task Requests_are_matched_by_what_the_log_knows_of_the_entity(EntityKind kind, string id, string? account, int? count)
    {
        folder.With("blue.json", Document([
                Event("1"),
                Event("2", more: "},\"impersonatedUser\":{\"username\":\"system:admin\""),
                Event("3", user: Subject, resource: "secrets", more: Aws),
                Event("4", user: "system:node:ip-10-0-0-7.ec2.internal", address: "10.0.0.7", place: null, name: null, resource: "nodes", more: Node),
                Event("5", user: "system:node:i-0fedcba9876543210.eu-west-1.compute.internal", address: "2001:db8::17", name: "web-2")]))
            .With("green.json", Document([Event("6")], group: "/aws/eks/prod-green/cluster"))
            .With("unknown.json", Event("7", user: "bob", agent: "curl/8"));

        var answer = await ObserveAsync(Question(kind, id, From, To, account: account));

        answer.Coverage.State.ShouldBe(count switch { null => CoverageState.NotAsked, 0 => CoverageState.Empty, _ => CoverageState.Answered }, answer.Coverage.Reason);
        (answer.Value?.Count).ShouldBe(count is null or 0 ? null : count.Value);
    }

    [Fact]
    public async Task A_request_counts_once_at_its_last_stage_wherever_its_stages_lie()
    {
        folder.With("a.json", Event("1", stage: "RequestReceived", code: null) + Event("1", stage: "ResponseStarted", code: 200) + Event("2", stage: "ResponseStarted", verb: "watch") + Event("3", stage: "RequestReceived", code: null))
            .With("b.json", Event("1", code: 500) + Event("4", code: 200, decision: "forbid"))
            .With("c.json", Event("1", code: 500) + Event("3", stage: "ResponseStarted", code: 403) + Event("5", stage: "Panic", code: 500));

        var figures = await FiguresAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To), CallColumn.Call, CallColumn.Error);

        figures.Tables[0].Rows.Select(row => (string.Join(' ', row.Values), row.Scope)).ShouldBe(
            [("get pods 500", new CallCount(0, 2)), ("get pods 403", new CallCount(0, 1)), ("get pods forbid", new CallCount(0, 1)), ("watch pods -", new CallCount(1, 0))]);
        figures.Hours.ShouldHaveSingleItem().Count.ShouldBe(new CallCount(1, 4));
    }

    [Fact]
    public async Task An_id_chosen_by_the_client_hides_no_request()
    {
        folder.With("a.json", string.Concat(Enumerable.Range(0, 20).Select(at => Event("same", time: $"2024-08-01T00:19:{at:00}Z"))));

        (await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To))).Value.ShouldNotBeNull().Count.ShouldBe(20);
    }

    [Fact]
    public async Task Columns_say_what_Kubernetes_calls_them()
    {
        const string impersonating = "},\"impersonatedUser\":{\"username\":\"system:admin\"";
        folder.With("a.json", Document([Event("1", verb: "create", address: "2001:DB8:0::17", code: 403, more: impersonating).Replace("\"resource\":\"pods\"", "\"resource\":\"pods\",\"subresource\":\"exec\"", StringComparison.Ordinal)]));
        var columns = Enum.GetValues<CallColumn>();

        var row = (await FiguresAsync(Question(EntityKind.KubernetesSubject, "prod-blue/alice", From, To), columns)).Tables[0].Rows.ShouldHaveSingleItem();

        columns.Zip(row.Values).ShouldBe([
            (CallColumn.Address, "2001:db8::17"),
            (CallColumn.Principal, "alice"),
            (CallColumn.Session, "system:admin"),
            (CallColumn.AccessKey, "-"),
            (CallColumn.Service, "core"),
            (CallColumn.Call, "create pods/exec"),
            (CallColumn.UserAgent, "kubectl/v1.30.0 (linux/amd64) kubernetes/1a2b3c4"),
            (CallColumn.Region, "-"),
            (CallColumn.Error, "403"),
            (CallColumn.Resource, "shop/web-1"),
            (CallColumn.Account, "prod-blue"),
            (CallColumn.Place, "shop")], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_impersonates_a_subject_is_another_question()
    {
        folder.With("a.json", Document([Event("1"), Event("2", user: "mallory", more: "},\"impersonatedUser\":{\"username\":\"system:admin\"")]));
        var question = Question(EntityKind.KubernetesSubject, "prod-blue/system:admin", From, To);
        var ask = new CallAsk { Relation = CallRelation.Assumed, Groupings = [new([CallColumn.Principal])] };

        var answer = await new EksAuditSource(folder.Logs).CallsAsync(question, ask, default);

        answer.Value.ShouldNotBeNull().Tables[0].Rows.ShouldHaveSingleItem().Values.ShouldBe(["mallory"]);
        (await new EksAuditSource(folder.Logs).CallsAsync(question with { Entity = new EntityRef(EntityKind.IpAddress, "198.51.100.23") }, ask, default)).Coverage.State.ShouldBe(CoverageState.NotAsked);
    }

    [Fact]
    public async Task An_observation_tells_first_last_names_and_subjects()
    {
        folder.With("a.json.gz", Gzip(Bytes(Document([
            Event("1", time: "2024-08-01T00:19:20.5Z"), Event("2", time: "2024-08-01T02:59:59.999999Z", verb: "list", user: "bob"), Event("3", time: "2024-08-01T03:00:00Z")]))));

        var observed = (await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, "2024-08-01T03:00Z"))).Value.ShouldNotBeNull();

        (observed.First, observed.Last, observed.Count, observed.ActiveHours).ShouldBe((Utc("2024-08-01T00:19:20.5Z"), Utc("2024-08-01T02:59:59.999999Z"), 2L, 2L));
        (observed.FirstWhat, observed.LastWhat).ShouldBe(("get pods", "list pods"));
        observed.Names.ShouldBe(new Dictionary<string, long> { ["get pods"] = 1, ["list pods"] = 1 }, ignoreOrder: true);
        observed.Principals.ShouldBe(["alice", "bob"]);
    }

    [Fact]
    public async Task Baseline_and_window_are_counted_apart()
    {
        folder.With("a.json", Event("1", time: "2024-07-31T23:30:00Z") + Event("2", time: "2024-07-31T23:40:00Z", code: 404) + Event("3", time: "2024-08-01T00:10:00Z") + Event("4", time: "2024-07-31T22:00:00Z"));
        var question = Question(EntityKind.IpAddress, "198.51.100.23", From, To) with { Baseline = new TimeWindow(Utc("2024-07-31T23:00Z"), Utc(From)) };

        var figures = await FiguresAsync(question, CallColumn.Call);

        var row = figures.Tables[0].Rows.ShouldHaveSingleItem();
        (row.Scope, row.Baseline).ShouldBe((new CallCount(1, 0), new CallCount(1, 1)));
        figures.Hours.Select(hour => hour.Count).ShouldBe([new CallCount(1, 1), new CallCount(1, 0)]);
    }

    [Fact]
    public async Task What_happened_after_the_as_of_time_does_not_exist_yet()
    {
        folder.With("a.json", Event("1", time: "2024-08-01T00:10:00Z") + Event("2", time: "2024-08-01T00:40:00Z"));

        var answer = await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To, asOf: "2024-08-01T00:30:00Z"));

        answer.Value.ShouldNotBeNull().Count.ShouldBe(1);
        answer.Coverage.CompleteUpTo.ShouldBe(Utc("2024-08-01T00:15:00Z"));
    }

    [Fact]
    public async Task Objects_of_Firehose_are_found_by_path_stamp_and_content()
    {
        var packed = Gzip(Gzip(Bytes(Control() + Document([Event("1")]))));
        folder.With("2024/08/01/00/eks-1-2024-08-01-00-20-05-0a1b2c3d-0a1b-4c3d-8e9f-0a1b2c3d4e5f", packed)
            .With("2024/08/01/00/eks-1-2024-08-01-00-40-05-1a1b2c3d-0a1b-4c3d-8e9f-0a1b2c3d4e5f.gz", Gzip(Bytes(Document([Event("2")]))))
            .With("2024/07/31/00/eks-1-2024-07-31-00-40-05-2a1b2c3d-0a1b-4c3d-8e9f-0a1b2c3d4e5f", Bytes(Convert.ToBase64String(packed)))
            .With("control.json", Control())
            .With("export/kube-apiserver-audit-0a1b/000000.gz", Gzip(Bytes($"2024-08-01T00:21:00.000Z {Event("3")}\n")));

        var answer = await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To));

        answer.Value.ShouldNotBeNull().Count.ShouldBe(3);
        answer.Coverage.Objects.ShouldBe(3);
        answer.Coverage.RetainedFrom.ShouldBe(Utc("2024-07-31T00:40:05Z"));
    }

    [Fact]
    public async Task Damage_is_noted_and_what_was_readable_counts()
    {
        const string name = "2024/08/01/00/eks-1-2024-08-01-00-20-0{0}-0a1b2c3d-0a1b-4c3d-8e9f-0a1b2c3d4e5f.gz";
        var lines = Bytes(string.Concat(Enumerable.Range(0, 3000).Select(at => Event($"{at}-{at * 7919}") + "\n")));
        folder.With("aws/eks/prod/cluster/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, name, 1), Gzip(lines)[..^2_000])
            .With("aws/eks/prod/cluster/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, name, 2), [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
            .With("aws/eks/prod/cluster/3.json", "this is no log of anything, but long enough")
            .With("aws/eks/prod/cluster/4.json", Event("a") + "{\"kind\":0}");

        var answer = await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To));

        answer.Value.ShouldNotBeNull().Count.ShouldBeInRange(500, 3000);
        var notes = answer.Coverage.Notes.ShouldNotBeNull();
        notes.ShouldContain(note => note.StartsWith("1 object could not be read: ", StringComparison.Ordinal));
        notes.ShouldContain(note => note.StartsWith("1 object cut off, counted as far as readable: ", StringComparison.Ordinal));
        notes.ShouldContain(note => note.StartsWith("1 object with text that is no such log: ", StringComparison.Ordinal));
        notes.ShouldContain("1 record passed over: no time, no request, no JSON, or larger than any event");
    }

    [Fact]
    public async Task Stages_in_many_objects_are_put_together_whichever_worker_reads_them()
    {
        var random = new Random(20_240_801);
        string[] stages = ["RequestReceived", "ResponseStarted", "ResponseComplete"];
        var events = Enumerable.Range(0, 300).SelectMany(at => stages.Select((stage, number) => Event($"{at}", time: $"2024-08-01T00:{at % 60:00}:00Z", stage: stage, code: number == 2 && at % 3 == 0 ? 403 : 200, user: $"user-{at % 7}"))).ToArray();
        random.Shuffle(events);
        foreach (var (part, at) in events.Chunk(30).Select((part, at) => (part, at))) folder.With($"{at}.json", string.Concat(part));

        var figures = await FiguresAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To), CallColumn.Principal);

        figures.Tables[0].Total.ShouldBe(new CallCount(200, 100));
        figures.Tables[0].RowCount.ShouldBe(7);
    }

    private Task<EvidenceAnswer<Observations.Observation>> ObserveAsync(EvidenceQuestion question) => new EksAuditSource(folder.Logs).ObserveAsync(question, default);

    private async Task<CallFigures> FiguresAsync(EvidenceQuestion question, params CallColumn[] columns) =>
        (await new EksAuditSource(folder.Logs).CallsAsync(question, new CallAsk { Hours = true, Groupings = [new(columns)] }, default)).Value.ShouldNotBeNull();
}
