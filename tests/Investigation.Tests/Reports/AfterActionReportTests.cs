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
        markdown.ShouldStartWith("# After-action report: GetParameters called from 198.51.100.23\n\n**Case 17** · `i-0c79413d9f0d9941e` · **closed true positive** by Ana, 1 Aug 2024 21:40 UTC: keys were used by `somebody_else`. Report made 1 Aug 2024 21:41 UTC.\n");
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
        markdown.ShouldContain("\n- Flow logs before 11 Jul (retention).\n");
    }

    [Fact]
    public void Sections_stand_in_the_order_in_which_they_are_read()
    {
        var headings = AfterActionMarkdown.Render(SomeReport.Workshop).Split('\n').Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).Select(static line => line[3..]);
        headings.ShouldBe(
        [
            "Summary", "Not learned", "Key evidence", "Entities", "Roles and what should be scoped down", "Observation spans", "Findings in the order observed", "New behavior",
            "Other answers from logs", "What to remediate", "Timeline", "Appendix: links",
        ]);
    }

    [Fact]
    public void The_first_lines_tell_whose_credentials_were_used_how_long_how_often_and_how_much_was_refused()
    {
        AfterActionMarkdown.Render(SomeReport.Workshop).ShouldContain(
            "## Summary\n\n- Credentials of role `lab-GeneralInstanceRole` were used from `198.51.100.23` for at least 18 h 34 min (7,235 calls, 46 % refused), 1 Aug 2024 00:19 – 18:53 UTC. "
            + "Source: API calls (CloudTrail), 31 Jul 2024 19:00 – 1 Aug 2024 19:00 UTC, asked 1 Aug 2024 19:10 UTC.\n");
    }

    [Theory]
    [InlineData(0, 0, "(7,235 calls, none failed)")]
    [InlineData(10, 0, "(7,235 calls, under 1 % failed)")]
    [InlineData(10, 10, "(7,235 calls, under 1 % refused)")]
    [InlineData(3618, 1809, "(7,235 calls, 25 % refused, 25 % failed otherwise)")]
    public void Only_what_was_refused_is_called_refused(long failed, long refused, string words)
    {
        var use = SomeReport.Workshop.Uses[0] with { Calls = new CallCount(7235 - failed, failed), Refused = refused };
        AfterActionMarkdown.Render(SomeReport.Workshop with { Uses = [use] }).ShouldContain(words);
    }

    [Fact]
    public void Credentials_used_are_counted_by_principal_and_refusals_told_apart()
    {
        var question = new EvidenceQuestion(SomeReport.Workshop.Uses[0].Address, Scope, At("19:10"));
        CallRow Row(string who, string error, long succeeded, long failed, string first, string last) => new([who, error], new CallCount(succeeded, failed), default, At(first), At(last));
        var table = new CallTable(
            [CallColumn.Principal, CallColumn.Error],
            [
                Row("arn:aws:iam::111122223333:role/lab-GeneralInstanceRole", "", 10, 0, "00:19", "02:00"), Row("arn:aws:iam::111122223333:role/lab-GeneralInstanceRole", "AccessDenied", 0, 5, "01:00", "03:00"),
                Row("arn:aws:iam::111122223333:role/lab-GeneralInstanceRole", "Throttling", 0, 1, "01:00", "01:00"), Row("somebody", "", 20, 0, "01:00", "01:30"), Row("nobody", "", 0, 0, "01:00", "01:30"),
            ],
            5,
            new CallCount(30, 6));
        var uses = CredentialUse.Of(question, new EvidenceAnswer<CallFigures>(new CallFigures([], [table]), new Coverage(CoverageState.Answered, At("19:10"))));

        uses.Select(static use => (use.Name, use.Calls.All, use.Refused)).ShouldBe([("somebody", 20, 0), ("lab-GeneralInstanceRole", 16, 5)]);
        uses[0].Principal.ShouldBeNull();
        uses[1].Observed.ShouldBe(new Observations.ObservedInterval(At("00:19"), At("03:00")));
        CredentialUse.Of(question, new EvidenceAnswer<CallFigures>(null, new Coverage(CoverageState.Refused, At("19:10")))).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_to_be_put_right_has_a_reason_and_a_next_step()
    {
        var markdown = AfterActionMarkdown.Render(SomeReport.Workshop);
        markdown.ShouldContain("| EC2 instance | `i-0c79413d9f0d9941e` | 198.51.100.23 is its own address: what came from there came from it; findings name it as what was acted upon or used, 1 Aug 2024 00:20 – 00:54 UTC | Isolate it and take snapshots");
        markdown.ShouldContain("| Role | `lab-GeneralInstanceRole` | its credentials made 7,235 calls from 198.51.100.23, 1 Aug 2024 00:19 – 18:53 UTC (CloudTrail); ");
        markdown.ShouldContain("Revoke its sessions (last used 1 Aug 2024 18:53 UTC), then take away");
        AfterActionMarkdown.Render(SomeReport.Workshop with { State = new ReportState("closed false positive") { IsHarmless = true } }).ShouldContain("By the verdict nothing has to be put right.");
    }

    [Fact]
    public void Ten_thousand_notes_are_shortened_counted_and_no_decision_is_left_out()
    {
        ReportEvent Note(int at) => new(At("00:00").AddSeconds(at), ReportEventKind.Note, "Ana", $"note {at} " + new string('x', 5000));
        var decision = new ReportEvent(At("00:00").AddSeconds(5000), ReportEventKind.Decision, "Ben", "took the case") { IsKept = true };
        var markdown = AfterActionMarkdown.Render(SomeReport.Workshop with { Timeline = [.. Enumerable.Range(0, 10_000).Select(Note), decision], TimelineAt = "/api/v1/cases/17/timeline" });

        markdown.ShouldContain("Of 10,001 entries 1,000 stand here");
        markdown.ShouldContain("Left out are 9,001 of kind note; all of them stand in /api/v1/cases/17/timeline.");
        markdown.ShouldContain("note 0 ");
        markdown.ShouldContain("note 9999 ");
        markdown.ShouldContain("decision · Ben: took the case\n");
        markdown.ShouldContain(" … 3,0");
        markdown.Length.ShouldBeLessThan(2_500_000);
    }

    [Fact]
    public void A_thousand_marked_notes_and_pinned_answers_are_counted_where_they_are_left_out()
    {
        var note = SomeReport.Workshop.Key[0];
        var markdown = AfterActionMarkdown.Render(SomeReport.Workshop with { Key = [.. Enumerable.Repeat(note, 1000)], Pinned = [.. Enumerable.Repeat(SomeReport.Workshop.Pinned[0], 60)] });
        markdown.ShouldContain("900 more notes marked as key evidence are left out here; all of them stand in the thread.");
        markdown.ShouldContain("10 more answers are left out here; they stand in the thread.");
    }

    [Fact]
    public void A_version_says_which_it_is_and_who_had_it_made() =>
        AfterActionMarkdown.Render(SomeReport.Workshop with { Version = new ReportVersion(2, "Ana @x") }).ShouldContain("Version 2 of the report, made 1 Aug 2024 21:41 UTC by Ana `@x`.");

    [Fact]
    public void The_timeline_is_in_order_of_time()
    {
        var markdown = AfterActionMarkdown.Render(SomeReport.Workshop);
        markdown.ShouldContain(
            """
            - 1 Aug 2024 00:58 UTC · alert: finding updated: 12 → 41 occurrences
            - 1 Aug 2024 19:05 UTC · note · Ben in `teams:sec`: role policy allows `ssm:*` and `s3:ListAllMyBuckets,` ↵ nothing else (edited)
            - 1 Aug 2024 19:12 UTC · action · Ana: set the interval to 11:00 – 12:00

            """);
    }

    [Fact]
    public void The_same_report_gives_the_same_text() => AfterActionMarkdown.Render(SomeReport.Workshop).ShouldBe(AfterActionMarkdown.Render(SomeReport.Workshop with { Title = SomeReport.Workshop.Title }));

    [Fact]
    public void An_empty_case_still_makes_a_report()
    {
        var empty = new AfterActionReport { Title = "nothing", State = new ReportState("open"), Scope = new ScopeTime(Scope, ScopeOrigin.Finding), MadeAt = At("01:00") };
        AfterActionMarkdown.Render(empty).ShouldEndWith("## Summary\n\nNothing was observed.\n\n## Not learned\n\nEvery source that was asked answered in full.\n");
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
        markdown.Split('\n').Where(static line => line.StartsWith('#')).Count().ShouldBe(18);
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
