namespace ChatOps.Bot.Cards;

public sealed class CardChoicesTests
{
    private static readonly CardButton Menu = new("Snooze", new CardAction("snooze")) { Choices = [new("1 hour", "1h"), new("Until tomorrow", "until 08:00"), new("Until something changes", "until")] };

    private static readonly CardButton Both = Menu with { Prompt = "Reason" };

    [Theory]
    [InlineData("1h", "1h")]
    [InlineData("until", "until")]
    [InlineData("until 08:00", "until 08:00")]
    [InlineData("2h", null)]
    [InlineData("1H", null)]
    [InlineData("1h ", null)]
    [InlineData("1h off", null)]
    [InlineData("1 hour", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_menu_takes_what_it_offers_and_nothing_else(string? value, string? chosen)
    {
        CardChoices.Chosen(Menu, value)?.Value.ShouldBe(chosen);
        (CardChoices.WhyNot(Menu, value) is null).ShouldBe(chosen is not null);
    }

    [Theory]
    [InlineData("1h", "1h")]
    [InlineData("1h it is night", "1h")]
    [InlineData("until", "until")]
    [InlineData("until 08:00", "until 08:00")]
    [InlineData("until 08:00 then again", "until 08:00")]
    [InlineData("1hour", null)]
    [InlineData("it is night", null)]
    [InlineData(" 1h", null)]
    public void With_words_beside_it_the_longest_choice_counts(string value, string? chosen) => CardChoices.Chosen(Both, value)?.Value.ShouldBe(chosen);

    [Fact]
    public void What_is_not_offered_is_refused_with_what_is()
    {
        CardChoices.WhyNot(Menu, "never\u202E").ShouldBe("“never⟨U+202E⟩” is not among what “Snooze” lets choose: 1 hour, Until tomorrow or Until something changes.");
        CardChoices.WhyNot(Menu, null).ShouldBe("Choose one first: 1 hour, Until tomorrow or Until something changes.");
        CardChoices.WhyNot(new CardButton("Findings", new CardAction("findings")), "anything").ShouldBeNull();
    }

    [Fact]
    public void Only_what_every_chat_brings_back_whole_is_offered_each_once()
    {
        var many = Menu with { Choices = [new("one", "1"), new("again", "1"), new("none", ""), new("long", new string('x', 151)), new("broken", "a\nb"), new("spaces", " a"), new("half", "\uD800"), .. Enumerable.Range(10, 200).Select(static at => new CardChoice($"{at}", $"v{at}"))] };

        var offered = CardChoices.Of(many);

        offered.Count.ShouldBe(100);
        offered.Take(3).Select(static choice => choice.Label).ShouldBe(["one", "10", "11"]);
        CardChoices.Named(many).ShouldBe("one, 10, 11, 12, 13, 14, 15, 16 or 92 more");
        CardChoices.Chosen(many, "v300").ShouldBeNull();
    }

    [Fact]
    public void A_menu_without_anything_to_choose_is_not_shown() =>
        CardButtons.Pressable([Menu with { Id = "a" }, Menu with { Id = "b", Choices = [] }, Menu with { Id = "c", Choices = [new("none", "")] }]).Select(static button => button.Id).ShouldBe(["a"]);

    [Fact]
    public void In_words_a_menu_says_what_it_offers() =>
        CardWords.Of(new Card(CardKind.Case, CardText.Of("Assigned to ", new Someone("slack", "U1", "An\u202Ea"))) { Buttons = [Menu] }).ShouldBe("Assigned to An⟨U+202E⟩a\n[Snooze: 1 hour, Until tomorrow or Until something changes]");
}
