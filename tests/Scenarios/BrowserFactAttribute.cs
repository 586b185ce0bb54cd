namespace ChatOps.Scenarios;

/// <summary>A test that needs Chromium. Where there is none it is skipped, and says how to enable it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Executable is not null) return;
        Skip = $"needs Chromium: install Debian's package chromium, or name a browser in {Browser.Variable}";
        DisplayName = Skip;
    }
}

/// <summary>The same for a test with several rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Browser.Executable is not null) return;
        Skip = $"needs Chromium: install Debian's package chromium, or name a browser in {Browser.Variable}";
        DisplayName = Skip;
    }
}
