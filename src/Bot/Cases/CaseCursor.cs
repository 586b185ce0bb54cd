using System.Globalization;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Cases;

/// <summary>Where a page of cases ended: change and number of its last case. Opaque to those it is given to.</summary>
internal readonly record struct CaseCursor(DateTimeOffset ChangedAt, CaseNumber Number)
{
    public static CaseCursor After(Case last) => new(last.ChangedAt, last.Number);

    /// <summary>Null when the text is none of ours.</summary>
    public static CaseCursor? Parse(string text) =>
        text.Split('.', 2) is [var ticks, var number]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new CaseCursor(new DateTimeOffset(at, TimeSpan.Zero), new CaseNumber(last))
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ChangedAt.UtcTicks}.{Number}");
}
