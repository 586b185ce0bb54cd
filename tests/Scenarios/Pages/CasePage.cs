using Microsoft.Playwright;

namespace ChatOps.Scenarios.Pages;

/// <summary>The page of one case.</summary>
internal sealed class CasePage(IPage page)
{
    public ILocator Root => page.Locator("#case");

    public ILocator Title => Root.Locator(".case-heading");

    public ILocator What => Root.Locator(".case-what");

    public ILocator Head => Root.Locator(".case-head");

    public ILocator Said => Root.Locator(".case-said");

    public ILocator Tab(string name) => Root.GetByRole(AriaRole.Tab, new() { Name = name });

    public ILocator Events => Root.Locator(".event");

    public ILocator Event(string text) => Events.Filter(new() { HasText = text }).First;

    public ILocator Charts => Root.Locator(".chart");

    public ILocator Report => Root.Locator(".report");

    public ILocator ReportFrame => Root.Locator(".report iframe");

    public ILocator ReportText => Root.FrameLocator(".report iframe").Locator("body");

    public ILocator Panel(string name) => Root.Locator($"#panel-{name}");

    public ILocator Deed(string name) => Root.Locator($"[data-deed={name}]");
}
