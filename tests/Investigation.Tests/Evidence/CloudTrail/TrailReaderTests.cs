using System.Text;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.CloudTrail;

public sealed class TrailReaderTests
{
    [Fact]
    public async Task A_refused_call_and_a_failed_sign_in_are_failures()
    {
        var (calls, _, _) = await ReadAsync(Sample("cloudtrail/records.json"));

        calls.Where(call => !call.Succeeded).Select(call => (call.Operation, call.Error)).Distinct()
            .ShouldBe([("ListTables", "AccessDenied"), ("ConsoleLogin", "Failed authentication")]);
        calls.Count(call => call.Operation == "ConsoleLogin" && call.Succeeded).ShouldBe(1);
    }

    [Fact]
    public async Task An_error_in_the_response_is_a_failure()
    {
        var (calls, _, _) = await ReadAsync("""{"eventTime":"2024-08-01T00:00:00Z","eventName":"Do","eventSource":"x.amazonaws.com","responseElements":{"errorCode":"Refused"}}""");

        calls.ShouldHaveSingleItem().Succeeded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", true)]
    [InlineData("2100-12-31T23:59:59Z", true)]
    [InlineData("1969-12-31T23:59:59Z", false)]
    [InlineData("2101-01-01T00:00:00Z", false)]
    [InlineData("1970-01-01T00:30:00+01:00", false)]
    [InlineData("0001-01-01T00:00:00Z", false)]
    [InlineData("9999-12-31T23:59:59Z", false)]
    [InlineData("2024-02-30T00:00:00Z", false)]
    [InlineData("yesterday", false)]
    [InlineData("", false)]
    public async Task A_time_no_call_can_have_been_made_at_is_unreadable(string at, bool isPossible)
    {
        var (calls, reader, reading) = await ReadAsync($$"""{"Records":[{"eventTime":"{{at}}","eventName":"Do","eventSource":"x.amazonaws.com"}]}""");

        (calls.Count, reader.Unreadable, reading.First is null).ShouldBe(isPossible ? (1, 0L, false) : (0, 1L, true));
    }

    [Theory]
    [InlineData("""{"Records":[]}""", 0)]
    [InlineData("""{"Records":[R,R]}""", 2)]
    [InlineData("""{"owner":"x","list":[{"a":1}],"records":[R],"rest":{"a":{"b":1}}}""", 1)]
    [InlineData("""[R,R,R]""", 3)]
    [InlineData("R\r\nR\n", 2)]
    [InlineData("""{"Records":[R]}{"Records":[R]}R[R]""", 4)]
    [InlineData("""{"Records":[ R , R ]}""", 2)]
    [InlineData("\uFEFF[R]", 1)]
    public async Task Records_are_found_in_every_wrapping(string wrapping, int count)
    {
        const string record = """{"eventTime":"2024-08-01T00:00:00Z","eventName":"Do {[\"]}\\","eventSource":"x.amazonaws.com","a":[{"Records":[{"b":"]"}]}]}""";

        var (calls, reader, reading) = await ReadAsync(wrapping.Replace("R,", record + ",", StringComparison.Ordinal).Replace("R]", record + "]", StringComparison.Ordinal)
            .Replace("R\r", record + "\r", StringComparison.Ordinal).Replace("R\n", record + "\n", StringComparison.Ordinal)
            .Replace("R ", record + " ", StringComparison.Ordinal).Replace("}R[", "}" + record + "[", StringComparison.Ordinal));

        calls.Count.ShouldBe(count);
        calls.ShouldAllBe(call => call.Operation == "Do {[\"]}\\" && call.Service == "x");
        (reader.Unreadable, reading.IsForeign, reading.IsOpen).ShouldBe((0L, false, false));
    }

    [Theory]
    [InlineData("""{"Records":[{"eventTime":"2024""")]
    [InlineData("""[{"a":1}""")]
    public async Task Text_that_ends_inside_a_record_is_open(string text) => (await ReadAsync(text)).Reading.IsOpen.ShouldBeTrue();

    [Theory]
    [InlineData("words")]
    [InlineData("]}")]
    public async Task Text_that_is_no_JSON_is_foreign(string text) => (await ReadAsync(text)).Reading.IsForeign.ShouldBeTrue();

    [Theory]
    [InlineData("2024-08-01T00:19:20Z")]
    [InlineData("2024-08-01 00:19:20.000")] // stored by some log platforms, UTC without saying so
    [InlineData("2024-08-01T02:19:20+02:00")]
    public async Task Times_are_UTC_whatever_the_machine_thinks(string time) =>
        (await ReadAsync($$"""{"eventTime":"{{time}}","eventName":"Do"}""")).Calls.ShouldHaveSingleItem().Time.ShouldBe(Utc("2024-08-01T00:19:20Z"));

    [Fact]
    public async Task Notifications_of_S3_are_no_calls() =>
        (await ReadAsync("""{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"2024-08-01T00:00:00.000Z","eventName":"ObjectCreated:Put"}]}""")).Calls.ShouldBeEmpty();

    [Fact]
    public async Task A_record_split_at_every_byte_is_the_same_record()
    {
        var text = Sample("cloudtrail/records.json");
        var whole = (await ReadAsync(text)).Calls;
        List<TrailEvent> drops = [];

        await new TrailReader(default).ReadAsync(new DrippingStream(text), drops.Add, default);

        drops.ShouldBe(whole);
    }

    private static Task<(List<TrailEvent> Calls, TrailReader Reader, ObjectReading Reading)> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<(List<TrailEvent> Calls, TrailReader Reader, ObjectReading Reading)> ReadAsync(byte[] text)
    {
        List<TrailEvent> calls = [];
        var reader = new TrailReader(default);
        var reading = await reader.ReadAsync(new MemoryStream(text), calls.Add, default);
        return (calls, reader, reading);
    }

    /// <summary>Hands out one byte at a time.</summary>
    private sealed class DrippingStream(byte[] content) : LogText.ReadOnlyStream
    {
        private int at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (at == content.Length) return ValueTask.FromResult(0);
            buffer.Span[0] = content[at++];
            return ValueTask.FromResult(1);
        }
    }
}
