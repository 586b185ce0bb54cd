namespace ChatOps.Bot.AfterAction;

/// <summary>An after-action report, ready to be read.</summary>
/// <param name="Markdown">The report, untrusted text escaped.</param>
/// <param name="Html">The same, self-contained.</param>
internal sealed record RenderedReport(string Title, string Markdown, string Html);
