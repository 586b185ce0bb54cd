using Microsoft.Playwright;

namespace ChatOps.Scenarios.Pages;

/// <summary>The pane that holds one thread.</summary>
internal sealed class ThreadPane(IPage page)
{
    public ILocator Root => page.Locator("#pane");

    public ILocator Title => Root.Locator(".pane-title");

    public ILocator Messages => Root.Locator(".message");

    public ILocator Notes => Root.Locator(".message-note");

    public ILocator Cards => Root.Locator(".card");

    /// <summary>The last card that says so.</summary>
    public ILocator Card(string text) => Cards.Filter(new() { HasText = text }).Last;

    public ILocator Composer => page.GetByRole(AriaRole.Combobox, new() { Name = "Write a note, or @bot and a verb" });

    public ILocator Button(string label) => Root.GetByRole(AriaRole.Button, new() { Name = label }).First;

    public ILocator Note(string text) => Notes.Filter(new() { HasText = text });

    public async Task WriteAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }
}
