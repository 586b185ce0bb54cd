using ChatOps.Investigation.Networks;

namespace ChatOps.Bot.Investigate;

/// <summary>The networks and countries an operator's files name: opened once, when the program starts.</summary>
internal sealed partial class OpenedNetworks
{
    private OpenedNetworks(INetworkNames? names, string? error) => (Names, Error) = (names, error);

    /// <summary>Null when no file was named, or none could be opened.</summary>
    public INetworkNames? Names { get; }

    /// <summary>Why the files cannot be used, with the repair; null when all is well.</summary>
    public string? Error { get; }

    public static OpenedNetworks Open(string? path, ILogger<OpenedNetworks> logger)
    {
        if (path is null) return new OpenedNetworks(null, null);
        try
        {
            var names = NetworkNames.Open(path);
            Log.Opened(logger, names.Description);
            if (names.PassedOver > 0) Log.PassedOver(logger, names.PassedOver, path);
            return new OpenedNetworks(names, null);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new OpenedNetworks(null, $"Evidence:Networks cannot be used: {wrong.Message}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Networks and countries of addresses are named by {Files}.")]
        public static partial void Opened(ILogger logger, string files);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Rows} row(s) of {Path} could not be read and were passed over.")]
        public static partial void PassedOver(ILogger logger, long rows, string path);
    }
}
