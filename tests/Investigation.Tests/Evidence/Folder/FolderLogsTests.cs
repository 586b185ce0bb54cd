using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.Folder;

public sealed class FolderLogsTests : IDisposable
{
    private const string Path8 = "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/01/";
    private static readonly TimeWindow Hour = new(Utc("2024-08-01T10:00Z"), Utc("2024-08-01T11:00Z"));
    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Objects_are_chosen_by_their_stamp_with_two_hours_of_look_ahead()
    {
        foreach (var stamp in new[] { "0950", "0955", "1000", "1055", "1100", "1255", "1300", "1305" }) WithTrail(stamp, "us-east-1");

        var listing = await ListAsync(new LogQuery(LogKind.CloudTrail, Hour));

        Stamps(listing).ShouldBe(["1000", "1055", "1100", "1255"]);
        listing.RetainedFrom.ShouldBe(Utc("2024-08-01T09:50Z"));
    }

    [Fact]
    public async Task The_next_object_after_a_pause_is_read_however_late_it_comes()
    {
        foreach (var stamp in new[] { "0900", "1600", "2200" }) WithTrail(stamp, "us-east-1");
        foreach (var stamp in new[] { "1030", "1130", "1800" }) WithTrail(stamp, "eu-west-1");

        Stamps(await ListAsync(new LogQuery(LogKind.CloudTrail, Hour))).ShouldBe(["1030", "1130", "1600"]);
    }

    [Fact]
    public async Task Account_and_region_leave_out_what_the_key_says_is_another()
    {
        WithTrail("1000", "us-east-1");
        WithTrail("1000", "eu-west-1");

        var listing = await ListAsync(new LogQuery(LogKind.CloudTrail, Hour, "111122223333", "eu-west-1"));

        listing.Objects.ShouldHaveSingleItem().Region.ShouldBe("eu-west-1");
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows()) return;
        var named = Path8 + "111122223333_CloudTrail_us-east-1_20240801T1000Z_abcdefghijklmnop.json.gz";
        Directory.CreateDirectory(Path.Combine(folder.Root, Path8));
        foreach (var key in new[] { "pipe.json", named })
        {
            using var pipe = System.Diagnostics.Process.Start("mkfifo", Path.Combine(folder.Root, key));
            await pipe.WaitForExitAsync();
        }

        var logs = new FolderLogs(folder.Root);
        var listing = await Task.Run(() => logs.ListAsync(new LogQuery(LogKind.CloudTrail, Hour), default)).WaitAsync(TimeSpan.FromSeconds(20));
        var log = listing.Objects.ShouldHaveSingleItem();
        await using var text = await Task.Run(() => logs.OpenAsync(log, default)).WaitAsync(TimeSpan.FromSeconds(20));

