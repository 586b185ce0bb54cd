using Microsoft.Playwright;

namespace ChatOps.Scenarios.Pages;

/// <summary>The list of cases.</summary>
internal sealed class CasesPage(IPage page)
{
    public ILocator Rows => page.Locator("#case-rows .case-row");

    public ILocator Row(string text) => Rows.Filter(new() { HasText = text }).First;

    public ILocator Link(int at) => Rows.Nth(at).Locator(".case-link");

    public ILocator Count => page.Locator(".cases-count");

    public ILocator Search => page.GetByRole(AriaRole.Searchbox, new() { Name = "Search cases, findings, entities and notes" });

    public ILocator Chip(string state) => page.Locator($"#cases .chip[data-standing={state}]");

    public ILocator Mine => page.Locator("#cases").GetByRole(AriaRole.Button, new() { Name = "Mine", Exact = true });

    public ILocator Severity => page.GetByRole(AriaRole.Combobox, new() { Name = "Least severity" });

    public ILocator Account => page.GetByRole(AriaRole.Textbox, new() { Name = "Account", Exact = true });

    public ILocator Entity => page.GetByRole(AriaRole.Textbox, new() { Name = "Entity", Exact = true });

    public ILocator Note => page.Locator("#cases .cases-note");

    public ILocator Said => page.Locator("#cases .case-said");

    public ILocator Group(string title) => page.Locator("#cases .group").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = title }) });
}
