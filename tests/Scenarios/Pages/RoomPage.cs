using Microsoft.Playwright;

namespace ChatOps.Scenarios.Pages;

/// <summary>The web room as somebody sees it. What the browser complains about is kept in <see cref="Complaints"/>.</summary>
internal sealed class RoomPage
{
    private readonly IPage page;

    public RoomPage(IPage page)
    {
        this.page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error") Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public List<string> Complaints { get; } = [];

    public ThreadPane Thread => new(page);

    public CasesPage Cases => new(page);

    public CasePage Case => new(page);

    public ILocator Dialog => page.Locator("dialog[open]");

    public string Place => new Uri(page.Url).PathAndQuery;

    public ILocator Rows => page.Locator("#stream-list .row:not([hidden])");

    public ILocator Banner => page.Locator("#banner");

    public ILocator Command => page.GetByRole(AriaRole.Combobox, new() { Name = "Command for this channel" });

    public ILocator Completions => page.Locator("#command [role=option]");

    public ILocator Answer => page.Locator("#command .answer");

    public ILocator Focused => page.Locator(":focus");

    public async Task OpenAsync(string place = "")
    {
        await page.GotoAsync($"/{place}");
        await page.Locator(".live[data-connection=live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    public ILocator Row(string title) => Rows.Filter(new() { HasText = title }).First;

    public Task PressAsync(string keys) => page.Keyboard.PressAsync(keys);

    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);

    /// <summary>Answers the question for the reader's name.</summary>
    public async Task SayNameAsync(string name)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Your name" }).FillAsync(name);
        await PressAsync("Enter");
    }

    public Task BackAsync() => page.GoBackAsync();

    public Task ForwardAsync() => page.GoForwardAsync();

    /// <summary>From now on the host does not answer these addresses.</summary>
    public Task FailAsync(string addresses) => page.RouteAsync(addresses, static route => route.AbortAsync());

    public Task MendAsync() => page.UnrouteAllAsync();

    /// <summary>A picture for people to look at, under artifacts/ in the repository.</summary>
    public async Task KeepPictureAsync(string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(TestKit.Repository.Root, "artifacts", "screenshots", $"{name}.png"), Animations = ScreenshotAnimations.Disabled });

    /// <summary>Whether anything sticks out at the side.</summary>
    public Task<bool> OverflowsAsync() => page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    public Task<string> BackgroundAsync() => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    public Task ChangeThemeAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Theme:" }).ClickAsync();
}
