using System.Globalization;

namespace ChatOps.Bot.Threads;

/// <summary>Where a page of threads ended: time and id of its last thread. Opaque to those it is given to.</summary>
internal readonly record struct ThreadCursor(DateTimeOffset UpdatedAt, ThreadId Id)
{
    public static ThreadCursor After(InvestigationThread thread) => new(thread.UpdatedAt, thread.Id);

    /// <summary>Null when the text is none of ours.</summary>
    public static ThreadCursor? Parse(string text) =>
        text.Split('.', 2) is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks
            ? new ThreadCursor(new DateTimeOffset(at, TimeSpan.Zero), new ThreadId(id))
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{UpdatedAt.UtcTicks}.{Id}");
}
