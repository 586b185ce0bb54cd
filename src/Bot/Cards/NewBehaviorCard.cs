using System.Globalization;
using ChatOps.Bot.Access;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Cards;

/// <summary>What an entity did that it had not done before, or far more than before; the training notice while too little is held to say.</summary>
internal static class NewBehaviorCard
{
    private const int Shown = 12;

    private const int Opened = 3;

    /// <param name="behaviors">One per source that answered.</param>
    public static Card Of(EvidenceFrame frame, IReadOnlyList<NewBehavior> behaviors, IReadOnlyList<AskedSource> asked) => frame.Card(
        CardKind.NewBehavior,
        CardText.Of("New behavior of ", new Code(frame.Name)),
        [.. Own(frame), .. behaviors.SelectMany(behavior => Sections(frame, behavior, behaviors.Count > 1))],
        frame.Offer.Buttons(frame.Entity, frame.Scope.Window, Verb.Calls, Verb.Flow, Verb.Interaction, Verb.Kubernetes),
        asked,
        named: behaviors.SelectMany(static behavior => behavior.New).Select(EntityOf).OfType<EntityRef>());

    private static IEnumerable<CardSection> Own(EvidenceFrame frame)
    {
        if (frame.Own is { } own) yield return new CardParagraph(OwnAddressWords.Of(own));
    }

    private static IEnumerable<CardSection> Sections(EvidenceFrame frame, NewBehavior behavior, bool isOneOfSeveral)
    {
        var words = string.Join(" ", behavior.Sentences());
        yield return new CardParagraph(isOneOfSeveral ? CardText.Of(new Strong(Heading(behavior.Source)), new Literal($": {words}")) : CardText.Of(new Literal(words)));
        if (behavior.New.Count > 0)
        {
            yield return behavior.Source == EvidenceKind.Flows ? Flows(frame, behavior) : Calls(frame, behavior);
            var opened = behavior.New.Select(EntityOf).OfType<EntityRef>().Where(entity => entity != frame.Entity).Distinct().Take(Opened).ToList();
            if (opened.Count > 0) yield return new CardList([.. opened.Select(static entity => new CardItem(CardText.Of("New address ", new Code(entity.Id)), EvidenceOffer.OpenHere(entity)))]);
        }

        if (behavior.Increased.Count > 0) yield return Increased(behavior);
    }

    private static string Heading(EvidenceKind source) => source switch
    {
        EvidenceKind.ApiCalls => "API calls",
        EvidenceKind.Flows => "Network flows",
        _ => "Kubernetes",
    };

    private static CardTable Calls(EvidenceFrame frame, NewBehavior behavior) => new(
        $"Not seen before{frame.Day}",
        [new("value"), new("new"), new("calls", true), new("succeed", true), new("first"), new("last"), new("others too")],
        [.. behavior.New.Select(one => (IReadOnlyList<CardText>)
        [
            Value(one), What(one.Dimension), CardText.Of(ByteWords.Count(one.Calls.All)),
            one.SuccessRate is { } rate ? $"{(rate * 100).ToString(rate is > 0 and < 0.0995 ? "0.#" : "0", CultureInfo.InvariantCulture)} %" : "-",
            frame.At(one.First), frame.At(one.Last), Common(one.CommonHere),
        ])])
    { Shown = Shown };

    /// <summary>What moved most bytes comes first: ports that a scan tried once are many.</summary>
    private static CardTable Flows(EvidenceFrame frame, NewBehavior behavior) => new(
        $"Not seen before{frame.Day}",
        [new("value"), new("new"), new("in", true), new("out", true), new("rejected", true), new("first"), new("last")],
        [.. behavior.New.OrderByDescending(static one => one.Traffic.Bytes).Select(one => (IReadOnlyList<CardText>)
        [
            Value(one), What(one.Dimension), CardText.Of(ByteWords.Cell(one.Traffic.In.Bytes)), CardText.Of(ByteWords.Cell(one.Traffic.Out.Bytes)),
            CardText.Of(ByteWords.Count(one.Traffic.RejectedIn.Records + one.Traffic.RejectedOut.Records)), frame.At(one.First), frame.At(one.Last),
        ])])
    { Shown = Shown };

    private static CardTable Increased(NewBehavior behavior) => new(
        "Far more often than before",
        [new("call"), new("calls", true), new("a day", true), new("usual a day", true), new("times the usual", true)],
        [.. behavior.Increased.Select(static one => (IReadOnlyList<CardText>)
        [
            CardText.Of(new Code(one.Value)), CardText.Of(ByteWords.Count(one.Calls.All)), Rate(one.PerDay), Rate(one.UsualPerDay), Rate(one.Times),
        ])])
    { Shown = Shown };

    private static EntityRef? EntityOf(NewlyObserved one) => one.Dimension is NewDimension.Address or NewDimension.RemoteAddress && IpText.Canonical(one.Value) is { } address
        ? new EntityRef(EntityKind.IpAddress, address)
        : null;

    private static CardText Value(NewlyObserved one)
    {
        var place = string.Join(", ", new[] { one.Country, one.Network }.OfType<string>());
        return place.Length == 0 ? CardText.Of(new Code(one.Value)) : CardText.Of(new Code(one.Value), " ", new Literal(place));
    }

    private static string What(NewDimension dimension) => dimension switch
    {
        NewDimension.UserAgent => "user agent",
        NewDimension.LocalPort => "local port",
        NewDimension.RemotePort => "remote port",
        NewDimension.RemoteAddress => "remote address",
        _ => dimension.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether others of the account do the same: new to it, common here.</summary>
    private static CardText Common(bool? common) => common switch { true => "yes", false => "no", null => "-" };

    private static CardText Rate(double value) => value.ToString(value < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture);
}
