using System.Globalization;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>What was done, in one line.</summary>
internal static class FindingDeeds
{
    /// <summary>Empty when the finding names no action and no process.</summary>
    public static IReadOnlyList<CardRun> Of(Finding finding) => finding.Action is { } action ? [.. Of(action)] : finding.Process is { } process ? [.. Of(process)] : [];

    private static IEnumerable<CardRun> Of(FindingAction action) => action switch
    {
        ApiCall call => [
            "API ", new Code(call.Api), .. Optional(" of ", call.Service), .. Optional(", refused with ", call.ErrorCode), .. Optional(", from account ", call.RemoteAccount)],
        NetworkConnection connection => Of(connection),
        DnsRequest request => ["asked for ", new Code(request.Domain ?? "-"), .. Optional(" over ", request.Protocol), .. Blocked(request.Blocked)],
        PortProbe probe => ["probes of ", .. CardPhrases.Names([.. probe.Ports.Select(Port).Distinct(StringComparer.Ordinal)], 8), .. Blocked(probe.Blocked)],
        KubernetesApiCall call => Of(call),
        KubernetesChange change => [new Literal(change.Kind), .. change.Facts.SelectMany(static fact => new CardRun[] { ", ", new Literal(fact.Key), " ", new Code(fact.Value) })],
        RdsLoginAttempt attempt => ["logins: ", .. CardPhrases.Joined(attempt.Logins.Take(5).Select(Of), "; ")],
        OtherAction other => [new Literal(other.Type)],
        _ => [],
    };

    private static IEnumerable<CardRun> Of(NetworkConnection connection)
    {
        var direction = connection.Direction switch { "INBOUND" => "inbound", "OUTBOUND" => "outbound", _ => "a connection," };
        yield return direction;
        foreach (var run in Optional(" ", connection.Protocol)) yield return run;
        yield return connection.Direction == "INBOUND" ? " to " : " from ";
        yield return new Code(Side(connection.LocalAddress, connection.LocalPort));
        if (connection.RemotePort is { } remote) yield return $", remote port {remote.ToString(CultureInfo.InvariantCulture)}";
        foreach (var run in Blocked(connection.Blocked)) yield return run;
    }

    private static string Side(string? address, int? port) => (address, port) switch
    {
        ({ } host, { } number) => string.Create(CultureInfo.InvariantCulture, $"{host} port {number}"),
        ({ } host, null) => host,
        (null, { } number) => string.Create(CultureInfo.InvariantCulture, $"port {number}"),
        _ => "-",
    };

    private static IEnumerable<CardRun> Of(KubernetesApiCall call) =>
    [
        new Code(call.Verb ?? "-"), " ", new Code(call.Resource ?? call.RequestUri ?? "-"), .. Optional(" ", call.ResourceName), .. Optional(" in namespace ", call.Namespace),
        .. call.StatusCode is { } status ? [$", answered {status.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<CardRun>(),
    ];

    private static IEnumerable<CardRun> Of(RdsLogin login) =>
    [
        new Code(login.User ?? "-"), .. Optional(" with ", login.Application),
        .. login.Failed is { } failed ? [$" {CardPhrases.Number(failed)} failed"] : Array.Empty<CardRun>(),
        .. login.Succeeded is { } succeeded ? [$" {CardPhrases.Number(succeeded)} succeeded"] : Array.Empty<CardRun>(),
    ];

    private static IEnumerable<CardRun> Of(RuntimeProcess process) =>
    [
        "process ", new Code(process.Path ?? process.Name ?? "-"),
        .. process.Pid is { } pid ? [$", pid {pid.ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<CardRun>(),
        .. Optional(", user ", process.User), .. Optional(", SHA-256 ", process.Sha256), .. Optional(", command line ", process.CommandLine),
        .. process.StartedAt is { } started ? [", started ", new Moment(started)] : Array.Empty<CardRun>(),
    ];

    private static string Port(ProbedPort port) => (port.LocalPort, port.LocalPortName) switch
    {
        ({ } number, { Length: > 0 } name) => string.Create(CultureInfo.InvariantCulture, $"port {number} ({name})"),
        ({ } number, _) => string.Create(CultureInfo.InvariantCulture, $"port {number}"),
        _ => "an unnamed port",
    };

    private static IEnumerable<CardRun> Blocked(bool? blocked) => blocked switch { true => [", blocked"], false => [", not blocked"], null => [] };

    private static IEnumerable<CardRun> Optional(string before, string? text) => string.IsNullOrEmpty(text) ? [] : [before, new Code(text)];
}
