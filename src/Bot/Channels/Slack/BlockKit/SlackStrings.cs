using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Whether a single text is one Slack takes.</summary>
internal static partial class SlackStrings
{
    /// <summary>Why not; null when it is.</summary>
    public static string? WhyNot(string text, SlackField field)
    {
        if (field.Least is { } least && text.Length < least) return least == 1 ? "is empty" : $"is shorter than {least}";
        if (field.Most is { } most && text.Length > most) return $"is {text.Length:N0} long, {most:N0} is the most";
        if (IsBroken(text)) return "holds half a surrogate pair or U+0000";
        return field.Format is null || IsOf(field.Format, text) ? null : $"is no {field.Format}";
    }

    private static bool IsBroken(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0' || char.IsLowSurrogate(text[at])) return true;
            if (!char.IsHighSurrogate(text[at])) continue;
            if (++at == text.Length || !char.IsLowSurrogate(text[at])) return true;
        }

        return false;
    }

    private static bool IsOf(string format, string text) => format switch
    {
        "url" => Web().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "time" => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "fileid" => FileId().IsMatch(text),
        "person" => IsPerson(text),
        "color" => Color().IsMatch(text),
        _ => throw new InvalidOperationException($"The spec names an unknown format {VisibleText.Of(format)}."),
    };

    /// <summary>Whether it is the id of an uploaded file.</summary>
    public static bool IsFile(string text) => FileId().IsMatch(text);

    /// <summary>Whether it is the id of a person.</summary>
    public static bool IsPerson(string text) => Person().IsMatch(text);

    [GeneratedRegex(@"\A[UW][A-Z0-9]{5,30}\z")]
    private static partial Regex Person();

    [GeneratedRegex(@"\Ahttps?://[^\s<>|""]+\z")]
    private static partial Regex Web();

    [GeneratedRegex(@"\AF[A-Z0-9]{8,}\z")]
    private static partial Regex FileId();

    [GeneratedRegex(@"\A(?:#[0-9A-Fa-f]{6}|good|warning|danger)\z")]
    private static partial Regex Color();
}
