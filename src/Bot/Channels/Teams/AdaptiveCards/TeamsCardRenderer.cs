using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>A card as a message that Teams cannot refuse. What does not fit is left out in words, never in silence.</summary>
internal sealed class TeamsCardRenderer
{
    private const int LongestSummary = 240;

    /// <summary>Longer labels take the room of the line beside them, on a phone all of it.</summary>
    private const int LongestBeside = 14;

    /// <summary>A longer line has its button below.</summary>
    private const int LongestLine = 90;

    /// <summary>Names of facts up to this stay on one line.</summary>
    private const int LongestName = 14;

    private readonly Card card;
    private readonly TeamsView view;
    private readonly TeamsLine line;
    private readonly TeamsTable grid;
    private readonly TeamsCharts drawing;
    private readonly TeamsMentions mentions = new();
    private readonly JsonArray body = [];
    private int tables;

    private TeamsCardRenderer(Card card, TeamsView view, TeamsPictures? pictures)
    {
        (this.card, this.view) = (card, view);
        line = new TeamsLine(view.Room, mentions);
        grid = new TeamsTable(line, view);
        drawing = new TeamsCharts(pictures);
    }

    public static TeamsRendering Render(Card card, TeamsView view)
    {
        var pictures = new TeamsPictures();
        foreach (var degree in TeamsDegree.All)
        {
            var made = new TeamsCardRenderer(degree.Of(card), view, degree.HasCharts ? pictures : null).Whole();
            if (Fits(made)) return new TeamsRendering(made, Summary(card));
        }

        return PlainForm(card, view);
    }

    /// <summary>The card in words alone, for one that Teams refused all the same.</summary>
    public static TeamsRendering PlainForm(Card card, TeamsView view) => new(TeamsPlainForm.Of(card, view), Summary(card));

    private static bool Fits(JsonObject made) => TeamsSize.Of(made) is ( <= TeamsSize.MostOfCard, <= TeamsSize.Body - TeamsSize.Envelope);

    private static string Summary(Card card) => TeamsText.Plain((card.Severity is { } severity ? $"{severity} · " : "") + ChatText.Cut(CardWords.Of(card.Title), LongestSummary), LongestSummary);

    private JsonObject Whole()
    {
        if (view.Notice is { } notice) body.Add(TeamsElements.Container([TeamsElements.Text(TeamsText.Literal(notice))], "warning"));
        Title();
        foreach (var section in card.Sections) Section(section);
        Links();
        if (card.Footnote is { } footnote && CardWords.Of(footnote) is var words && !string.IsNullOrWhiteSpace(words)) body.Add(TeamsElements.Subtle(TeamsElements.Text(line.Markdown(footnote))));
        var rows = TeamsActions.Rows(CardButtons.Pressable(card.Buttons));
        // the card's own row is its last one, and it has one only
        foreach (var row in rows.SkipLast(1)) body.Add(TeamsActions.Set(row));
        var made = TeamsElements.Card(body, rows.Count > 0 ? rows[^1] : []);
        if (mentions.Entities() is { Count: > 0 } called) made["msteams"]!["entities"] = called;
        if (card.Document is { } document && view.Room is null)
        {
            foreach (var part in TeamsDocument.Of(document, (TeamsSize.MostOfCard - TeamsSize.Of(made).Utf16) / 2)) body.Add(part);
        }

        return made;
    }

    private void Title()
    {
        if (card.Severity is not { } severity)
        {
            // a sentence that is the whole card needs no emphasis
            var plain = TeamsElements.Text(line.Markdown(card.Title));
            if (card.Sections.Count > 0)
            {
                plain["style"] = "heading";
                plain["size"] = "Medium";
                plain["weight"] = "Bolder";
            }

            body.Add(plain);
            if (card.IsSample) body.Add(TeamsElements.Text("Sample data", isSubtle: true));
            return;
        }

        var title = TeamsElements.Text(line.Markdown(CardText.Of([$"{TeamsSeverity.Mark(severity)} {severity} · ", .. card.Title.Runs])), isBold: true);
        title["style"] = "heading";
        title["size"] = "Medium";
        JsonArray above = [title];
        if (card.IsSample) above.Add(TeamsElements.Text("Sample data", isSubtle: true));
        var head = TeamsElements.Container(above, TeamsSeverity.Style(severity));
        head["bleed"] = true;
        body.Add(head);
    }

