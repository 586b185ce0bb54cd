using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Web;

/// <summary>A card as accessible HTML. Everything that is not one of our own tags passes through the encoder here, and nowhere else.</summary>
internal sealed class WebCardRenderer
{
    /// <summary>Literal text longer than this is folded by the page.</summary>
    private const int LongText = 1500;

    /// <summary>Letters of every script stay readable; what HTML could take for markup does not.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Identifiers up to this length are not broken across lines.</summary>
    private const int ShortCode = 36;

    private readonly StringBuilder html = new();
    private readonly Card card;
    private readonly string cardUrl;
    private readonly long version;
    private int tables;
    private int charts;

    private WebCardRenderer(Card card, string cardId, long version)
    {
        this.card = card;
        cardUrl = $"/api/v1/cards/{Uri.EscapeDataString(cardId)}";
        this.version = version;
    }

    /// <param name="cardId">Under which the card's files are found.</param>
    /// <param name="version">Changes with the card, so that a browser does not show an older chart.</param>
    public static string Render(Card card, string cardId, long version)
    {
        var renderer = new WebCardRenderer(card, cardId, version);
        renderer.Whole();
        return renderer.html.ToString();
    }

    private void Whole()
    {
        html.Append("<article class=\"card card-").Append(card.Kind.ToString().ToLowerInvariant()).Append("\"><header class=\"card-head\">");
        if (card.IsSample) html.Append("<p class=\"sample-mark\">Sample data</p>");
        if (card.Severity is { } severity) Severity(severity);
        html.Append("<h3>");
        Text(card.Title);
        html.Append("</h3></header>");
        foreach (var section in card.Sections) Section(section);
        if (card.Links.Count > 0)
        {
            html.Append("<p class=\"links\">");
            foreach (var link in card.Links) Link(link);
            html.Append("</p>");
        }

        if (card.Footnote is { } footnote) Element("p", "footnote", footnote);
        html.Append("</article>");
    }

    private void Severity(Investigation.Findings.Severity severity) => html
        .Append(CultureInfo.InvariantCulture, $"<p class=\"sev sev-{severity.Band.ToString().ToLowerInvariant()}\">")
        .Append("<span class=\"sev-mark\" aria-hidden=\"true\"><i></i><i></i><i></i><i></i></span>")
        .Append(CultureInfo.InvariantCulture, $"<span class=\"sev-word\">{severity.Band}</span> <span class=\"sev-number\">{severity.Value:0.0}</span></p>");

    private void Section(CardSection section)
    {
        switch (section)
        {
            case CardParagraph paragraph:
                Element("p", paragraph.IsStanding ? "standing" : card.Kind == CardKind.Note ? "said" : null, paragraph.Text);
                break;
            case CardFacts facts:
                Facts(facts);
                break;
            case CardTable table:
                Table(table);
                break;
            case CardChart chart:
                Chart(chart);
                break;
            case CardList list:
                List(list);
                break;
            default:
                throw new InvalidOperationException($"No HTML for a {section.GetType().Name}.");
        }
    }

    private void Facts(CardFacts facts)
    {
        html.Append("<dl class=\"facts\">");
        foreach (var fact in facts.Facts)
        {
            html.Append("<div><dt>").Append(Encode(fact.Name)).Append("</dt>");
            Element("dd", null, fact.Value);
            html.Append("</div>");
        }

        html.Append("</dl>");
    }

    private void Table(CardTable table)
    {
        tables++;
        var caption = Encode(table.Caption);
        if (table.Shown == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"table-foot\">{caption}: {CardPhrases.Count(table.Rows.Count, "row", "rows")} in the <a href=\"{cardUrl}.csv?table={tables}\" download>CSV</a></p>");
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table><caption>{caption}</caption><thead><tr>");
        var shown = table.ShownColumns.ToList();
        foreach (var column in shown.Select(at => table.Columns[at])) html.Append(column.IsNumber ? "<th scope=\"col\" class=\"num\">" : "<th scope=\"col\">").Append(Encode(column.Head)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows.Take(table.Shown)) Row(row, table.Columns, shown);
        html.Append("</tbody>");
        if (table.Total is { } total)
        {
            html.Append("<tfoot>");
            Row(total, table.Columns, shown);
            html.Append("</tfoot>");
        }

        html.Append("</table></div><p class=\"table-foot\">");
        if (table.Rows.Count > table.Shown) html.Append(CultureInfo.InvariantCulture, $"+{table.Rows.Count - table.Shown:N0} more, all {table.Rows.Count:N0} in the ");
        html.Append(CultureInfo.InvariantCulture, $"<a href=\"{cardUrl}.csv?table={tables}\" download>CSV</a></p>");
    }

    private void Row(IReadOnlyList<CardText> cells, IReadOnlyList<CardColumn> columns, List<int> shown)
    {
        html.Append("<tr>");
        foreach (var at in shown.Where(at => at < cells.Count))
        {
            var isFirst = at == shown[0];
            var number = columns[at].IsNumber ? " class=\"num\"" : "";
            html.Append(isFirst ? $"<th scope=\"row\"{number}>" : $"<td{number}>");
            Text(cells[at]);
            html.Append(isFirst ? "</th>" : "</td>");
        }

        html.Append("</tr>");
    }

