using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Collects what a card says. Lines that follow each other share one block, which is what makes a message dense; what is longer than a block goes on in the next.</summary>
internal sealed class SlackPieces
{
    /// <summary>Small enough that messages are filled well, far below anything Slack refuses.</summary>
    private const int MostInBlock = 2800;

    /// <summary>Not worth splitting a text for.</summary>
    private const int ShortRest = 200;

    private readonly List<SlackPiece> done = [];
    private readonly List<JsonObject> parts = [];
    private readonly List<JsonObject> line = [];
    private readonly List<JsonObject> bullets = [];
    private int characters;
    private bool isQuote;

    public IReadOnlyList<SlackPiece> Close()
    {
        EndBlock();
        return done;
    }

    /// <summary>A line of its own; nothing where there is nothing to see.</summary>
    public void Line(IReadOnlyList<JsonObject> runs) => Line(runs, isQuoted: false);

    /// <summary>What somebody said, with a bar beside it.</summary>
    public void Quote(IReadOnlyList<JsonObject> runs) => Line(runs, isQuoted: true);

    private void Line(IReadOnlyList<JsonObject> runs, bool isQuoted)
    {
        if (IsBlank(runs)) return;
        EndBullets();
        if (isQuoted != isQuote) EndLine();
        isQuote = isQuoted;
        var length = runs.Sum(SlackMeasure.Characters) + 1;
        if (characters + length > MostInBlock && (length <= MostInBlock || characters > MostInBlock / 2)) EndBlock();
        if (line.Count > 0) Add(SlackBlocks.Text("\n"));
        foreach (var run in runs) Add(run);
    }

    /// <summary>A line with a mark before it.</summary>
    public void Bullet(IReadOnlyList<JsonObject> runs)
    {
        if (IsBlank(runs)) runs = [SlackBlocks.Text(ChatText.Nothing)];
        var length = runs.Sum(SlackMeasure.Characters);
        if (length > MostInBlock)
        {
            Line([SlackBlocks.Text("• "), .. runs]);
            return;
        }

        if (characters + length > MostInBlock) EndBlock();
        EndLine();
        bullets.Add(SlackBlocks.Line(runs));
        characters += length;
    }

    /// <summary>Somebody's text in a fixed-width face; short.</summary>
    public void Preformatted(string text)
    {
        if (characters + text.Length > MostInBlock) EndBlock();
        EndLine();
        EndBullets();
        parts.Add(SlackBlocks.Preformatted(text));
        characters += text.Length;
    }

    public void Add(SlackPiece piece)
    {
        EndBlock();
        done.Add(piece);
    }

    /// <summary>Ends the block of lines; with <paramref name="holdsNext"/> it stays with what comes.</summary>
    public void EndBlock(bool holdsNext = false)
    {
        EndLine();
        EndBullets();
        if (parts.Count > 0) done.Add(new SlackPiece(SlackBlocks.RichText(parts)) { HoldsNext = holdsNext });
        parts.Clear();
        characters = 0;
    }

    private static bool IsBlank(IReadOnlyList<JsonObject> runs) => runs.All(static run => run["type"]!.GetValue<string>() == "text" && string.IsNullOrWhiteSpace(run["text"]!.GetValue<string>()));

    private void Add(JsonObject run)
    {
        var length = SlackMeasure.Characters(run);
        var isLong = length > MostInBlock && run["type"]!.GetValue<string>() == "text";
        if (!isLong && characters > 0 && characters + length > MostInBlock) EndBlock();
        if (isLong) AddLong(run, run["text"]!.GetValue<string>());
        else
        {
            line.Add(run);
            characters += length;
        }
    }

    private void AddLong(JsonObject run, string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (MostInBlock - characters < ShortRest) EndBlock();
            var end = Break(text, at, Math.Min(text.Length, at + MostInBlock - characters));
            line.Add(Of(run, text[at..end]));
            characters += end - at;
            at = end;
            if (at < text.Length) EndBlock();
        }
    }

    /// <summary>Where a long text goes on in another block: after a line or a word if there is one near.</summary>
    private static int Break(string text, int from, int to)
    {
        if (to == text.Length) return to;
        var near = text.LastIndexOfAny(['\n', ' '], to - 1, Math.Min(to - from, ShortRest));
        return near >= from ? near + 1 : ChatText.Whole(text, to);
    }

    private static JsonObject Of(JsonObject run, string text)
    {
        var copy = run.DeepClone().AsObject();
        copy["text"] = text;
        return copy;
    }

    private void EndLine()
    {
        if (line.Count > 0) parts.Add(isQuote ? SlackBlocks.Quote(line) : SlackBlocks.Line(line));
        line.Clear();
    }

    private void EndBullets()
    {
        if (bullets.Count > 0) parts.Add(SlackBlocks.Bullets(bullets));
        bullets.Clear();
    }
}
