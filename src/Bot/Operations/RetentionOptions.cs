using System.Globalization;

namespace ChatOps.Bot.Operations;

/// <summary>How long things are kept: section <c>Retention</c>, in days; 0 keeps for ever. (The index of logs is read by its own room.)</summary>
internal sealed class RetentionOptions
{
    public const int Default = 730;

    private const int Longest = 36500;

    private readonly List<string> errors = [];

    private RetentionOptions(IConfiguration configuration)
    {
        Findings = Read("Findings");
        Notes = Read("Notes");
        Audit = Read("Audit");
        Reports = Read("Reports");
        Files = Read("Files");

        TimeSpan? Read(string name)
        {
            var text = configuration[$"Retention:{name}"]?.Trim();
            if (text is null or "") return TimeSpan.FromDays(Default);
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= Longest) return days == 0 ? null : TimeSpan.FromDays(days);
            errors.Add($"Retention:{name} is '{text}'; use a number of days from 1 to {Longest}, or 0 to keep for ever.");
            return null;
        }
    }

    /// <summary>Findings, their threads and closed cases; null keeps for ever, as for the others.</summary>
    public TimeSpan? Findings { get; }

    public TimeSpan? Notes { get; }

    public TimeSpan? Audit { get; }

    public TimeSpan? Reports { get; }

    public TimeSpan? Files { get; }

    public IReadOnlyList<string> Errors => errors;

    public static RetentionOptions Of(IConfiguration configuration) => new(configuration);

    /// <summary>The age of what is swept; null when it stays.</summary>
    public TimeSpan? AgeOf(Remains what) => what switch
    {
        Remains.Notes => Notes,
        Remains.Reports => Reports,
        Remains.Files => Files,
        Remains.Audit or Remains.People => Audit,
        Remains.OrphanedFiles => TimeSpan.FromHours(1),
        _ => Findings,
    };
}