    private void Chart(CardChart chart)
    {
        charts++;
        var sentence = Encode(VisibleText.Of(chart.Sentence));
        var below = chart.Caption is { } caption ? Encode(caption) : sentence;
        html.Append(CultureInfo.InvariantCulture, $"<figure><img src=\"{cardUrl}.svg?chart={charts}&amp;version={version}\" alt=\"{sentence}\"><figcaption><span aria-hidden=\"true\">{below}</span> ")
            .Append(CultureInfo.InvariantCulture, $"<a href=\"{cardUrl}.svg?chart={charts}\" download=\"chart-{charts}.svg\">SVG</a> <a href=\"{cardUrl}.png?chart={charts}\" download=\"chart-{charts}.png\">PNG</a></figcaption></figure>");
    }

    private void List(CardList list)
    {
        html.Append("<ul class=\"items\">");
        foreach (var item in list.Items)
        {
            html.Append("<li>");
            Element("span", "item-text", item.Text);
            Actions(CardButtons.Pressable(item.Buttons), item.Link);
            html.Append("</li>");
        }

        html.Append("</ul>");
    }

    /// <summary>Buttons and link of a line stay together, beside the text or below it.</summary>
    private void Actions(List<CardButton> buttons, CardLink? link)
    {
        if (buttons.Count == 0 && link is null) return;
        html.Append("<span class=\"item-actions\">");
        foreach (var button in buttons)
            html.Append(CultureInfo.InvariantCulture, $"<button type=\"button\" class=\"plain\" data-button=\"{Encode(button.Id!)}\">{Encode(button.Label)}</button>");
        if (link is not null) Link(link);
        html.Append("</span>");
    }

    private void Link(CardLink link)
    {
        if (link.Url is { } url) Anchor(link.Label, url);
        else html.Append("<span class=\"no-link\">").Append(Encode(VisibleText.Of($"{link.Label}: {link.WhyNot}"))).Append("</span>");
    }

    private void Anchor(string label, Uri url)
    {
        var here = !url.IsAbsoluteUri && url.OriginalString.StartsWith('/') && !url.OriginalString.StartsWith("//", StringComparison.Ordinal);
        if (here) html.Append(CultureInfo.InvariantCulture, $"<a href=\"{Encode(url.OriginalString)}\">");
        else if (url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
            html.Append(CultureInfo.InvariantCulture, $"<a class=\"ext\" href=\"{Encode(url.AbsoluteUri)}\" target=\"_blank\" rel=\"noopener noreferrer\">");
        else
        {
            Literal(label);
            return;
        }

        Literal(label);
        html.Append("</a>");
    }

    private void Element(string tag, string? cssClass, CardText text)
    {
        html.Append('<').Append(tag);
        if (cssClass is not null) html.Append(" class=\"").Append(cssClass).Append('"');
        html.Append('>');
        Text(text);
        html.Append("</").Append(tag).Append('>');
    }

    private void Text(CardText text)
    {
        foreach (var run in text.Runs) Run(run);
    }

    private void Run(CardRun run)
    {
        switch (run)
        {
            case Words words:
                html.Append(Encode(words.Text));
                break;
            case Strong strong:
                html.Append("<strong>").Append(Encode(strong.Text)).Append("</strong>");
                break;
            case Figure figure:
                html.Append(Encode(figure.Text));
                break;
            case Literal literal:
                Literal(literal.Text);
                break;
            case Someone someone:
                html.Append("<strong class=\"person\">");
                Literal(someone.Name);
                html.Append("</strong>");
                break;
            case Code code:
                html.Append(code.Text.Length <= ShortCode ? "<code class=\"short\">" : "<code>");
                Literal(code.Text);
                html.Append("</code>");
                break;
            case Moment moment:
                Time(moment.At, WebTime.Text(moment.At, moment.Style));
                break;
            case Interval interval:
                var (from, to) = WebTime.Text(interval.From, interval.To);
                html.Append("<span class=\"interval\">");
                Time(interval.From, from);
                html.Append(" – ");
                Time(interval.To, to);
                html.Append("</span>");
                break;
            case Anchor anchor:
                Anchor(anchor.Label, anchor.Url);
                break;
            default:
                throw new InvalidOperationException($"No HTML for a {run.GetType().Name}.");
        }
    }

    /// <summary>Somebody else's text: isolated from the direction of what stands around it, hidden characters shown by their number.</summary>
    private void Literal(string text)
    {
        html.Append(text.Length > LongText ? "<bdi class=\"literal long\">" : "<bdi class=\"literal\">");
        foreach (var (part, isHidden) in HiddenCharacters.Split(text))
        {
            if (isHidden) html.Append(CultureInfo.InvariantCulture, $"<span class=\"unseen-char\" title=\"invisible character {part}\">{part}</span>");
            else html.Append(Encode(part));
        }

        html.Append("</bdi>");
    }

    private void Time(DateTimeOffset at, string text) => html.Append("<time datetime=\"").Append(WebTime.Iso(at)).Append("\">").Append(text).Append("</time>");

    private static string Encode(string text) => Encoder.Encode(text);
}
