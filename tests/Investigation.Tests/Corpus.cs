using System.Runtime.CompilerServices;

namespace ChatOps.Investigation;

/// <summary>A body of real findings that is not part of the repository; tests over it are skipped where it is absent.</summary>
internal static class Corpus
{
    public const string Variable = "CHATOPS_CORPUS";

    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named && Directory.Exists(Path.Combine(named, "findings")) ? named : null;

    public static string? WhySkipped => Folder is null ? $"no corpus of findings: set {Variable} to a folder that holds findings/" : null;

    /// <summary>Paths of all findings, relative to the corpus' findings folder.</summary>
    public static IEnumerable<string> Findings() =>
        Folder is null ? [] : Directory.EnumerateFiles(Path.Combine(Folder, "findings"), "*.json", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Path.Combine(Folder, "findings"), path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static byte[] Read(string finding) => File.ReadAllBytes(Path.Combine(Folder!, "findings", finding));
}

/// <summary>A test over the corpus.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute([CallerMemberName] string name = "")
    {
        Skip = Corpus.WhySkipped;
        if (Skip is not null) DisplayName = $"{name} [{Skip}]";
    }
}

/// <summary>A table over the corpus.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute([CallerMemberName] string name = "")
    {
        Skip = Corpus.WhySkipped;
        if (Skip is not null) DisplayName = $"{name} [{Skip}]";
    }
}
