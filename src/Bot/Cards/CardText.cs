using System.Text.Json.Serialization;

namespace ChatOps.Bot.Cards;

/// <summary>A line of text made of runs. What is ours and what is somebody else's differ by type, so untrusted text cannot become markup, a mention or a link.</summary>
internal sealed record CardText(IReadOnlyList<CardRun> Runs)
{
    public static CardText Of(params CardRun[] runs) => new(runs);

    /// <summary>Our own words. A constant or made of our own constants; never anything that came in from outside.</summary>
    public static implicit operator CardText(string trusted) => new([new Words(trusted)]);
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "run")]
[JsonDerivedType(typeof(Words), "words")]
[JsonDerivedType(typeof(Strong), "strong")]
[JsonDerivedType(typeof(Literal), "literal")]
[JsonDerivedType(typeof(Code), "code")]
[JsonDerivedType(typeof(Moment), "moment")]
[JsonDerivedType(typeof(Interval), "interval")]
[JsonDerivedType(typeof(Anchor), "anchor")]
[JsonDerivedType(typeof(Figure), "figure")]
[JsonDerivedType(typeof(Someone), "someone")]
internal abstract record CardRun
{
    public static implicit operator CardRun(string trusted) => new Words(trusted);
}

/// <summary>Our own words.</summary>
internal sealed record Words(string Text) : CardRun;

/// <summary>Our own words, emphasised.</summary>
internal sealed record Strong(string Text) : CardRun;

/// <summary>Untrusted text, shown exactly as it is: no markup, no links, no mentions, controls made visible.</summary>
internal sealed record Literal(string Text) : CardRun;

/// <summary>An untrusted identifier, shown exactly as it is in a fixed-width face.</summary>
internal sealed record Code(string Text) : CardRun;

/// <summary>A person: called by the chat they are known in, so that they hear of it; elsewhere their name, shown as it is.</summary>
/// <param name="Vendor">Which chat knows the person.</param>
/// <param name="Id">That chat's id.</param>
/// <param name="Name">Untrusted text.</param>
internal sealed record Someone(string Vendor, string Id, string Name) : CardRun;

/// <summary>A figure with its unit in our own words; a CSV holds the bare number.</summary>
internal sealed record Figure(long Value, string Text) : CardRun;

/// <summary>An instant; a channel adds the reader's local time where it can.</summary>
internal sealed record Moment(DateTimeOffset At, MomentStyle Style = MomentStyle.DateAndTime) : CardRun;

/// <summary>A first-to-last or start-to-end pair of instants, shown as "1 Aug 2024 00:20 – 00:54 UTC".</summary>
internal sealed record Interval(DateTimeOffset From, DateTimeOffset To) : CardRun;

/// <summary>A link we made: to a console or to the room. The label is untrusted and shown literally.</summary>
internal sealed record Anchor(string Label, Uri Url) : CardRun;

internal enum MomentStyle
{
    DateAndTime,
    TimeOnly,
}
