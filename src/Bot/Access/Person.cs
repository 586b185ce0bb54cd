namespace ChatOps.Bot.Access;

/// <summary>Somebody who speaks in a chat.</summary>
/// <param name="Vendor">Which chat.</param>
/// <param name="Id">The chat's id of the person; in the web room the name given.</param>
/// <param name="Name">Name to show; untrusted text.</param>
internal sealed record Person(string Vendor, string Id, string Name)
{
    /// <summary>Groups the chat says the person is in, as the policy writes them ("vendor:id"); only such as the policy names need be known.</summary>
    public IReadOnlyCollection<string> Groups { get; init; } = [];

    public override string ToString() => $"{Vendor}:{Id}";
}
