using System.Text.RegularExpressions;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.TestKit;

namespace ChatOps.Bot.Conventions;

/// <summary>What documents and help say of verbs and decisions is so.</summary>
public sealed partial class DocumentTests
{
    /// <summary>Done on the operator's page, by nobody typed.</summary>
    private static readonly string[] OfThePage = [Verb.Resend];

    private static IEnumerable<string> Typed => Verb.LeastRole.Keys.Except(OfThePage);

    [Fact]
    public void Who_may_do_what_lists_each_verb_with_its_least_role()
    {
        var said = RoleRow().Matches(Repository.Read("docs/who-may-do-what.md"))
            .SelectMany(static row => Word().Matches(row.Groups[2].Value.Split(", and ")[0]).Select(verb => $"{row.Groups[1].Value} {verb.Value}"));

        said.ShouldBe(Verb.LeastRole.Select(static pair => $"{pair.Value.ToString().ToLowerInvariant()} {pair.Key}"), ignoreOrder: true);
    }

    [Fact]
    public void Readme_and_help_name_every_verb_that_is_typed()
    {
        var readme = Repository.Read("README.md");
        var help = CardWords.Of(HelpCard.Of());
        foreach (var verb in Typed)
        {
            Regex.IsMatch(readme, $@"\b{verb}\b").ShouldBeTrue($"README does not name {verb}");
            Regex.IsMatch(help, $@"\b{verb}\b").ShouldBeTrue($"help does not name {verb}");
        }
    }

    [Fact]
    public void Policies_that_are_shown_can_be_used()
    {
        var shown = JsonBlock().Matches(Repository.Read("docs/who-may-do-what.md")).Select(static block => block.Groups[1].Value).ToList();
        shown.Count.ShouldBeGreaterThan(3);
        foreach (var policy in shown)
        {
            var errors = new List<string>();
            new PolicyReading(errors).Read(policy);
            errors.ShouldBeEmpty(policy);
        }
    }

    [Fact]
    public void Decisions_are_numbered_once_and_say_their_number()
    {
        var files = Directory.GetFiles(Repository.PathOf("docs/decisions"), "*.md").Select(static file => (Name: Path.GetFileName(file), Title: File.ReadLines(file).First())).ToList();

        files.Select(static file => file.Name[..4]).ShouldBeUnique();
        foreach (var (name, title) in files) title.ShouldStartWith($"# {int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture)}. ", Case.Sensitive, name);
    }

    [GeneratedRegex(@"^\| (viewer|responder|admin) \| (.+) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex RoleRow();

    [GeneratedRegex(@"```json\r?\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(@"[a-z]+")]
    private static partial Regex Word();
}
