using Microsoft.Extensions.Configuration.Json;

namespace ChatOps.Bot.Hosting;

/// <summary>The operator's appsettings.json lies where the program is started, not beside its binaries. Environment and command line still win over it.</summary>
internal static class OperatorSettings
{
    private const string FileName = "appsettings.json";

    /// <summary>All that is configured, for subcommands that need no host: the folder's file, the environment, the command line.</summary>
    public static IConfiguration Read(string[] args, string folder)
    {
        var configuration = new ConfigurationManager();
        AddFrom(configuration, folder);
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
        return configuration;
    }

    /// <summary>Reads the file of the folder when there is one.</summary>
    public static void AddFrom(ConfigurationManager configuration, string folder)
    {
        var settings = new JsonConfigurationSource { Path = Path.Combine(Path.GetFullPath(folder), FileName), Optional = true };
        settings.ResolveFileProvider();
        var sources = ((IConfigurationBuilder)configuration).Sources;
        var lastFile = sources.ToList().FindLastIndex(static source => source is JsonConfigurationSource);
        sources.Insert(lastFile + 1, settings);
    }
}
