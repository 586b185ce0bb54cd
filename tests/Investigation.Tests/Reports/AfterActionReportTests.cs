using System.Text.RegularExpressions;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation.Reports;

public sealed partial class AfterActionReportTests
{
    [Fact]
    public void The_workshop_report_tells_the_story_with_unit_window_and_source()
    {
        var markdown = AfterActionMarkdown.Render(SomeReport.Workshop);
        markdown.ShouldStartWith("# After-action report: GetParameters called from 198.51.100.23\n\nCase **closed: true positive** by Ana, 1 Aug 2024 21:40 UTC. Report made 1 Aug 2024 21:41 UTC.\n");
        markdown.ShouldContain("Scope: 31 Jul 2024 19:00 – 1 Aug 2024 19:00 UTC, set by Ana.\n");
        markdown.ShouldContain("- GuardDuty reported 1 finding, 1 Aug 2024 00:20 – 00:54 UTC; the highest severity is Medium 5.0 (`UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom`).\n");
        markdown.ShouldContain("- `198.51.100.23` is `i-0c79413d9f0d9941e`'s own public address (the finding's instance details say so): activity from it came from the instance itself.\n");
        markdown.ShouldContain("`198.51.100.23` was observed for 18 h 36 min, 1 Aug 2024 00:17 – 18:53 UTC, in the scope 31 Jul 2024 19:00 – 1 Aug 2024 19:00 UTC: 25 findings (GuardDuty), 7,235 calls (CloudTrail).\n");
        markdown.ShouldContain("| GuardDuty findings | 1 Aug 2024 00:17 | 1 Aug 2024 18:42 | 18 h 25 min | 25 findings | answered |\n");
        markdown.ShouldContain("| API calls (CloudTrail) | 1 Aug 2024 00:19 | 1 Aug 2024 18:53 | 18 h 34 min | 7,235 calls | answered |\n");
        markdown.ShouldContain("| **union of all sources in the scope** | 1 Aug 2024 00:17 | 1 Aug 2024 18:53 | **18 h 36 min** | – | – |\n");
        markdown.ShouldContain("- The first finding (RegisterManagedInstance, 00:17) names a call that is not in the trail we read.\n");
        markdown.ShouldContain("[Detective](<https://console.aws.amazon.com/detective/home?region=us-east-1#entities/Ec2Instance/i-0c79413d9f0d9941e>) `i-0c79413d9f0d9941e`\n");
        markdown.ShouldContain("- Kubernetes audit of 198.51.100.23: not asked (no source configured for us-east-1)\n");
        markdown.ShouldEndWith("- Flow logs before 11 Jul (retention).\n");
    }

    [Fact]
    public void The_timeline_is_in_order_of_time()
    {
        var markdown = AfterActionMarkdown.Render(SomeReport.Workshop);
        markdown.ShouldContain(
            """
            - 1 Aug 2024 00:58 UTC · alert: finding updated: 12 → 41 occurrences
            - 1 Aug 2024 19:05 UTC · note · Ben (in Teams): role policy allows `ssm:*` and `s3:ListAllMyBuckets,` ↵ nothing else
            - 1 Aug 2024 19:12 UTC · action · Ana: set the interval to 11:00 – 12:00

            """);
    }

    [Fact]
    public void The_same_report_gives_the_same_text() => AfterActionMarkdown.Render(SomeReport.Workshop).ShouldBe(AfterActionMarkdown.Render(SomeReport.Workshop with { Title = SomeReport.Workshop.Title }));

    [Fact]
    public void An_empty_case_still_makes_a_report()
    {
        var empty = new AfterActionReport { Title = "nothing", State = new ReportState("open"), Scope = new ScopeTime(Scope, ScopeOrigin.Finding), MadeAt = At("01:00") };
        AfterActionMarkdown.Render(empty).ShouldEndWith("## What happened\n\nNothing was observed.\n\n## Not learned\n\nEvery source that was asked answered in full.\n");
    }

    [Fact]
    public void What_a_source_no_longer_or_not_yet_holds_was_not_learned()
    {
        var coverage = new Coverage(CoverageState.Answered, At("19:10"), CompleteUpTo: At("18:55"), RetainedFrom: At("00:00"), Notes: ["2 objects could not be read"]);
        var row = SomeSpan.Seen(EvidenceKind.Flows, "00:17", "18:42", 2) with { Coverage = coverage };
        ReportGaps.Of([SomeSpan.Workshop with { Rows = [row] }]).ShouldBe(
        [
            "network flows of 198.51.100.23: nothing is held from before 1 Aug 2024 00:00 UTC",
            "network flows of 198.51.100.23: complete until 1 Aug 2024 18:55 UTC only",
            "network flows of 198.51.100.23: 2 objects could not be read",
        ]);
    }

    [Fact]
    public void Sample_data_is_called_that() => AfterActionMarkdown.Render(SomeReport.Workshop with { IsSample = true }).ShouldContain("**Sample data: nothing of this happened.**");

    public static TheoryData<string> HostileTexts =>
    [
        "<!channel> <script>alert(1)</script>",
        "[click](http://evil.example) ![x](http://evil.example/x.png)",
        "\n# heading\n> quote\n```\nfence",
        "@here @security <@U123> ana@corp.example http://evil.example www.evil.example",
        "| a | b |\n|---|---|\n\\| `|` \\`x\\`",
        "a\u202eb\u0000c",
        new string('x', 10_000),
    ];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void In_markdown_hostile_text_is_text_wherever_it_stands(string text)
    {
        var markdown = AfterActionMarkdown.Render(SomeReport.Hostile(text));
        var plain = CodeSpans().Replace(markdown, "");
        plain.ShouldNotContain("<script", Case.Insensitive);
        plain.ShouldNotContain("evil");
        plain.ShouldNotContain("@");
        plain.ShouldNotContain("\u202e");
        markdown.Split('\n').Where(static line => line.StartsWith('#')).Count().ShouldBe(9);
        foreach (var table in markdown.Split("\n\n").Where(static block => block.StartsWith('|')))
            table.TrimEnd('\n').Split('\n').Select(static row => row.Count(static letter => letter == '|')).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void In_html_hostile_text_is_text_wherever_it_stands(string text)
    {
        var html = AfterActionHtml.Render(SomeReport.Hostile(text));
        var tags = Tags().Matches(html).Select(static match => match.Groups[1].Value).Distinct();
        tags.ShouldBeSubsetOf(["html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "strong", "bdi", "code", "ul", "li", "table", "tr", "th", "td", "img"]);
        html.ShouldNotContain("\u202e");
    }

    [Fact]
    public void The_page_loads_nothing_and_shows_the_timeline_picture_with_its_sentence()
    {
        var html = AfterActionHtml.Render(SomeReport.Workshop);
        html.ShouldContain("<img src=\"data:image/svg+xml;base64,");
        html.ShouldContain("alt=\"198.51.100.23 was observed 1 Aug 2024 00:17");
        Addresses().Matches(html).ShouldBeEmpty();
    }

    [GeneratedRegex("(`+)(?!`).*?(?<!`)\\1(?!`)")]
    private static partial Regex CodeSpans();

    [GeneratedRegex("<([a-z0-9]+)")]
    private static partial Regex Tags();

    [GeneratedRegex("(src|href)=\"http[^\"]*\"(?! rel=\"noreferrer\")")]
    private static partial Regex Addresses();
}