    private void Section(CardSection section)
    {
        switch (section)
        {
            case CardParagraph { IsStanding: true } standing:
                body.Add(Standing(standing.Text));
                break;
            case CardParagraph paragraph when card.Kind == CardKind.Note:
                body.Add(TeamsElements.Container([line.Element(paragraph.Text)], "emphasis"));
                break;
            case CardParagraph paragraph:
                body.Add(line.Element(paragraph.Text));
                break;
            case CardFacts facts:
                if (facts.Facts.Count > 0) body.Add(Facts(facts));
                break;
            case CardTable table:
                foreach (var part in grid.Of(table, ++tables)) body.Add(part);
                break;
            case CardChart chart:
                foreach (var part in drawing.Of(chart)) body.Add(part);
                break;
            case CardList list:
                for (var at = 0; at < list.Items.Count; at++) Item(list.Items[at], isFirst: at == 0);
                break;
            default:
                throw new InvalidOperationException($"No element for a {section.GetType().Name}.");
        }
    }

    /// <summary>A calm line of its own ground.</summary>
    private JsonObject Standing(CardText text)
    {
        var words = TeamsElements.Text(line.Markdown(text));
        words["size"] = "Small";
        var ground = TeamsElements.Container([words], "emphasis");
        ground["spacing"] = "Small";
        return ground;
    }

    /// <summary>Every client draws it, the smallest included. The reader's own clock stands beside UTC.</summary>
    private JsonObject Facts(CardFacts facts) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray([.. facts.Facts.Select(fact => new JsonObject
        {
            ["title"] = string.IsNullOrWhiteSpace(fact.Name) ? ChatText.Nothing : Name(fact.Name),
            ["value"] = line.Markdown(fact.Value, withYourTime: true) is var value && !string.IsNullOrWhiteSpace(value) ? value : ChatText.Nothing,
        })]),
    };

    private static string Name(string name) => TeamsText.Literal(VisibleText.Of(name.Length <= LongestName ? name.Replace(' ', '\u00A0') : name));

    private void Item(CardItem item, bool isFirst)
    {
        var buttons = CardButtons.Pressable(item.Buttons);
        var text = line.Element(item.Text, buttons.Count == 0 ? "• " : "", item.Link);
        text["spacing"] = "Small";
        if (buttons.Count == 0)
        {
            body.Add(text);
            return;
        }

        // lines that wrap beside their buttons would run into each other
        var whole = buttons is [{ Label.Length: <= LongestBeside }] && CardWords.Of(item.Text).Length <= LongestLine ? Beside(text, TeamsActions.Set(TeamsActions.Rows(buttons)[0])) : text;
        if (!isFirst) (whole["separator"], whole["spacing"]) = (true, "Medium");
        body.Add(whole);
        if (whole != text) return;
        foreach (var actions in TeamsActions.Rows(buttons))
        {
            var row = TeamsActions.Set(actions);
            row["spacing"] = "Small";
            body.Add(row);
        }
    }

    private static JsonObject Beside(JsonObject text, JsonObject button) => new()
    {
        ["type"] = "ColumnSet",
        ["spacing"] = "Small",
        ["columns"] = new JsonArray { Column(text, "stretch"), Column(button, "auto") },
    };

    private static JsonObject Column(JsonObject item, string width) => new() { ["type"] = "Column", ["width"] = width, ["verticalContentAlignment"] = "Center", ["items"] = new JsonArray { item } };

    private void Links()
    {
        // what stands in the room is folded into the card then
        var isFolded = card.Document is not null && view.Room is null;
        List<CardLink> links = [.. card.Links.Where(link => !isFolded || link.Url is not { IsAbsoluteUri: false })];
        if (links.Count > 0) body.Add(TeamsElements.Text(line.Markdown(new CardText([.. links.SelectMany((link, at) => at == 0 ? new[] { line.Run(link) } : [" · ", line.Run(link)])]))));
    }
}
