using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A card as messages that Slack cannot refuse. What does not fit is continued, attached or counted, never dropped in silence.</summary>
internal sealed class SlackCardRenderer
{
    private const int LongestHeader = 140;

    private readonly Card card;
    private readonly SlackRenderContext context;
    private readonly List<SlackCsv> files = [];
    private int tables;
    private int charts;

    private SlackCardRenderer(Card card, SlackRenderContext context) => (this.card, this.context) = (card, context);

    public static SlackRendering Render(Card card, SlackRenderContext context) => new SlackCardRenderer(card, context).Whole();

    /// <summary>The card in words alone, for one whose blocks Slack refused all the same.</summary>
    public static SlackMessage PlainForm(Card card) => new(SlackPlainForm.Of(card, 1)[0], [], []);

    private SlackRendering Whole()
    {
        var pieces = new SlackPieces();
        Title(pieces);
        var title = pieces.Close().Count;
        Notice(pieces);
        foreach (var section in card.Sections) Section(pieces, section);
        var parted = SlackParts.Of(pieces.Close(), End());
        Lost(parted.Left);
        var texts = SlackPlainForm.Of(card, parted.Parts.Count);
        // a title as long as a page is a text like any other, so the bar of the severity stands beside its rest
        return new SlackRendering([.. parted.Parts.Select((part, at) => Message(parted, at, texts[at], at == 0 ? Math.Min(1, title) : 0))], [.. files.DistinctBy(static file => file.Table).OrderBy(static file => file.Table)]);
    }

    private void Title(SlackPieces pieces)
    {
        if (card.Severity is not { } severity)
        {
            // a sentence that is the whole card needs no emphasis
            pieces.Line(SlackRuns.Of(card.Title, isBold: card.Sections.Count > 0));
            pieces.EndBlock();
            return;
        }

        var lead = $"{SlackSeverity.Mark(severity)} {severity} · ";
        var header = lead + CardWords.Of(card.Title);
        if (SlackText.Escape(ChatText.Shown(header)).Length <= LongestHeader && !header.Contains('\n', StringComparison.Ordinal) && !IsLive(card.Title)) pieces.Add(new SlackPiece(SlackBlocks.Header(header)));
        else pieces.Line([SlackBlocks.Text(lead, isBold: true), .. SlackRuns.Of(card.Title, isBold: true)]);
        pieces.EndBlock();
    }

    /// <summary>What must be known before the rest is read.</summary>
    private void Notice(SlackPieces pieces)
    {
        List<string> notice = [];
        if (card.IsSample) notice.Add("Sample data");
        if (context.Delay is { } delay) notice.Add($"told {UtcText.Duration(delay)} late");
        if (notice.Count > 0) pieces.Add(new SlackPiece(SlackBlocks.Context(string.Join(" · ", notice))));
    }

    private void Section(SlackPieces pieces, CardSection section)
    {
        switch (section)
        {
            case CardParagraph { IsStanding: true } standing:
                Small(pieces, standing.Text);
                break;
            case CardParagraph paragraph when card.Kind == CardKind.Note:
                pieces.Quote(SlackRuns.Of(paragraph.Text));
                break;
            case CardParagraph paragraph:
                pieces.Line(SlackRuns.Of(paragraph.Text));
                break;
            case CardFacts facts:
                foreach (var fact in facts.Facts) pieces.Line([SlackBlocks.Text(fact.Name, isBold: true), SlackBlocks.Text("  "), .. Value(fact)]);
                break;
            case CardTable table:
                tables++;
                if (SlackTable.Add(pieces, table, tables, isFirst: tables == 1) is { } file) files.Add(file);
                break;
            case CardChart chart:
                Chart(pieces, chart);
                break;
            case CardList list:
                foreach (var item in list.Items) Item(pieces, item);
                break;
            default:
                throw new InvalidOperationException($"No block for a {section.GetType().Name}.");
        }
    }

    /// <summary>The root card's When has the reader's own clock beside it; elsewhere UTC alone keeps the line short.</summary>
    private IReadOnlyList<JsonObject> Value(CardFact fact) => card.Kind == CardKind.Finding && fact.Name == "When" ? SlackRuns.WithYourTime(fact.Value) : SlackRuns.Of(fact.Value);

    private void Chart(SlackPieces pieces, CardChart chart)
    {
        charts++;
        if (context.ChartFile(charts) is { } file && SlackStrings.IsFile(file))
        {
            pieces.Add(new SlackPiece(SlackBlocks.Image(file, chart.Sentence)) { HoldsNext = chart.Caption is not null });
            // without a caption the picture repeats what the card says, and so would its sentence below it
            if (chart.Caption is { } below) pieces.Add(new SlackPiece(SlackBlocks.Context(ChatText.Cut(below, 2900))));
            // an alternative takes 2,000 characters, and the caption may be another text
            if (ChatText.Shown(chart.Sentence).Length > 1900) pieces.Line([SlackBlocks.Text(chart.Sentence)]);
        }
        // with a caption, the card says the sentence already
        else if (chart.Caption is { } caption) pieces.Add(new SlackPiece(SlackBlocks.Context($"Chart, not shown here: {caption}")));
        else pieces.Line([SlackBlocks.Text(chart.Sentence)]);
    }

