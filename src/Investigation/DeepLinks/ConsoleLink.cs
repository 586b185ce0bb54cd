namespace ChatOps.Investigation.DeepLinks;

/// <summary>A console URL, or the reason why there is none.</summary>
/// <param name="Url">The link; null when it would be dead. Show <see cref="Uri.AbsoluteUri"/>, never <see cref="Uri.ToString"/>: that one undoes part of the encoding.</param>
/// <param name="WhyNot">Why there is no link, in words a reader understands; null when there is one.</param>
public sealed record ConsoleLink(Uri? Url, string? WhyNot)
{
    /// <summary>Account one has to be signed in to; null when it is not known, or when the link itself signs in.</summary>
    public string? Account { get; init; }

    /// <summary>A link that works.</summary>
    public static ConsoleLink To(Uri url) => new(url, null);

    /// <summary>No link, with its reason.</summary>
    public static ConsoleLink Withheld(string whyNot) => new(null, whyNot);
}
