using System.Text.RegularExpressions;
using ChatOps.Bot.Hosting;
using ChatOps.TestKit;

namespace ChatOps.Bot.Conventions;

/// <summary>Who may know whom. Another room is named by a using line, or through the enclosing namespace as <c>Room.Type</c>; a bare name without either is the file's own.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] Features = ["Alerts", "Investigate", "Notes", "AfterAction"];

    public static TheoryData<string, string[]> Forbidden => new()
    {
        { "Jobs", ["Cards", "Threads", "Cases", "Channels", "Access", "Persistence", "Hosting", "Operations", .. Features] },
        { "Cards", ["Threads", "Cases", "Channels", "Persistence", "Hosting", "Operations", .. Features] },
        { "Threads", ["Cases", "Channels", "Persistence", "Hosting", "Operations", .. Features] },
        { "Access", ["Cards", "Cases", "Channels", "Persistence", "Hosting", "Operations", .. Features] },
        { "Cases", ["Channels", "Persistence", "Hosting", "Operations", .. Features] },
        { "Alerts", ["Channels.Web", "Channels.Slack", "Channels.Teams", "Persistence", "Investigate", "Notes", "AfterAction", "Operations"] },
        { "Investigate", ["Channels.Web", "Channels.Slack", "Channels.Teams", "Persistence", "Alerts", "Notes", "AfterAction", "Operations"] },
        { "Notes", ["Channels.Web", "Channels.Slack", "Channels.Teams", "Persistence", "Alerts", "Investigate", "AfterAction", "Operations"] },
        { "AfterAction", ["Channels.Web", "Channels.Slack", "Channels.Teams", "Persistence", "Alerts", "Operations"] },
        { "Channels", ["Persistence"] },
        { "Channels/Slack", ["Channels.Web", "Channels.Teams"] },
        { "Channels/Teams", ["Channels.Web", "Channels.Slack"] },
        { "Channels/Web", ["Channels.Slack", "Channels.Teams"] },
        { "Operations", ["Cards", "Threads", "Jobs", "Channels", "Access", "Persistence", .. Features] },
        { "Persistence", ["Channels.Web", "Channels.Slack", "Channels.Teams"] },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void A_room_knows_only_whom_it_may(string room, string[] forbidden)
    {
        var found = Repository.Sources($"src/Bot/{room}")
            .SelectMany(file => forbidden.SelectMany(other => Named(File.ReadAllText(file), other)).Distinct().Select(name => $"{Path.GetFileName(file)} names {name}"));
        found.ShouldBeEmpty();
    }

    [Fact]
    public void A_vendor_s_names_stay_in_its_room() => Repository.Sources("src/Bot")
        .Where(static file => !file.Contains("/Channels/Slack/", StringComparison.Ordinal) && !file.Contains("/Channels/Teams/", StringComparison.Ordinal))
        .SelectMany(static file => VendorName().Matches(Code(File.ReadAllText(file))).Select(match => $"{file}: {match.Value}"))
        .ShouldBeEmpty();

    [Fact]
    public void The_craft_knows_no_chat_no_web_host_and_no_database() => Repository.Sources("src/Investigation")
        .SelectMany(static file => HostName().Matches(Code(File.ReadAllText(file))).Select(match => $"{file}: {match.Value}"))
        .ShouldBeEmpty();

    [Theory]
    [InlineData("Timing", "Findings|Entities|Observations|Evidence|Permissions|Activities|Networks|Pivots|DeepLinks|Charts|Reports")]
    [InlineData("Findings", "Entities|Observations|Evidence|Permissions|Activities|Networks|Pivots|DeepLinks|Charts|Reports")]
    [InlineData("Entities", "Observations|Evidence|Permissions|Activities|Networks|Pivots|DeepLinks|Charts|Reports")]
    [InlineData("Observations", "Permissions|Activities|Networks|Pivots|DeepLinks|Charts|Reports")]
    [InlineData("Evidence", "Activities|Networks|Pivots|DeepLinks|Charts|Reports")]
    [InlineData("Permissions", "Findings|Observations|Activities|Networks|Pivots|DeepLinks|Charts|Reports")]
    [InlineData("Activities", "Networks|Pivots|DeepLinks|Charts|Reports")]
    [InlineData("Networks", "Findings|Observations|Evidence|Activities|Pivots|DeepLinks|Charts|Reports")]
    [InlineData("DeepLinks", "Observations|Activities|Networks|Pivots|Charts|Reports")]
    [InlineData("Pivots", "Charts|Reports")]
    [InlineData("Charts", "Networks|Pivots|DeepLinks|Reports")]
    public void The_rooms_of_the_craft_do_not_look_back(string room, string forbidden) => Repository.Sources($"src/Investigation/{room}")
        .SelectMany(file => Regex.Matches(File.ReadAllText(file), $@"\bInvestigation\.(?:{forbidden})\b").Select(match => $"{file}: {match.Value}"))
        .ShouldBeEmpty();

    [Fact]
    public void A_source_of_evidence_is_known_in_its_own_room_alone() => Repository.Sources("src/Investigation")
        .SelectMany(static file => SourceRoom().Matches(File.ReadAllText(file)).Where(match => !file.Contains($"/Evidence/{match.Groups[1].Value}/", StringComparison.Ordinal)).Select(match => $"{file}: {match.Value}"))
        .ShouldBeEmpty();

    [Fact]
    public void Rooms_are_nouns_of_the_field() => Directory.EnumerateDirectories(Repository.PathOf("src"), "*", SearchOption.AllDirectories)
        .Select(static folder => Path.GetFileName(folder))
        .Intersect(["Services", "Handlers", "Models", "Helpers", "Utils", "Common", "Interfaces", "Implementations", "Extensions", "Managers"])
        .ShouldBeEmpty();

    [Fact]
    public void Types_are_not_named_by_kind() => typeof(HostingSetup).Assembly.GetTypes().Concat(typeof(Investigation.Findings.Finding).Assembly.GetTypes())
        .Where(static type => type.Namespace?.StartsWith("ChatOps", StringComparison.Ordinal) == true && !type.IsNested)
        .Select(static type => type.Name)
        .Where(static name => KindName().IsMatch(name))
        .ShouldBeEmpty();

    [Fact]
    public void Fields_are_named_without_a_prefix() => new[] { "src", "tools", "bench", "tests" }.SelectMany(Repository.Sources)
        .SelectMany(static file => PrefixedField().Matches(File.ReadAllText(file)).Select(match => $"{file}: {match.Value}"))
        .ShouldBeEmpty();

    /// <summary>The types of another room that a file names.</summary>
    private static IEnumerable<string> Named(string text, string other)
    {
        var code = Code(text);
        var isUsed = Using().Matches(text).Select(static match => match.Groups[1].Value).Any(used => used == other || used.StartsWith(other + ".", StringComparison.Ordinal));
        var bare = isUsed ? Identifier().Matches(code).Select(static match => match.Value) : [];
        var qualified = Regex.Matches(code, $@"\b{Regex.Escape(other)}\.([A-Z][A-Za-z0-9]+)\b").Select(static match => match.Groups[1].Value);
        return bare.Concat(qualified).Intersect(TypesOf(other));
    }

    /// <summary>Top-level types a room declares; of a room with vendor rooms inside, only its own.</summary>
    private static IEnumerable<string> TypesOf(string room) => typeof(HostingSetup).Assembly.GetTypes()
        .Where(type => !type.IsNested && (type.Namespace == $"ChatOps.Bot.{room}" || (room.Contains('.', StringComparison.Ordinal) && type.Namespace?.StartsWith($"ChatOps.Bot.{room}.", StringComparison.Ordinal) == true)))
        // What every room may use: a channel port is for features, a listener is said where an endpoint is mapped, and every room has options checked at start.
        .Where(type => type.Name is not ("IChatChannel" or "ChannelLimits" or "Listener" or "ListenerEndpoints" or "OptionChecks"))
        .Select(static type => type.Name.Split('`')[0]);

    /// <summary>The text without comments, strings and namespaces' own names.</summary>
    private static string Code(string text) => NotCode().Replace(text, " ");

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""""""[\s\S]*?""""""|""(?:\\.|[^""\\\n])*""|^\s*(?:using|namespace)[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?ChatOps\.Bot\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b[A-Z][A-Za-z0-9]+\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\b(?:Slack|Teams)[A-Z][A-Za-z]*\b")]
    private static partial Regex VendorName();

    [GeneratedRegex(@"\b(?:Slack|Teams|AspNetCore|HttpContext|Dapper|Sqlite|Npgsql)[A-Za-z]*\b")]
    private static partial Regex HostName();

    [GeneratedRegex(@"\bEvidence\.(GuardDuty|CloudTrail|FlowLogs|EksAudit|Detective|Iam|Ec2|Folder|S3|Recorded)\b")]
    private static partial Regex SourceRoom();

    [GeneratedRegex(@"^\s+private [\w<>\[\]?,. ]+ _\w+(?= =|;)", RegexOptions.Multiline)]
    private static partial Regex PrefixedField();

    [GeneratedRegex("(?:Manager|Service|Helper|Processor|Data|Info|Impl)$")]
    private static partial Regex KindName();
}
