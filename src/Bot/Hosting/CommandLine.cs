using System.Text;

namespace ChatOps.Bot.Hosting;

/// <summary>What the program was called with: serve, ingest, help, or something it cannot do.</summary>
internal abstract record CommandLine
{
    /// <summary>Reads the arguments. <c>serve</c> is the default and may be left out.</summary>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var command = args is ["serve" or "ingest", ..] ? args[0] : null;
        var rest = args.Skip(command is null ? 0 : 1).ToArray();
        var json = command == "ingest" && rest.Contains("--json");
        if (json) rest = [.. rest.Where(static arg => arg != "--json")];
        if (rest.Any(static arg => arg is "--help" or "-h" or "-?" or "help")) return new ShowHelp();
        for (var i = 0; i < rest.Length; i++)
        {
            var arg = rest[i];
            if (!arg.StartsWith("--", StringComparison.Ordinal))
                return new BadUsage($"'{arg}' is not a command. 'serve' is the default, the other is 'ingest'; options look like --Web:Url=http://127.0.0.1:5080.");
            var equals = arg.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? arg[2..] : arg[2..equals];
            if (OptionList.Find(key) is null) return new BadUsage($"There is no option '{key}'. The nearest is '{OptionList.Nearest(key).Name}'; --help lists all.");
            if (equals < 0 && (++i == rest.Length || rest[i].StartsWith("--", StringComparison.Ordinal)))
                return new BadUsage($"Option '{key}' needs a value: --{key}=…");
        }

        return command == "ingest" ? new Ingest(rest, json) : new Serve(rest);
    }

    public static string Help()
    {
        var text = new StringBuilder()
            .AppendLine("ChatOps brings Amazon GuardDuty findings into the conversation and investigates them there.")
            .AppendLine()
            .AppendLine("usage: ChatOps.Bot [serve] [--Option=value ...]")
            .AppendLine("       ChatOps.Bot ingest [--json] [--Option=value ...]   put all logs into the evidence index, then end")
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

internal sealed record ShowHelp : CommandLine;

internal sealed record BadUsage(string Why) : CommandLine;
