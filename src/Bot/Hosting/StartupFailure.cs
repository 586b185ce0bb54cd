using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Hosting;

/// <summary>Says in words why the host did not start.</summary>
internal static class StartupFailure
{
    /// <summary>Lines for the operator; null for what nobody foresaw: that is a bug and keeps its stack trace.</summary>
    public static IReadOnlyList<string>? Explain(Exception failure) => failure switch
    {
        OptionsValidationException options => Header(options.Failures),
        AggregateException all when all.InnerExceptions.All(static inner => inner is OptionsValidationException) =>
            Header(all.InnerExceptions.Cast<OptionsValidationException>().SelectMany(static inner => inner.Failures)),
        InstallationException installation => [installation.Message],
        IOException { InnerException: { } inner } io when InUse(inner) is not null || InUse(io) is not null =>
            [$"{io.Message.TrimEnd('.')}. Another program listens there; stop it, or choose another port with --Web:Url=http://127.0.0.1:<port>."],
        SocketException socket => [$"Web:Url or Edge:Url cannot be listened on: {socket.Message}. Use an address of this machine, such as http://127.0.0.1:5080."],
        InvalidDataException => [$"The settings cannot be read: {failure.Message} {failure.InnerException?.Message}".TrimEnd()],
        IOException or UnauthorizedAccessException => [$"A file or folder cannot be used: {failure.Message}"],
        _ => null,
    };

    private static List<string> Header(IEnumerable<string> failures) =>
        ["The configuration cannot be used:", .. failures.Distinct().Select(static line => "  - " + line), "All options with their defaults: --help"];

    private static SocketException? InUse(Exception failure) =>
        failure as SocketException is { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AccessDenied or SocketError.AddressNotAvailable } socket ? socket
        : failure.InnerException is { } inner ? InUse(inner) : null;
}
