using System.Runtime.CompilerServices;

namespace ChatOps.Investigation;

/// <summary>A body of real findings that is not part of the repository; tests over it are skipped where it is absent.</summary>
internal static class Corpus
{
    public const string Variable = "CHATOPS_CORPUS";

    public static string? Folder { get; } = Find();

    public static string? WhySkipped => Folder is null ? $"no corpus of findings: set {Variable} to a folder that holds findings/, or put one at ../shared/corpus" : null;

    /// <summary>Paths of all findings, relative to the corpus' findings folder.</summary>
    public static IEnumerable<string> Findings() =>
        Folder is null ? [] : Directory.EnumerateFiles(Path.Combine(Folder, "findings"), "*.json", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Path.Combine(Folder, "findings"), path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static byte[] Read(string finding) => File.ReadAllBytes(Path.Combine(Folder!, "findings", finding));

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return IsCorpus(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "shared", "corpus");
            if (IsCorpus(corpus)) return corpus;
        }

        return null;
    }

    private static bool IsCorpus(string folder) => Directory.Exists(Path.Combine(folder, "findings"));
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
