using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web;
using ChatOps.Investigation.Charts;
using ChatOps.Investigation.Findings;
using FsCheck;
using FsCheck.Fluent;
using Interval = ChatOps.Bot.Cards.Interval;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Any card there may be.</summary>
internal static class SomeCardsOfAnyKind
{
    private static readonly DateTimeOffset Day = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements([.. ((IEnumerable<object[]>)HostileStrings.All).Select(static row => (string)row[0]), "", " ", "\n", "{{DATE(2024-08-01T00:00:00Z)}}", "<at>Ana</at>", "    code", "1. one\n2. two", string.Concat(Enumerable.Repeat("😀", 5000)), new string('\0', 3000)]),
        ArbMap.Default.GeneratorFor<string>().Select(static text => text ?? ""));

    private static readonly Gen<DateTimeOffset> Instants = Gen.Elements(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, Day, Day.AddMinutes(34));

    private static readonly Gen<Uri> Urls = Gen.Elements(
        new Uri("https://console.aws.amazon.com/a(b)_c*d?x=[y]"), new Uri($"https://console.aws.amazon.com/{new string('a', 3000)}"), new Uri("javascript:alert(1)"), new Uri("http://console.aws.amazon.com/"),
        new Uri("/#/security/t1", UriKind.Relative), new Uri("//evil.example/x", UriKind.Relative), new Uri("\\\\evil.example", UriKind.Relative));

    private static readonly Gen<CardRun> Runs = Gen.OneOf(
        Texts.Select(static text => (CardRun)new Words(text)), Texts.Select(static text => (CardRun)new Strong(text)), Texts.Select(static text => (CardRun)new Literal(text)), Texts.Select(static text => (CardRun)new Code(text)),
        Texts.Select(static text => (CardRun)new Figure(7, text)), Instants.Select(static at => (CardRun)new Moment(at)), Instants.Zip(Instants).Select(static two => (CardRun)new Interval(two.Item1, two.Item2)),
        Texts.Zip(Urls).Select(static two => (CardRun)new Anchor(two.Item1, two.Item2)),
        from vendor in Gen.Elements("teams", "slack", "web", "") from id in Gen.OneOf(Gen.Elements(HostileCards.TeamsAna, "29:1aB_c-D", "28:bot", "U0DOUBLE0001", "everyone"), Texts) from name in Texts select (CardRun)new Someone(vendor, id, name));

    private static readonly Gen<CardText> Lines = Many(Runs).Select(static runs => new CardText(runs));

    private static readonly Gen<CardButton> Buttons = from label in Texts from id in Gen.Elements("b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "", "two words") from asks in Gen.Elements(true, false) from choices in Gen.OneOf(Gen.Constant<IReadOnlyList<CardChoice>?>(null), Many(Texts.Zip(Texts)).Select(static some => (IReadOnlyList<CardChoice>?)[.. some.Select(static one => new CardChoice(one.Item1, one.Item2))])) select new CardButton(label, new CardAction("pivot")) { Id = id, Prompt = asks ? "Which?" : null, Choices = choices };

    private static readonly Gen<CardLink> Links = from label in Texts from url in Gen.OneOf(Urls.Select(static url => (Uri?)url), Gen.Constant<Uri?>(null)) from why in Texts select new CardLink(label, url, url is null ? why : null);

    private static readonly Gen<CardBar> Bars = from value in Gen.Elements<long?>(null, 0, 1, 255_000_000, long.MaxValue) from second in Gen.Elements(0L, 7) from usual in Gen.Elements<double?>(null, 0.5, 1e300) from hour in Gen.Choose(0, 80) select new CardBar(Day.AddHours(hour), value) { Second = value is null ? 0 : second, Usual = usual, IsMarked = second > 0 };

    private static readonly Gen<CardPanel> Panels = from label in Texts from unit in Gen.Elements(Enum.GetValues<HourUnit>()) from first in Bars from bars in Many(Bars) from second in Gen.Elements<string?>(null, "failed") select new CardPanel(label, unit, [first, .. bars]) { SecondWord = second };

    private static readonly Gen<CardSection> Sections = Gen.OneOf(
        from text in Lines from standing in Gen.Elements(true, false) select (CardSection)new CardParagraph(text) { IsStanding = standing },
        Many(Texts.Zip(Lines)).Select(static facts => (CardSection)new CardFacts([.. facts.Select(static fact => new CardFact(fact.Item1, fact.Item2))])),
        from caption in Texts from heads in Many(Texts) from rows in Many(Many(Lines)) from shown in Gen.Elements(0, 3, 100_000) from total in Many(Lines) select (CardSection)new CardTable(caption, [.. heads.Select(static head => new CardColumn(head, head.Length % 2 == 0))], rows) { Shown = shown, Total = total.Count > 0 ? total : null },
        from sentence in Texts from caption in Texts from panels in Many(Panels) from drawn in Gen.Elements("<svg/>", "", TeamsGoldenTests.Drawing) select (CardSection)new CardChart(drawn, sentence) { Caption = caption.Length % 2 == 0 ? null : caption, Series = panels.Count > 0 ? new CardSeries(panels) : null },
        Many(from text in Lines from buttons in Many(Buttons) from link in Links select new CardItem(text, buttons.Count > 0 ? buttons[0] : null, link) { Also = [.. buttons.Skip(1)] }).Select(static items => (CardSection)new CardList(items)));

    public static Gen<Card> All { get; } =
        from kind in Gen.Elements(Enum.GetValues<CardKind>())
        from title in Lines
        from severity in Gen.Elements<double?>(null, 0, 2, 5, 8, 9.5)
        from sections in Many(Sections)
        from buttons in Many(Buttons)
        from links in Many(Links)
        from footnote in Lines
        from document in Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(static text => (string?)text))
        select new Card(kind, title)
        {
            Severity = severity is { } known ? new Severity(known) : null,
            Sections = sections,
            Buttons = buttons,
            Links = links,
            Footnote = footnote.Runs.Count == 0 ? null : footnote,
            Document = document is null ? null : new CardDocument("report.md", "Report", document),
            IsSample = sections.Count == 1,
        };

    private static Gen<IReadOnlyList<T>> Many<T>(Gen<T> one) => Gen.Choose(0, 4).SelectMany(count => Gen.ArrayOf(one, count)).Select(static some => (IReadOnlyList<T>)some);
}
