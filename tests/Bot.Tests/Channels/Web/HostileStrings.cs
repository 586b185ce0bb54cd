namespace ChatOps.Bot.Channels.Web;

/// <summary>What somebody may write into a bucket name, a user agent or a note in order to be more than text.</summary>
public static class HostileStrings
{
    public static TheoryData<string> All =>
    [
        "<!channel> <@U123> <https://evil.example|click>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg/onload=alert(1)>",
        "' onmouseover='alert(1)",
        "[AWS console](https://evil.example) ![x](https://evil.example/x.png) **bold** `code`",
        "&lt;b&gt; &#x3c;script&#x3e;",
        "javascript:alert(1)",
        "abc\u202Egpj.exe",
        "\u2066isolated\u2069 \u200Fmark\u200E",
        "zero\u200Bwidth\uFEFF",
        "nul\0byte and bell\a",
        "line\u2028separator",
        "half \uD83D pair",
        "=HYPERLINK(\"https://evil.example\")",
        "{{constructor.constructor('alert(1)')()}} ${7*7} %{x}",
        "</bdi></p></article><h1>outside</h1>",
        new string('A', 10_000),
    ];
}
