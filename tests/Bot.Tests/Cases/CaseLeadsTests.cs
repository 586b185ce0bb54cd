using System.Text.Json.Nodes;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using static ChatOps.Bot.Cases.CaseTalk;
using static ChatOps.Bot.Cases.SomeCase;

namespace ChatOps.Bot.Cases;

public sealed class CaseLeadsTests : IAsyncLifetime
{
    private RunningHost host = null!;
    private InvestigationThread one = null!;
    private InvestigationThread two = null!;
    private InvestigationThread three = null!;

    public async Task InitializeAsync()
    {
        host = await CaseTalk.StartAsync();
        (one, _) = await host.AlertAsync(SomeFinding.Json(1));
        (two, _) = await host.AlertAsync(SomeFinding.Json(2));
        (three, _) = await host.AlertAsync(SomeFinding.Json(3));
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("{0}, {1}")]
    [InlineData("{0} {1}")]
    [InlineData("cases #{0} and #{1}")]
    public async Task Both_sides_name_each_other_in_all_threads(string words)
    {
        (await host.DoAsync(one, Ana, "@bot lead " + string.Format(null, words, two.Case, three.Case))).ShouldBeNull();
        var there = (await host.Get<ICaseStore>().ThreadsAsync(two.Case!.Value, default)).Single(static thread => thread.Channel == Ops);
        (await host.StandingAsync(one)).ShouldBe($"Case {one.Case} · new, nobody has it · leads cases {two.Case}, {three.Case}");
        (await host.StandingAsync(there)).ShouldBe($"Case {two.Case} · new, nobody has it · led by case {one.Case}");
        (await host.ToldAsync(one)).ShouldBe([$"Ana named this case the lead of cases {two.Case}, {three.Case}"]);
        (await host.ToldAsync(there)).ShouldBe([$"Ana put this case under the lead of case {one.Case}"]);

        (await host.DoAsync(one, Ana, $"@bot lead {two.Case}")).ShouldBe($"Case {one.Case} leads cases {two.Case}, {three.Case} already");
        (await host.DoAsync(one, Ana, "@bot lead off")).ShouldBeNull();
        (await host.StandingAsync(one)).ShouldBe($"Case {one.Case} · new, nobody has it");
        (await host.StandingAsync(there)).ShouldBe($"Case {two.Case} · new, nobody has it");
    }

