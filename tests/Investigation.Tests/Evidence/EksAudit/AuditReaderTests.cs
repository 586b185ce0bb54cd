using System.Text;
using ChatOps.Investigation.Evidence.EksAudit.Wire;
using static ChatOps.Investigation.Evidence.EksAudit.SomeAudit;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.EksAudit;

public sealed class AuditReaderTests
{
    private static readonly string Two = Event("a") + "\n" + Event("b", user: "bob") + "\n";
    private static readonly string Documents = Control() + Document([Event("a"), Event("b", user: "bob")]) + Document([Event("c")], group: "/aws/eks/prod-green/cluster");

    public static TheoryData<string, byte[], int> Forms() => new()
    {
        { "lines", Bytes(Two), 2 },
        { "lines with byte order mark and CRLF", Bytes("\uFEFF" + Two.Replace("\n", "\r\n", StringComparison.Ordinal)), 2 },
        { "back to back", Bytes(Event("a") + Event("b")), 2 },
        { "array", Bytes($"[{Event("a")},\n {Event("b")}]"), 2 },
        { "list", Bytes($$"""{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[{{Event("a")}},{{Event("b")}}]}"""), 2 },
        { "list, then lines", Bytes("{\"items\":[" + Event("a") + "],\"metadata\":{\"continue\":{\"x\":[{\"y\":1}]}}}" + Event("b")), 2 },
        { "documents of CloudWatch Logs", Bytes(Documents), 3 },
        { "documents with escapes of their own", Bytes(Document([Event("a", user: "\"x\"\\\n\t/"), Event("b")], escaped: true)), 2 },
        { "documents, one a line", Bytes(Documents.Replace("}{", "}\n{", StringComparison.Ordinal)), 3 },
        { "an array of documents", Bytes($"[{Document([Event("a")])},{Document([Event("b")])},{Event("c")}]"), 3 },
        { "gzip", Gzip(Bytes(Documents)), 3 },
        { "gzip members in a row", [.. Gzip(Bytes(Documents)), .. Gzip(Bytes(Two))], 5 },
        { "gzip in gzip", Gzip([.. Gzip(Bytes(Documents)), .. Gzip(Bytes(Two))]), 5 },
        { "Base64", Bytes(Convert.ToBase64String(Gzip(Bytes(Documents)))), 3 },
        { "Base64 a line", Bytes(Convert.ToBase64String(Gzip(Bytes(Documents)), Base64FormattingOptions.InsertLineBreaks) + "\n" + Convert.ToBase64String(Gzip(Bytes(Two))) + "\n"), 5 },
        { "Base64 back to back", Bytes(string.Concat(Enumerable.Range(0, 40).Select(at => Convert.ToBase64String(Gzip(Bytes(Event($"{at}", user: new string('x', at)))))))), 40 },
        { "gzip of Base64 of gzip", Gzip(Bytes(Convert.ToBase64String(Gzip(Bytes(Documents))))), 3 },
        { "an export of CloudWatch Logs", Bytes($"2024-08-01T00:19:21.000Z {Event("a")}\n2024-08-01T00:19:22.123Z {Event("b")}\n"), 2 },
        { "a shipper's object", Bytes($$"""{"stream":"stdout","log":{{Event("a")}} }"""), 1 },
        { "a shipper's text", Bytes(System.Text.Json.JsonSerializer.Serialize(new { log = Event("a") + "\n" })), 1 },
        { "nothing", [], 0 },
        { "an empty list", Bytes("""{"items":[]}[]"""), 0 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Events_are_found_in_every_form_they_travel_in(string form, byte[] content, int count)
    {
        foreach (var step in (int[])[int.MaxValue, 7, 1])
        {
            var (events, reading) = await ReadAsync(content, step: step);

            events.Count.ShouldBe(count, form);
            (reading.Records, reading.Unreadable, reading.IsForeign, reading.IsOpen, reading.IsUnreadable).ShouldBe((count, 0L, false, false, false), $"{form} by {step}");
        }
    }

    [Fact]
    public async Task A_document_tells_cluster_and_account_of_its_messages_and_no_others()
    {
        var (events, _) = await ReadAsync(Bytes(Documents + Event("d") + Document([Event("e")], group: "/other")));

        events.Select(audited => (audited.Cluster, audited.Account)).ShouldBe([("prod-blue", Owner), ("prod-blue", Owner), ("prod-green", Owner), (null, null), (null, Owner)]);
    }

    [Fact]
    public async Task The_path_tells_the_cluster_where_no_document_does()
    {
        var (events, _) = await ReadAsync(Bytes(Two + Document([Event("c")], group: "/aws/eks/told/cluster")), "logs/aws/eks/from-path/cluster/2024/08/01/00/x.json");

        events.Select(audited => audited.Cluster).ShouldBe(["from-path", "from-path", "told"]);
    }

    [Fact]
    public async Task Messages_of_other_streams_of_the_control_plane_are_no_damage()
    {
        var other = Document(["I0801 00:19:20.1 1 trace.go:236] Trace[1]: \"List\" {", "{\"level\":\"info\"}"], "kube-apiserver-0a1b2c");
        var mixed = Document(["time=\"2024-08-01\" level=info msg=\"access granted\"", Event("a")], "");

        var (events, reading) = await ReadAsync(Bytes(other + mixed));

        events.Count.ShouldBe(1);
        (reading.Unreadable, reading.IsForeign).ShouldBe((0L, false));
    }

    [Fact]
    public async Task An_event_tells_who_did_what_to_which_object_from_where()
    {
        const string extra = """
            ,"uid":"aws-iam-authenticator:111122223333:AROAEXAMPLEEXAMPLE001","extra":{"accessKeyId":["ASIAEXAMPLEEXAMPLE03"],"arn":["arn:aws:sts::111122223333:assumed-role/app-role/i-0123456789abcdef0"],"canonicalArn":["arn:aws:iam::111122223333:role/app-role"],"sessionName":["i-0123456789abcdef0"]}},"impersonatedUser":{"username":"system:admin","groups":["system:masters"]
            """;
        var audited = (await ReadAsync(Bytes(Event("a", verb: "create", user: "ops \"one\" ü", code: 403, more: extra)))).Events.ShouldHaveSingleItem();

        audited.Ticks.ShouldBe(Utc("2024-08-01T00:19:20.595141Z").UtcTicks);
        (audited.Call, audited.Object, audited.Subject, audited.Impersonated).ShouldBe(("create pods", "shop/web-1", "ops \"one\" ü", "system:admin"));
        (audited.Address, audited.UserAgent, audited.Code, audited.Succeeded).ShouldBe(("198.51.100.23", "kubectl/v1.30.0 (linux/amd64) kubernetes/1a2b3c4", 403, false));
        (audited.AccessKey, audited.SessionName, audited.CanonicalArn, audited.SubjectId).ShouldBe(
            ("ASIAEXAMPLEEXAMPLE03", "i-0123456789abcdef0", "arn:aws:iam::111122223333:role/app-role", "aws-iam-authenticator:111122223333:AROAEXAMPLEEXAMPLE001"));
    }

    [Theory]
    [InlineData("""{"id":"1","timestamp":2,"message":"a\"\\\/\n\t\rb"}""", "a\"\\/\n\t\rb")]
    [InlineData("""{"id":"1","timestamp":2,"message":""}""", "")]
    [InlineData("""{"id":"1","timestamp":2,"message":"a\u0022"}""", null)]
    [InlineData("""{"id":"1","timestamp":2,"message":"a","x":"y"}""", null)]
    [InlineData("""{"id":"1","timestamp":2,"message":"a\"}""", null)]
    [InlineData("""{"id":"1","timestamp":2,"message":"}""", null)]
    [InlineData("""{"id":"1","timestamp":2,"message":{}}""", null)]
    [InlineData("""{"id":"","timestamp":2,"message":""}""", null)]
    [InlineData("""{"id":"1","timestamp":"2","message":""}""", null)]
    [InlineData("""{"id":"1" ,"timestamp":2,"message":""}""", null)]
    [InlineData("{}", null)]
    public void A_message_is_taken_by_hand_only_when_written_as_expected(string record, string? message)
    {
        var into = new byte[record.Length];

        var length = AuditMessage.Read(Bytes(record), into);

        (length < 0 ? null : Encoding.UTF8.GetString(into, 0, length)).ShouldBe(message);
    }

    [Theory]
    [InlineData("""{"auditID":"a","verb":"get","requestURI":"/version?timeout=32s","timestamp":"2024-08-01T00:19:20Z"}""", "get /version")]
    [InlineData("""{"auditID":"a","verb":"create","timestamp":"2024-08-01 00:19:20","objectRef":{"resource":"pods","subresource":"exec"}}""", "create pods/exec")]
    [InlineData("""{"auditID":"a","requestReceivedTimestamp":"2024-08-01 00:19:20.00","objectRef":{"resource":"pods"}}""", "- pods")]
    [InlineData("""{"verb":"list","requestReceivedTimestamp":"2024-08-01T02:19:20+02:00","timestamp":"2020-01-01T00:00:00Z"}""", "list -")]
    [InlineData("""{"verb":"list","timestamp":1722471560000,"stageTimestamp":"2024-08-01T00:19:20.000000000Z"}""", "list -")]
    public async Task Old_and_stored_forms_are_read(string json, string call)
    {
        var audited = (await ReadAsync(Bytes(json))).Events.ShouldHaveSingleItem();

        audited.Call.ShouldBe(call);
        audited.Ticks.ShouldBe(Utc("2024-08-01T00:19:20Z").UtcTicks);
    }

    [Theory]
    [InlineData("2024-08-01T00:19:20.595141Z", "2024-08-01T00:19:20.5951410Z")]
    [InlineData("2024-08-01 00:19:20.59", "2024-08-01T00:19:20.5900000Z")]
    [InlineData("2024-08-01 00:19:20.595141999", "2024-08-01T00:19:20.5951419Z")]
    [InlineData("2024-07-31T22:49:20-01:30", "2024-08-01T00:19:20.0000000Z")]
    [InlineData("2024-06-30T23:59:60Z", "2024-07-01T00:00:00.0000000Z")]
    [InlineData("2024-02-30T00:00:00Z", null)]
    [InlineData("0000-01-01T00:00:00Z", null)]
    [InlineData("0001-01-01T00:00:00+01:00", null)]
    [InlineData("9999-12-31T23:59:60Z", null)]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.0000000Z")]
    [InlineData("1970-01-01T00:00:00+00:01", null)]
    [InlineData("1969-12-31T23:59:59Z", null)]
    [InlineData("2100-12-31T23:59:59Z", "2100-12-31T23:59:59.0000000Z")]
    [InlineData("2101-01-01T00:00:00Z", null)]
    [InlineData("2024-08-01T24:00:00Z", null)]
    [InlineData("2024-08-01T00:19:20X", null)]
    [InlineData("2024-08-01T00:-1:20Z", null)]
    [InlineData("2024-08-01", null)]
    [InlineData("", null)]
    public void Times_are_read_to_the_microsecond(string text, string? expected)
    {
        var isTime = AuditTime.TryRead(Encoding.ASCII.GetBytes(text), out var ticks);

        (isTime ? new DateTimeOffset(ticks, TimeSpan.Zero).UtcDateTime.ToString("O") : null).ShouldBe(expected);
    }

    [Fact]
    public async Task What_is_no_request_is_counted_and_the_rest_is_read()
    {
        var (events, reading) = await ReadAsync(Bytes("{\"kind\":0}\n" + Event("a") + "\n{\"verb\":\"get\"}\n{\"auditID\":\"x\",\"timestamp\":\"soon\"}\n{broken}\n{\"auditID\":[],\"verb\":{},\"timestamp\":{}}\n" + Event("b")));

        events.Count.ShouldBe(2);
        (reading.Unreadable, reading.IsForeign, reading.IsOpen).ShouldBe((5L, false, false));
    }

    [Fact]
    public async Task A_line_broken_off_does_not_take_the_next_with_it()
    {
        var (events, reading) = await ReadAsync(Bytes(Event("a") + "\n" + Event("b")[..60] + "\n" + Event("c") + "\n"));

        events.Count.ShouldBe(2);
        reading.Unreadable.ShouldBe(1);
    }

    [Fact]
    public async Task Foreign_text_is_told()
    {
        (await ReadAsync(Bytes("this is no log at all, and long enough to be none"))).Reading.IsForeign.ShouldBeTrue();
        (await ReadAsync(Bytes("short"))).Reading.IsForeign.ShouldBeTrue();
        (await ReadAsync(Bytes(Event("a") + " trailing words"))).Reading.IsForeign.ShouldBeTrue();
        (await ReadAsync(Bytes("}]\"" + Event("a")))).Reading.IsForeign.ShouldBeTrue();
    }

    [Fact]
    public async Task Bodies_of_any_depth_and_records_of_any_size_do_no_harm()
    {
        var deep = Event("a")[..^1] + ",\"requestObject\":" + string.Concat(Enumerable.Repeat("{\"x\":[", 50_000)) + string.Concat(Enumerable.Repeat("]}", 50_000)) + "}";
        var large = Event("b")[..^1] + $",\"requestObject\":\"{new string('x', 20_000_000)}\"}}";
        var endless = new string('[', 100_000) + new string('{', 100_000);

        var (events, reading) = await ReadAsync(Bytes(deep + "\n" + large + "\n" + Event("c") + "\n" + endless));

        events.Count.ShouldBe(2);
        (reading.Unreadable, reading.IsOpen).ShouldBe((1L, true));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_do_not_hide_a_request()
    {
        byte[] content = [.. Bytes(Event("a", agent: "\\ud800 half")), .. Bytes(Event("b", agent: "XX"))];
        content[^(Event("b", agent: "XX").Length - Event("b", agent: "XX").IndexOf("XX", StringComparison.Ordinal))] = 0xff;

        (await ReadAsync(content)).Events.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Cut_or_damaged_content_counts_as_far_as_it_can_be_read()
    {
        var whole = Gzip(Bytes(string.Concat(Enumerable.Range(0, 2000).Select(at => Event($"{at}-{at * 7919}") + "\n"))));

        var cut = await ReadAsync(Gzip(whole[..^200]));
        cut.Events.Count.ShouldBeInRange(500, 1999);
        cut.Reading.IsOpen.ShouldBeTrue();

        byte[] wrong = [.. whole];
        wrong.AsSpan(wrong.Length / 2, 40).Fill(0xff);
        var damaged = await ReadAsync(Gzip(wrong));
        damaged.Reading.IsUnreadable.ShouldBeTrue();
        damaged.Reading.First.ShouldNotBeNull();
        (await ReadAsync(Bytes("H4sI****"))).Reading.IsUnreadable.ShouldBeTrue();
        (await ReadAsync(Bytes("H4sIAAAAA"))).Reading.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task No_change_of_a_byte_stops_the_reader()
    {
        var content = Bytes("[" + Document([Event("a"), Event("b")]) + "," + Event("c") + "]");
        var random = new Random(20_240_801);
        for (var round = 0; round < 4000; round++)
        {
            byte[] changed = [.. content];
            for (var change = random.Next(1, 4); change > 0; change--) changed[random.Next(changed.Length)] = (byte)"{}[]\"\\\n,:x\u0000"[random.Next(11)];
            var (events, _) = await ReadAsync(changed[..random.Next(changed.Length / 2, changed.Length + 1)]);
            events.Count.ShouldBeLessThanOrEqualTo(6);
        }
    }

    [Fact]
    public async Task Records_without_the_needle_are_passed_over_but_the_first()
    {
        var lines = string.Concat(Enumerable.Range(0, 10).Select(at => Event($"{at}", user: at == 7 ? "carol" : "alice")));

        (await ReadAsync(Bytes(lines), needle: "carol")).Events.Select(audited => audited.Subject).ShouldBe(["alice", "carol"]);
    }

    private static async Task<(List<AuditEvent> Events, ObjectReading Reading)> ReadAsync(byte[] content, string key = "a.json", int step = int.MaxValue, string needle = "")
    {
        List<AuditEvent> events = [];
        var log = new LogObject(key, LogKind.EksAudit, null, null, null, content.Length);
        var reading = await new AuditReader(Encoding.ASCII.GetBytes(needle)).ReadAsync(log, new Steps(content, step), events.Add, default);
        return (events, reading);
    }

    /// <summary>Hands out a few bytes at a time.</summary>
    private sealed class Steps(byte[] content, int step) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
