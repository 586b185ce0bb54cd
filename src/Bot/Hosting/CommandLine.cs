using System.Text;

namespace ChatOps.Bot.Hosting;

/// <summary>What the program was called with: serve, a subcommand, help, or something it cannot do.</summary>
internal abstract record CommandLine
{
    /// <summary>Reads the arguments. <c>serve</c> is the default and may be left out.</summary>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var command = args is ["serve" or "ingest" or "doctor" or "sample-finding" or "teams-app", ..] ? args[0] : null;
        var rest = args.Skip(command is null ? 0 : 1).ToList();
        var json = command is "ingest" or "doctor" or "sample-finding" or "teams-app" && rest.RemoveAll(static arg => arg == "--json") > 0;
        var policy = command == "doctor" && rest.RemoveAll(static arg => arg == "--policy") > 0;
        var plain = command == "teams-app" && rest.RemoveAll(static arg => arg == "--without-slash") > 0;
        if (rest.Any(static arg => arg is "--help" or "-h" or "-?" or "help")) return new ShowHelp();
        var type = "";
        if (command == "sample-finding")
        {
            if (rest is not [{ Length: > 0 } first, ..] || first.StartsWith("--", StringComparison.Ordinal))
                return new BadUsage("sample-finding needs a finding type behind it, such as UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom.");
            type = first;
            rest.RemoveAt(0);
        }

        string? file = null;
        if (command == "teams-app" && !TakeFile(rest, out file)) return new BadUsage("--out needs the name of a file behind it: --out chatops-teams.zip");
        if (WrongOption(rest) is { } wrong) return wrong;
        return command switch
        {
            "ingest" => new Ingest([.. rest], json),
            "doctor" => new Examine([.. rest], json, policy),
            "sample-finding" => new MakeSample([.. rest], type, json),
            "teams-app" => new PackApp([.. rest], file, plain, json),
            _ => new Serve([.. rest]),
        };
    }

    /// <returns>False when --out stands there without a name.</returns>
    private static bool TakeFile(List<string> rest, out string? file)
    {
        file = null;
        var at = rest.FindIndex(static arg => arg == "--out" || arg.StartsWith("--out=", StringComparison.Ordinal));
        if (at < 0) return true;
        var isApart = rest[at] == "--out";
        file = isApart ? rest.ElementAtOrDefault(at + 1) : rest[at]["--out=".Length..];
        if (string.IsNullOrWhiteSpace(file) || file.StartsWith("--", StringComparison.Ordinal)) return false;
        rest.RemoveRange(at, isApart ? 2 : 1);
        return true;
    }

    /// <summary>Null when all options are options.</summary>
    private static BadUsage? WrongOption(List<string> rest)
    {
        for (var i = 0; i < rest.Count; i++)
        {
            var arg = rest[i];
            if (!arg.StartsWith("--", StringComparison.Ordinal))
                return new BadUsage($"'{arg}' is not a command. 'serve' is the default, the others are 'ingest', 'doctor', 'sample-finding' and 'teams-app'; options look like --Web:Url=http://127.0.0.1:5080.");
            var equals = arg.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? arg[2..] : arg[2..equals];
            if (OptionList.Find(key) is null) return new BadUsage($"There is no option '{key}'. The nearest is '{OptionList.Nearest(key).Name}'; --help lists all.");
            if (equals < 0 && (++i == rest.Count || rest[i].StartsWith("--", StringComparison.Ordinal)))
                return new BadUsage($"Option '{key}' needs a value: --{key}=…");
        }

        return null;
    }

    public static string Help()
    {
        var text = new StringBuilder()
            .AppendLine("ChatOps brings Amazon GuardDuty findings into the conversation and investigates them there.")
            .AppendLine()
            .AppendLine("usage: ChatOps.Bot [serve] [--Option=value ...]")
            .AppendLine("       ChatOps.Bot ingest [--json] [--Option=value ...]   put all logs into the evidence index, then end")
            .AppendLine("       ChatOps.Bot doctor [--json|--policy] [--Option=value ...]   look whether all that is configured works, and change nothing; --policy prints the least IAM policy")
            .AppendLine("       ChatOps.Bot sample-finding <type> [--json] [--Option=value ...]   let GuardDuty make a sample finding")
            .AppendLine("       ChatOps.Bot teams-app [--out chatops-teams.zip] [--without-slash] [--json] [--Option=value ...]   write the app package for Microsoft Teams; needs Teams:AppId")
            .AppendLine()
            .AppendLine("Without options it plays the bundled sample day in the web room at http://127.0.0.1:5080.")
            .AppendLine("Options are read from appsettings.json in the current folder, from the environment (with __ for :) and from the command line:")
            .AppendLine();
        var width = OptionList.All.Max(static option => option.Name.Length);
        foreach (var option in OptionList.All)
        {
            text.Append("  --").Append(option.Name.PadRight(width)).Append("  ").AppendLine(option.Meaning);
            text.Append(' ', width + 6).Append("default: ").AppendLine(option.Default);
        }

        return text.AppendLine()
            .AppendLine("exit codes: 0 stopped as asked, 1 something is wrong with the installation, 2 bad usage")
            .ToString();
    }
}

internal sealed record Serve(string[] Args) : CommandLine;

/// <param name="AsJson">Whether the summary is for a program.</param>
internal sealed record Ingest(string[] Args, bool AsJson) : CommandLine;

/// <param name="AsJson">Whether the findings are for a program.</param>
/// <param name="AsPolicy">Whether only the IAM policy is wanted.</param>
internal sealed record Examine(string[] Args, bool AsJson, bool AsPolicy) : CommandLine;

/// <param name="Type">GuardDuty's name of the type.</param>
internal sealed record MakeSample(string[] Args, string Type, bool AsJson) : CommandLine;

/// <param name="File">Where it is written; null for the usual name in the current folder.</param>
/// <param name="IsPlain">Whether it does without what older tenants do not take.</param>
internal sealed record PackApp(string[] Args, string? File, bool IsPlain, bool AsJson) : CommandLine;

internal sealed record ShowHelp : CommandLine;

internal sealed record BadUsage(string Why) : CommandLine;