    [Fact]
    public async Task Whoever_may_not_do_it_in_a_case_s_own_channel_does_not_do_it_from_another_one()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "policy.json");
        await File.WriteAllTextAsync(file, """{"default":"viewer","users":{"web:root":"admin"},"channels":{"web:security":"responder"}}""");
        await using var guarded = await CaseTalk.StartAsync($"--Policy:File={file}");
        var (here, _) = await guarded.AlertAsync(SomeFinding.Json(1));
        var opened = await guarded.Get<CommandDesk>().TakeAsync(new TypedCommand(Ops, null, Cat, "/investigate ip 203.0.113.77"), default);
        var there = (await guarded.Get<IThreadStore>().FindAsync(opened.Thread!.Value, default))!;
        var root = new Access.Person("web", "root", "Root");

        (await guarded.DoAsync(here, Cat, $"@bot lead {there.Case}"))!.ShouldStartWith($"Case {there.Case}: “lead” is for responders");
        (await guarded.CaseAsync(there)).Lead.ShouldBeNull();
        (await guarded.DoAsync(here, root, $"@bot lead {there.Case}")).ShouldBeNull();
        (await guarded.DoAsync(here, Cat, "@bot close benign")).ShouldBeNull();
        (await guarded.DoAsync(here, Cat, "@bot close led"))!.ShouldStartWith($"Case {there.Case}: “close” is for responders");
        (await guarded.CaseAsync(there)).State.ShouldBe(CaseState.New);
        (await guarded.DoAsync(here, root, "@bot close led")).ShouldBeNull();
        (await guarded.CaseAsync(there)).State.ShouldBe(CaseState.Closed);
    }

    [Fact]
    public async Task No_circles_and_no_chains()
    {
        (await host.DoAsync(one, Ana, $"@bot lead {one.Case}")).ShouldBe($"Case {one.Case} cannot lead itself. Name the numbers of other cases");
        (await host.DoAsync(one, Ana, $"@bot lead {two.Case}")).ShouldBeNull();
        (await host.DoAsync(two, Ana, $"@bot lead {one.Case}")).ShouldBe($"Case {two.Case} is led by case {one.Case}: let that one lead the others too, or end that first with @bot lead off");
        (await host.DoAsync(two, Ana, $"@bot lead {three.Case}"))!.ShouldContain($"is led by case {one.Case}");
        (await host.DoAsync(three, Ana, $"@bot lead {two.Case}")).ShouldBe($"Case {two.Case} is led by case {one.Case}: end that with @bot lead off in its thread");
        (await host.DoAsync(three, Ana, $"@bot lead {one.Case}")).ShouldBe($"Case {one.Case} leads case {two.Case} itself: make it the lead of this one, or end that with @bot lead off in its thread");
        (await host.DoAsync(two, Ana, "@bot lead off")).ShouldBeNull();
        (await host.StandingAsync(one)).ShouldBe($"Case {one.Case} · new, nobody has it");
        (await host.ToldAsync(one))[^1].ShouldBe($"Ana ended its lead of case {two.Case}");
    }

    [Fact]
    public async Task All_that_are_named_or_none()
    {
        (await host.DoAsync(one, Ana, $"@bot lead {two.Case} 99"))!.ShouldContain("There is no case 99");
        (await host.CaseAsync(two)).Lead.ShouldBeNull();
    }

    [Fact]
    public async Task Related_findings_are_led_in_one_go_as_far_as_they_can_be()
    {
        var far = SomeFinding.Json(4);
        far["resource"] = new JsonObject { ["resourceType"] = "Instance", ["instanceDetails"] = new JsonObject { ["instanceId"] = "i-0ffffffffffffffff" } };
        var (other, _) = await host.AlertAsync(far);
        await host.DoAsync(three, Ana, "@bot close benign");
        (await host.DoAsync(one, Ana, "@bot lead related")).ShouldBeNull();
        (await host.CaseAsync(two)).Lead.ShouldBe(one.Case);
        (await host.CaseAsync(three)).Lead.ShouldBeNull();
        (await host.CaseAsync(other)).Lead.ShouldBeNull();
        (await host.DoAsync(one, Ana, "@bot lead related"))!.ShouldContain("No related case was found");

        var asked = await host.Get<CommandDesk>().TakeAsync(new TypedCommand(Security, null, Ana, "/investigate instance i-0ffffffffffffffff"), default);
        var entity = (await host.Get<IThreadStore>().FindAsync(asked.Thread!.Value, default))!;
        (await host.DoAsync(entity, Ana, "@bot lead related")).ShouldBeNull();
        (await host.CaseAsync(other)).Lead.ShouldBe(entity.Case);
    }

    [Fact]
    public async Task Closing_the_lead_offers_to_close_what_it_leads_with_the_same_verdict()
    {
        await host.DoAsync(one, Ana, $"@bot lead {two.Case} {three.Case}");
        await host.DoAsync(two, Cat, "@bot close true-positive");
        await host.DoAsync(one, Ana, "@bot close benign a drill");
        (await host.PressAsync(one, Cat, "Close the case it leads as well")).ShouldBeNull();
        (await host.CaseAsync(two)).Verdict!.Kind.ShouldBe(VerdictKind.TruePositive);
        (await host.StandingAsync(three)).ShouldBe($"Case {three.Case} · closed as benign by Cat: a drill · led by case {one.Case}");
        (await host.ToldAsync(one))[^1].ShouldBe($"Cat closed case {three.Case} as well");
        (await host.DoAsync(one, Ana, "@bot close led")).ShouldBe($"Case {one.Case} leads no case that is open");
    }
}
