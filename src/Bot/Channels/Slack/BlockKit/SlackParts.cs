namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Blocks filled into as many messages as they need, ten at most.</summary>
internal static class SlackParts
{
    public const int MostParts = 10;

    /// <summary>Below the 50 of a message: room for the lines that say what continues where.</summary>
    private const int MostBlocks = 43;

    /// <summary>Below the 10,000 of a message, for the same reason.</summary>
    private const int MostCharacters = 9000;

    /// <summary>A larger end than this goes where it comes.</summary>
    private const int LargestEnd = 3000;

    /// <param name="body">What the card says.</param>
    /// <param name="end">Its buttons, links and footnote: they stay in the first message while they are small.</param>
    public static SlackParted Of(IReadOnlyList<SlackPiece> body, IReadOnlyList<SlackPiece> end)
    {
        var isSmallEnd = end.Count <= 12 && end.Sum(static piece => piece.Characters) <= LargestEnd;
        var parts = Fill(isSmallEnd ? body : [.. body, .. end], isSmallEnd ? end : []);
        if (isSmallEnd) parts[0].AddRange(end);
        return new SlackParted(parts.Take(MostParts).ToList(), parts.Skip(MostParts).SelectMany(static part => part).ToList());
    }

    private static List<List<SlackPiece>> Fill(IReadOnlyList<SlackPiece> pieces, IReadOnlyList<SlackPiece> reserved)
    {
        List<List<SlackPiece>> parts = [[]];
        var (blocks, characters, hasTable) = (reserved.Count, reserved.Sum(static piece => piece.Characters), false);
        foreach (var unit in Units(pieces))
        {
            var (more, length, isTable) = (unit.Count, unit.Sum(static piece => piece.Characters), unit.Any(static piece => piece.Table is not null));
            if (blocks + more > MostBlocks || characters + length > MostCharacters || (isTable && hasTable))
            {
                if (blocks > 0) parts.Add([]);
                (blocks, characters, hasTable) = (0, 0, false);
            }

            parts[^1].AddRange(unit);
            (blocks, characters, hasTable) = (blocks + more, characters + length, hasTable || isTable);
        }

        return parts;
    }

    /// <summary>Pieces that stay together.</summary>
    private static IEnumerable<List<SlackPiece>> Units(IReadOnlyList<SlackPiece> pieces)
    {
        List<SlackPiece> unit = [];
        foreach (var piece in pieces)
        {
            unit.Add(piece);
            if (piece.HoldsNext) continue;
            yield return unit;
            unit = [];
        }

        if (unit.Count > 0) yield return unit;
    }
}

/// <param name="Parts">One list of pieces to a message; at least one.</param>
/// <param name="Left">What ten messages do not hold.</param>
internal sealed record SlackParted(IReadOnlyList<IReadOnlyList<SlackPiece>> Parts, IReadOnlyList<SlackPiece> Left);
