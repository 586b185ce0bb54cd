using System.Buffers;
using System.Text.RegularExpressions;

namespace ChatOps.Bot.Alerts;

/// <summary>
/// Cuts a stream of JSON of any length into its objects, holding one at a time: an array, a list of findings inside an object
/// (<c>{"Findings":[…]}</c>), one object per line, or objects one after the other. Looks at brackets and strings only; whether an object is right JSON is for the parser.
/// </summary>
/// <param name="byLine">Whether every line is an object of its own, so that a broken one does not take the next with it.</param>
internal sealed partial class JsonItemScanner(bool byLine)
{
    /// <summary>Findings are a few hundred kilobytes at most.</summary>
    public const int LargestItem = 4 << 20;

    private readonly ArrayBufferWriter<byte> item = new();
    private readonly List<JsonPiece> pieces = [];
    private State state = State.Between;
    private bool inText;
    private bool escaped;
    private bool tooLarge;
    private int depth;
    private int index;
    private long line = 1;
    private long itemLine = 1;
    private bool several;
    private string? list;

    private enum State
    {
        Between,
        Inside,

        /// <summary>After the list of findings, up to the end of the object around it.</summary>
        Tail,

        /// <summary>Up to the end of a broken line.</summary>
        SkipLine,

        /// <summary>Nothing behind a break can be trusted.</summary>
        Broken,
    }

    /// <summary>The pieces found so far; taking them empties the list.</summary>
    public IReadOnlyList<JsonPiece> Take()
    {
        if (pieces.Count == 0) return [];
        var taken = pieces.ToArray();
        pieces.Clear();
        return taken;
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        foreach (var next in bytes)
        {
            Feed(next);
            if (next == (byte)'\n') line++;
        }
    }

    /// <summary>The stream is over; what was begun and not ended is told as wrong.</summary>
    public void End()
    {
        if (state is State.Inside or State.Tail) Break("breaks off before its end");
        else if (list is not null && state == State.Between) pieces.Add(new JsonPiece(Where(list), default, "breaks off before the end of the list"));
    }

    private void Feed(byte next)
    {
        switch (state)
        {
            case State.Between:
                Between(next);
                break;
            case State.Inside:
                Inside(next);
                break;
            case State.Tail:
                if (Measure(next) && depth == 0) state = State.Between;
                break;
            case State.SkipLine when next == (byte)'\n':
                state = State.Between;
                break;
        }
    }

    private void Between(byte next)
    {
        switch (next)
        {
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x1E or 0xEF or 0xBB or 0xBF:
            case (byte)',' when list is not null:
                break;
            case (byte)'{':
                (state, itemLine, tooLarge) = (State.Inside, line, false);
                item.ResetWrittenCount();
                Inside(next);
                break;
            case (byte)'[' when list is null && !byLine:
                (list, index) = ("$", 0);
                break;
            case (byte)']' when list is "$":
                (list, several) = (null, true);
                break;
            case (byte)']' when list is not null:
                (list, several, depth, state) = (null, true, 1, State.Tail);
                break;
            default:
                itemLine = line;
                Break("is not a JSON object; an EventBridge event or a GuardDuty finding is needed");
                break;
        }
    }

    private void Inside(byte next)
    {
        if (byLine && next == (byte)'\n')
        {
            Break("breaks off at the end of the line");
            state = State.Between;
            return;
        }

        Keep(next);
        var opens = next == (byte)'[' && !inText && depth == 1 && list is null;
        var wasOpen = Measure(next);
        if (opens && item.WrittenCount < 64 && Listing().Match(System.Text.Encoding.UTF8.GetString(item.WrittenSpan)) is { Success: true } match)
        {
            (list, index, depth, state) = ($"$.{match.Groups[1].Value}", 0, 0, State.Between);
            return;
        }

        if (wasOpen && depth == 0) Finish();
    }

    /// <summary>Follows strings and brackets; true when a bracket closed.</summary>
    private bool Measure(byte next)
    {
        if (inText)
        {
            if (escaped) escaped = false;
            else if (next == (byte)'\\') escaped = true;
            else if (next == (byte)'"') inText = false;
            return false;
        }

        switch (next)
        {
            case (byte)'"':
                inText = true;
                return false;
            case (byte)'{' or (byte)'[':
                depth++;
                return false;
            case (byte)'}' or (byte)']':
                depth--;
                return true;
            default:
                return false;
        }
    }

    private void Keep(byte next)
    {
        if (tooLarge) return;
        if (item.WrittenCount == LargestItem)
        {
            tooLarge = true;
            item.ResetWrittenCount();
            return;
        }

        item.GetSpan(1)[0] = next;
        item.Advance(1);
    }

    private void Finish()
    {
        pieces.Add(tooLarge
            ? new JsonPiece(Where(Path()), default, $"is larger than {LargestItem} bytes; no finding is")
            : new JsonPiece(Where(Path()), item.WrittenSpan.ToArray(), null));
        state = State.Between;
        if (list is not null) index++;
        else several = true;
    }

    private void Break(string why)
    {
        pieces.Add(new JsonPiece(Where(Path()), default, why));
        (state, inText, escaped, depth) = (byLine ? State.SkipLine : State.Broken, false, false, 0);
    }

    private string Path() => list is null ? "$" : $"{list}[{index}]";

    /// <summary>The line is named where the path alone does not tell the place.</summary>
    private string Where(string path) => byLine || several ? $"line {itemLine} {path}" : path;

    [GeneratedRegex("""^\{\s*"([Ff]indings)"\s*:\s*\[$""")]
    private static partial Regex Listing();
}

/// <summary>One object of a stream, or why there is none.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Wrong">Null when the object is whole; else begins with a verb.</param>
internal sealed record JsonPiece(string Path, ReadOnlyMemory<byte> Utf8, string? Wrong);
