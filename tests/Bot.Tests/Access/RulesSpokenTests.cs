using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Access;

/// <summary>What admins are told of the policy and the audit log, in the real host.</summary>
public sealed class RulesSpokenTests : IAsyncLifetime, IDisposable
{
    private const string Policy = """
        {
          "default": "viewer",
          "users": { "web:ana": "admin", "web:ben": "responder", "web:nobody": "none" },
          "groups": { "slack:S0614TZR7": "responder" },
          "channels": { "web:security": { "verbs": { "close": "admin" } }, "web:closed": "none" },
          "verbs": { "note": "responder" }
        }
        """;

    private readonly TemporaryFolder folder = new();
    private RunningHost host = null!;

    private string File => Path.Combine(folder.Path, "policy.json");

    public async Task InitializeAsync()
    {
        await System.IO.File.WriteAllTextAsync(File, Policy);
        host = await RunningHost.StartAsync($"--Policy:File={File}");
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_admin_is_told_the_whole_policy_and_where_it_stands()
    {
        var text = (await host.CommandAsync("/policy")).Text.ShouldNotBeNull();
        text.ShouldStartWith("You are admin in web:security: user web:ana says so.");
        text.ShouldContain($"The policy file is {File}");
        text.ShouldContain("Everybody not named: viewer");
        text.ShouldContain("Users: web:ana admin, web:ben responder, web:nobody none");
        text.ShouldContain("Groups: slack:S0614TZR7 responder");
        text.ShouldContain("Channels: web:security (close admin), web:closed none");
        text.ShouldContain("Verbs that differ from what is built in: note responder");
        text.ShouldContain("Responder, beside that, may here: note, interval,");
        text.ShouldContain("Admin, beside that, may here: close, policy, ingest, resend, audit");
    }

    [Theory]
    [InlineData("/policy @ben", "web:ben is responder in web:security: user web:ben says so.", "May not: close (admin), policy (admin), ingest (admin)")]
    [InlineData("/policy cleo", "web:cleo is viewer in web:security: the default says so.", "May not: note (responder),")]
    [InlineData("/policy web:nobody", "web:nobody is without a role in web:security: user web:nobody says so.", "May: none")]
    [InlineData("/policy ana", "web:ana is admin in web:security: user web:ana says so.", "May not: none")]
    [InlineData("/policy slack:U123", "slack:U123 is viewer in web:security: the default says so.", "Groups were not counted")]
    [InlineData("/policy @", "Name somebody", "such as web:ana")]
    [InlineData("/policy teams:", "Name somebody", "such as web:ana")]
    [InlineData("/policy \u202Enimda", "⟨U+202E⟩nimda is viewer", "the default says so")]
    public async Task One_person_is_told_with_what_gives_them_their_role(string asked, string says, string also)
    {
        var text = (await host.CommandAsync(asked)).Text.ShouldNotBeNull();
        text.ShouldContain(says);
        text.ShouldContain(also);
    }

    [Theory]
    [InlineData("/policy", "ben", "“policy” is for admins; ben is responder in web:security. Somebody who is admin can do it, or change the policy file.")]
    [InlineData("/audit", "cleo", "“audit” is for admins; cleo is viewer in web:security.")]
    [InlineData("/audit nonsense of any kind", "cleo", "“audit” is for admins")]
    [InlineData("/policy @ana", "nobody", "“policy” is for admins; nobody is without a role in web:security.")]
    public async Task Whoever_is_no_admin_is_told_their_own_role_and_who_may_and_nothing_else(string asked, string who, string says)
    {
        var text = (await host.CommandAsync(asked, who)).Text.ShouldNotBeNull();
        text.ShouldStartWith(says);
        text.ShouldNotContain(File);
        var entry = (await host.Get<IAuditLog>().ListAsync(1, default)).Single();
        (entry.Person, entry.Name, entry.Allowed).ShouldBe(($"web:{who}", who, false));
    }

    [Fact]
    public async Task Names_that_look_alike_are_told_apart_by_their_ids()
    {
        var people = host.Get<IPersonDirectory>();
        Person[] spoke = [new("slack", "U1", "Ana"), new("slack", "U2", "An\u200Ba"), new("slack", "U3", "Аna")];
        foreach (var person in spoke)
        {
            await host.Get<Jobs.IUnitOfWork>().WriteAsync(
                async work =>
                {
                    await people.HeardAsync(work, person);
                    return true;
                },
                default);
        }

        var text = (await host.CommandAsync("/policy slack:Ana")).Text.ShouldNotBeNull();
        text.ShouldContain("slack:Ana is viewer", Case.Sensitive, "an id is an id, and a name is not");
        var asked = new Investigate.Asked(new Person("slack", "U9", "Cleo"), new ChannelRef("slack", "T1", "C1"), null, Verb.Policy, "@ana");
        (await host.Get<Investigate.Rules.WhoIsMeant>().OfAsync(asked, "@ana", default)).Why.ShouldBe("Which one? An⟨U+200B⟩a (slack:U2), Ana (slack:U1). Name one as in the brackets.");
        (await host.Get<Investigate.Rules.WhoIsMeant>().OfAsync(asked, "Аna", default)).Person!.Id.ShouldBe("U3");
        (await host.Get<Investigate.Rules.WhoIsMeant>().OfAsync(asked, "@everyone", default)).Why!.ShouldStartWith("Nobody called “everyone” has spoken to the bot in this chat.");
        (await host.Get<Investigate.Rules.WhoIsMeant>().OfAsync(asked with { Mentioned = [new Person("slack", "U7", "Dora")] }, "@Dora", default)).Person!.Id.ShouldBe("U7");
    }

    [Fact]
    public async Task The_audit_log_is_told_newest_first_and_by_whatever_is_asked()
    {
        await host.CommandAsync("/close benign our own scanner", "ben");
        await host.CommandAsync("/help", "ben");
        await host.CommandAsync("/close 17 " + new string('x', 5000), "cleo");
        await host.CommandAsync("/help @everyone \u202E", "cleo");

        (await AuditAsync("")).ShouldBe(["cleo help", "cleo close", "ben help", "ben close"]);
        (await AuditAsync("@ben")).ShouldBe(["ben help", "ben close"]);
        (await AuditAsync("ben close")).ShouldBe(["ben close"]);
        (await AuditAsync("refused")).ShouldBe(["cleo close", "ben close"]);
        (await AuditAsync("refused last 24h @cleo")).ShouldBe(["cleo close"]);
        (await AuditAsync("last 24h allowed close")).ShouldBeEmpty();
        (await AuditAsync("2024-08-01 11:00..12:00 refused")).ShouldBeEmpty();
        (await AuditAsync("yesterday @ben")).ShouldBeEmpty();
        (await AuditAsync("in security refused close")).ShouldBe(["cleo close", "ben close"]);
        (await AuditAsync("in web:other")).ShouldBeEmpty();
        (await AuditAsync("here ben")).ShouldBe(["ben help", "ben close"]);

        var text = (await host.CommandAsync("/audit close refused @cleo")).Text.ShouldNotBeNull();
        text.ShouldStartWith("One entry, newest first, UTC\n");
        text.ShouldContain("· web:cleo · close “17 xxx");
        text.ShouldContain("· refused: “close” is for admins; cleo is viewer");
        (await host.CommandAsync("/audit help @cleo")).Text!.ShouldContain("“@everyone ⟨U+202E⟩”");
    }

    [Theory]
    [InlineData("/audit close note", "One verb at a time, and here are close and note. audit takes a person")]
    [InlineData("/audit last 24parsecs", "has no unit known here")]
    [InlineData("/audit 2999-01-01..2999-01-02", "has not happened yet")]
    [InlineData("/audit xyzzy", "Nothing of that kind was asked")]
    public async Task What_cannot_be_meant_is_told_with_what_would_work(string asked, string says) => (await host.CommandAsync(asked)).Text!.ShouldContain(says);

    [Fact]
    public async Task Never_more_than_a_chat_shows_is_told()
    {
        for (var n = 0; n < 25; n++) await host.CommandAsync($"/close {new string('x', 200)} {n}", $"somebody with a long name, {n}");
        var text = (await host.CommandAsync("/audit close")).Text.ShouldNotBeNull();
        text.Length.ShouldBeLessThan(2900);
        text.ShouldContain("There are more: ask for fewer, or read all of them at /operator.");
        text.Split('\n').Length.ShouldBeLessThanOrEqualTo(22);
    }

    /// <summary>Who asked what, without what this test asks.</summary>
    private async Task<IReadOnlyList<string>> AuditAsync(string asked)
    {
        var text = (await host.CommandAsync($"/audit {asked}")).Text.ShouldNotBeNull();
        return [.. text.Split('\n').Where(static line => line.Contains(" · web:", StringComparison.Ordinal)).Select(static line => line.Split(" · ")).Select(static parts => $"{parts[1][4..]} {parts[2].Split(' ')[0]}").Where(static line => !line.StartsWith("ana ", StringComparison.Ordinal))];
    }
}