    private static void Item(SlackPieces pieces, CardItem item)
    {
        var buttons = CardButtons.Pressable(item.Buttons);
        IReadOnlyList<JsonObject> runs = item.Link is { } link ? [.. SlackRuns.Of(item.Text), SlackBlocks.Text(" · "), SlackRuns.Of(link)] : SlackRuns.Of(item.Text);
        if (buttons.Count == 0)
        {
            pieces.Bullet(runs);
            return;
        }

        // a button beside a line takes mrkdwn; what mrkdwn would not show exactly stands as rich text with the button below
        if (SlackMrkdwn.Of(item.Text, item.Link) is { } words)
        {
            pieces.Add(new SlackPiece(SlackBlocks.Section(SlackBlocks.Mrkdwn(words), SlackButtons.Of(buttons[0]))) { Buttons = 1, HoldsNext = buttons.Count > 1 });
            buttons.RemoveAt(0);
        }
        else
        {
            pieces.Line(runs);
            pieces.EndBlock(holdsNext: true);
        }

        foreach (var row in SlackButtons.Rows(buttons)) pieces.Add(row);
    }

    private IReadOnlyList<SlackPiece> End()
    {
        var pieces = new SlackPieces();
        foreach (var row in SlackButtons.Rows(CardButtons.Pressable(card.Buttons))) pieces.Add(row);
        if (card.Document is { } document) pieces.Line([SlackBlocks.Text($"{document.Title} attached: {document.Name}")]);
        // a path of the room leads nowhere from Slack, and what stands there is attached
        var links = card.Document is null ? card.Links : [.. card.Links.Where(static link => link.Url is not { IsAbsoluteUri: false })];
        if (links.Count > 0) pieces.Line([.. links.SelectMany(static (link, at) => at == 0 ? new[] { SlackRuns.Of(link) } : [SlackBlocks.Text(" · "), SlackRuns.Of(link)])]);
        if (card.Footnote is { } footnote) Small(pieces, footnote);
        return pieces.Close();
    }

    /// <summary>Small and gray: where the case stands, and what stands at the foot of a card. As rich text, in the size of all else, where only that shows it exactly.</summary>
    private static void Small(SlackPieces pieces, CardText text)
    {
        var words = CardWords.Of(text);
        var marked = text.Runs.Any(static run => run is Strong) || IsLive(text) ? SlackMrkdwn.Of(text) : null;
        if (marked is not null) pieces.Add(new SlackPiece(SlackBlocks.Context(SlackBlocks.Mrkdwn(marked))));
        else if (SlackCalls.AreIn(text) || SlackText.Escape(ChatText.Shown(words)).Length > 2900) pieces.Line(SlackRuns.Of(text));
        else if (!string.IsNullOrWhiteSpace(words)) pieces.Add(new SlackPiece(SlackBlocks.Context(words)));
    }

    /// <summary>Links and people are lost where Slack takes plain text alone.</summary>
    private static bool IsLive(CardText text) => text.Runs.Any(static run => run is Anchor) || SlackCalls.AreIn(text);

    /// <summary>Tables that ten messages do not hold go along as CSV.</summary>
    private void Lost(IReadOnlyList<SlackPiece> left) => files.AddRange(left.Select(static piece => piece.Table).OfType<SlackCsv>());

    private SlackMessage Message(SlackParted parted, int at, string text, int title)
    {
        List<JsonObject> blocks = [.. parted.Parts[at].Select(static piece => piece.Block)];
        var count = parted.Parts.Count;
        var sample = card.IsSample ? "Sample data · " : "";
        List<JsonObject> above = at == 0 ? [.. blocks.Take(title)] : [SlackBlocks.Context($"{sample}continued {at + 1}/{count}")];
        List<JsonObject> below = [.. blocks.Skip(at == 0 ? title : 0)];
        if (at == 0 && count > 1) below.Add(SlackBlocks.Context($"1/{count}, continued in the thread"));
        if (at == count - 1 && parted.Left.Count > 0) below.Add(SlackBlocks.Context(Missing(parted.Left)));
        if (card.Severity is not { } severity || below.Count == 0) return new SlackMessage(text, [.. above, .. below], []);
        return new SlackMessage(text, above, [new JsonObject { ["color"] = SlackSeverity.Color(severity), ["blocks"] = new JsonArray([.. below]) }]);
    }

    private static string Missing(IReadOnlyList<SlackPiece> left)
    {
        var buttons = left.Sum(static piece => piece.Buttons);
        var what = $"{CardPhrases.Count(left.Sum(static piece => piece.Characters), "more character", "more characters")}{(buttons > 0 ? $" and {CardPhrases.Count(buttons, "button", "buttons")}" : "")}";
        var tables = left.Any(static piece => piece.Table is not null) ? "; its tables are attached as CSV" : "";
        return $"… {what} do not fit into {SlackParts.MostParts} messages{tables}. A shorter window says less";
    }
}
