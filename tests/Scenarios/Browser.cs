using Microsoft.Playwright;

namespace ChatOps.Scenarios;

/// <summary>One Chromium for all browser tests of a class; each page has a profile of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Variable = "CHROMIUM_PATH";

    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Milliseconds a page may take; many times what it does take, for machines that do other things.</summary>
    private const int Patience = 60_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Null when there is none on this machine.</summary>
    public static string? Executable { get; } =
        new[] { Environment.GetEnvironmentVariable(Variable), "/usr/bin/chromium" }.FirstOrDefault(static path => path is { Length: > 0 } && File.Exists(path));

    public async Task InitializeAsync()
    {
        if (Executable is null) return;
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Flags });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A page of somebody who has never been here.</summary>
    public async Task<IPage> OpenAsync(Uri address, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, bool isPhone = false)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            IsMobile = isPhone,
            HasTouch = isPhone,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }
}
