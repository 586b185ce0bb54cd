using System.Globalization;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>The tables of a finding's root card: signals of an attack sequence, probes, several remote sides.</summary>
internal static class FindingTables
{
    private const int Shown = 10;

    public static IEnumerable<CardTable> Of(Finding finding)
    {
        if (finding.Sequence is { Signals.Count: > 0 } sequence) yield return Signals(sequence);
        if (finding.Action is PortProbe { Ports.Count: > 1 } probe) yield return Probes(probe);
        else if (finding.Actors.Count > 1) yield return Remotes(finding);
    }

    private static CardTable Signals(AttackSequence sequence) => new(
        "Signals, in the order observed",
        [new("signal"), new("kind"), new("first"), new("last"), new("count", true), new("addresses")],
        [.. sequence.Signals.OrderBy(static signal => signal.FirstSeen).Select(static signal => new[]
        {
            Literal(signal.Name ?? signal.Uid), Literal(signal.Type), CardText.Of(new Moment(signal.FirstSeen)), CardText.Of(new Moment(signal.LastSeen)),
            CardPhrases.Number(signal.Count), signal.Addresses.Count == 0 ? "-" : new CardText([.. CardPhrases.Names(signal.Addresses, 5)]),
        })])
    { Shown = Shown };

    private static CardTable Probes(PortProbe probe) => new(
        "Probes",
        [new("from"), new("place"), new("network"), new("probed"), new("port", true)],
        [.. probe.Ports.Select(static port => (CardText[])[.. Remote(port.Remote), Code(port.LocalAddress), Port(port.LocalPort)])])
    { Shown = Shown };

    private static CardTable Remotes(Finding finding) => new(
        "Remote sides",
        [new("address"), new("place"), new("network"), new("port", true)],
        [.. finding.Actors.Select(static actor => (CardText[])[.. Remote(actor), Port(actor.Port)])])
    { Shown = Shown };

    private static IEnumerable<CardText> Remote(Actor actor) => [Code(actor.Address ?? actor.Domain), Literal(FindingFacts.Place(actor)), Literal(FindingFacts.Network(actor))];

    private static CardText Code(string? text) => text is null ? "-" : CardText.Of(new Code(text));

    private static CardText Literal(string? text) => text is null ? "-" : CardText.Of(new Literal(text));

    private static CardText Port(int? port) => port?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
