using System.Diagnostics;
using System.Globalization;
using ChatOps.LogWorld;
using ChatOps.LogWorld.Audit;
using ChatOps.LogWorld.Flows;
using ChatOps.LogWorld.Objects;
using ChatOps.LogWorld.Trail;

const string Usage = """
    Writes a world of logs with a truth-<kind>.json that holds exact answers. Usage:
      dotnet run -c Release --project tools/LogWorld -- flow  <folder> [--rows 20000000] [--days 7] [--start 2025-03-03] [--interfaces 400] [--format 2|5] [--hourly] [--hive]
      dotnet run -c Release --project tools/LogWorld -- trail <folder> [--events 2000000] [--days 46] [--start 2025-01-23]
      dotnet run -c Release --project tools/LogWorld -- audit <folder> [--requests 20000] [--days 7] [--start 2025-03-03] [--form Documents|Members|Nested|JsonLines]
    All: [--seed 42]. Flow and trail: [--organization o-…] [--prefix …] [--threads n] [--faults]
    """;
string[] switches = ["--hourly", "--hive", "--faults"];
string[] valued = ["--rows", "--events", "--requests", "--form", "--days", "--start", "--interfaces", "--format", "--seed", "--organization", "--prefix", "--threads"];
var said = new Dictionary<string, string>(StringComparer.Ordinal);
for (var i = 2; i < args.Length; i++)
{
    if (switches.Contains(args[i])) said[args[i]] = "";
    else if (valued.Contains(args[i]) && i + 1 < args.Length) said[args[i]] = args[++i];
    else return Refuse($"not understood: {args[i]}");
}

if (args is not [var kind and ("flow" or "trail" or "audit"), var folder, ..]) return Refuse("name the kind of world and its folder");
if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) return Refuse($"{folder} is not empty");
try
{
    var clock = Stopwatch.StartNew();
    var made = kind switch { "flow" => Flow(), "trail" => Trail(), _ => Audit() };
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made}, {clock.Elapsed.TotalSeconds:0.0} s"));
    return 0;
}
catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentException)
{
    return Refuse(wrong.Message);
}

string Flow()
{
    var options = new FlowWorldOptions
    {
        Seed = Number("--seed", 42),
        Rows = Number("--rows", 20_000_000),
        Days = (int)Number("--days", 7),
        Interfaces = (int)Number("--interfaces", 400),
        Threads = Threads(),
        Layout = Layout(),
        Start = Day("2025-03-03"),
        Columns = Number("--format", 2) == 5 ? FlowColumns.Version5 : FlowColumns.Default,
        Faults = said.ContainsKey("--faults") ? FlowFaults.Some : FlowFaults.None,
    };
    var truth = FlowWorld.Write(folder, options);
    TruthFile.Save(Path.Combine(folder, "truth-flow.json"), truth);
    return string.Create(CultureInfo.InvariantCulture, $"{truth.Rows:N0} rows, {truth.RawBytes:N0} bytes of text, {truth.StoredBytes:N0} bytes in {truth.Objects:N0} objects");
}

string Trail()
{
    var options = new TrailWorldOptions
    {
        Seed = Number("--seed", 42),
        Events = Number("--events", 2_000_000),
        Days = (int)Number("--days", 46),
        Threads = Threads(),
        Layout = Layout(),
        Start = Day("2025-01-23"),
        Faults = said.ContainsKey("--faults") ? TrailFaults.Some : TrailFaults.None,
    };
    var truth = TrailWorld.Write(folder, options);
    TruthFile.Save(Path.Combine(folder, "truth-trail.json"), truth);
    return string.Create(CultureInfo.InvariantCulture, $"{truth.Events:N0} events, {truth.RawBytes:N0} bytes of text, {truth.StoredBytes:N0} bytes in {truth.Objects:N0} objects");
}

string Audit()
{
    var options = new AuditWorldOptions
    {
        Seed = Number("--seed", 42),
        Requests = (int)Number("--requests", 20_000),
        Days = (int)Number("--days", 7),
        Start = Day("2025-03-03"),
        Form = Enum.Parse<AuditForm>(said.GetValueOrDefault("--form", "Documents"), ignoreCase: true),
    };
    var truth = AuditWorld.Write(folder, options);
    TruthFile.Save(Path.Combine(folder, "truth-audit.json"), truth);
    return string.Create(CultureInfo.InvariantCulture, $"{truth.Requests:N0} requests, {truth.Events:N0} events, {truth.StoredBytes:N0} bytes in {truth.Objects:N0} objects");
}

KeyLayout Layout() => new(said.ContainsKey("--hourly"), said.ContainsKey("--hive"), said.GetValueOrDefault("--organization"), said.GetValueOrDefault("--prefix"));

int Threads() => (int)Number("--threads", Environment.ProcessorCount);

long Number(string name, long otherwise) => said.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

DateOnly Day(string otherwise) => DateOnly.ParseExact(said.GetValueOrDefault("--start", otherwise), "yyyy-MM-dd", CultureInfo.InvariantCulture);

int Refuse(string reason)
{
    Console.Error.WriteLine(reason);
    Console.Error.WriteLine(Usage);
    return 2;
}