        (await text.ReadAsync(new byte[1])).ShouldBe(0);
    }

    [Theory]
    [InlineData("cloudtrail/records.json", LogKind.CloudTrail)]
    [InlineData("cloudtrail/array.json", LogKind.CloudTrail)]
    [InlineData("cloudtrail/lines.jsonl", LogKind.CloudTrail)]
    [InlineData("cloudtrail/odd.json", LogKind.CloudTrail)]
    [InlineData("flowlogs/default.log", LogKind.FlowLogs)]
    [InlineData("flowlogs/cloudwatch-export.log", LogKind.FlowLogs)]
    [InlineData("flowlogs/custom-with-two-headers.log", LogKind.FlowLogs)]
    public async Task A_flat_file_is_told_by_its_content_compressed_or_not(string sample, LogKind kind)
    {
        folder.With("plain.log", Sample(sample)).With("packed.json.gz", Gzip(Sample(sample)));

        var listing = await ListAsync(new LogQuery(kind, Hour));

        listing.Objects.Count.ShouldBe(2);
        listing.Objects.ShouldAllBe(log => log.Slot == null);
        listing.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_that_are_no_logs_are_counted_and_never_thrown()
    {
        folder.With("readme.md", "words").With("notes.txt", "words").With("empty.json", "").With("broken.json.gz", [0x1f, 0x8b, 1, 2, 3]).With("finding.json", """{"schemaVersion":"2.0"}""");

        (await ListAsync(new LogQuery(LogKind.CloudTrail, Hour))).Notes.ShouldBe(["5 files passed over: no logs of a kind we read, or unreadable"]);
    }

    [Fact]
    public async Task Links_are_counted_and_not_followed()
    {
        var outside = folder.Outside("secret.json", """{"Records":[]}""");
        File.CreateSymbolicLink(Path.Combine(folder.Root, "link.json"), outside);
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "up"), Path.GetDirectoryName(outside)!);

        var listing = await ListAsync(new LogQuery(LogKind.CloudTrail, Hour));

        listing.Objects.ShouldBeEmpty();
        listing.Notes.ShouldBe(["2 links not followed"]);
    }

    [Theory]
    [InlineData("../secret.json")]
    [InlineData("up/secret.json")]
    [InlineData("link.json")]
    [InlineData("/etc/hostname")]
    public async Task No_key_leads_outside(string key)
    {
        var outside = folder.Outside("secret.json", "secret");
        File.CreateSymbolicLink(Path.Combine(folder.Root, "link.json"), outside);
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "up"), Path.GetDirectoryName(outside)!);

        await Should.ThrowAsync<IOException>(() => folder.Logs.OpenAsync(new LogObject(key, LogKind.CloudTrail, null, null, null, 0), default));
    }

    [Fact]
    public async Task A_folder_beside_with_a_longer_name_is_outside()
    {
        Directory.CreateDirectory(folder.Root + "-old");
        File.WriteAllText(Path.Combine(folder.Root + "-old", "a.json"), "secret");

        await Should.ThrowAsync<IOException>(() => folder.Logs.OpenAsync(new LogObject("../logs-old/a.json", LogKind.CloudTrail, null, null, null, 0), default));
    }

    [Fact]
    public async Task A_missing_folder_is_an_error_of_the_place() =>
        await Should.ThrowAsync<IOException>(() => new FolderLogs(Path.Combine(folder.Root, "nowhere")).ListAsync(new LogQuery(LogKind.CloudTrail, Hour), default));

    private void WithTrail(string stamp, string region) =>
        folder.With($"{Path8.Replace("us-east-1", region, StringComparison.Ordinal)}111122223333_CloudTrail_{region}_20240801T{stamp}Z_abcdefgh.json", """{"Records":[]}""");

    /// <summary>A folder lists all it has; the query chooses.</summary>
    private async Task<LogListing> ListAsync(LogQuery query)
    {
        var listing = await folder.Logs.ListAsync(query, default);
        listing.IsWhole.ShouldBeTrue();
        return listing with { Objects = query.Select(listing.Objects) };
    }

    private static IEnumerable<string> Stamps(LogListing listing) => listing.Objects.Select(log => log.Slot!.Value.Start.ToString("HHmm", null)).Order();

    [Fact]
    public async Task A_listing_that_would_be_the_same_is_the_same_one_and_any_change_makes_another()
    {
        WithTrail("1000", "us-east-1");
        folder.With("flat.json", """{"Records":[]}""");
        var query = new LogQuery(LogKind.CloudTrail, Hour);
        var logs = new FolderLogs(folder.Root);
        var first = await logs.ListAsync(query, default);

        (await logs.ListAsync(query, default)).ShouldBeSameAs(first);
        (await logs.ListAsync(query with { Kind = LogKind.FlowLogs }, default)).Objects.ShouldBeEmpty();
        (await logs.ListAsync(query, default)).ShouldBeSameAs(first);

        folder.With("flat.json", """{"Records":[ ]}""");
        var changed = await logs.ListAsync(query, default);
        changed.Objects.Single(static log => log.Key == "flat.json").Version.ShouldNotBe(first.Objects.Single(static log => log.Key == "flat.json").Version);
        File.Delete(Path.Combine(folder.Root, "flat.json"));
        (await logs.ListAsync(query, default)).Objects.ShouldHaveSingleItem();
        folder.With("flat.json", "1 2 3");
        (await logs.ListAsync(query, default)).Notes.ShouldBe(["1 file passed over: no logs of a kind we read, or unreadable"]);
        folder.With("readme.md", "words");
        (await logs.ListAsync(query, default)).Notes.ShouldBe(["2 files passed over: no logs of a kind we read, or unreadable"]);
    }

    [Fact]
    public async Task A_name_with_a_backslash_can_be_opened()
    {
        if (OperatingSystem.IsWindows()) return;
        folder.With("day\\one.json", """{"Records":[]}""");
        var logs = new FolderLogs(folder.Root);

        var log = (await logs.ListAsync(new LogQuery(LogKind.CloudTrail, Hour), default)).Objects.ShouldHaveSingleItem();
        await using var text = await logs.OpenAsync(log, default);
        (await text.ReadAsync(new byte[1])).ShouldBe(1);
    }
}
