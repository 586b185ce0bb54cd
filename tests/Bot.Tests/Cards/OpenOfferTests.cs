using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Cards;

public sealed class OpenOfferTests
{
    private static EntityRef Address(int at) => new(EntityKind.IpAddress, $"203.0.113.{at}");

    [Fact]
    public void What_a_card_names_and_has_no_button_for_is_opened_by_one_that_lets_choose()
    {
        var button = OpenOffer.Of([Address(1), Address(2), Address(2), Address(3)], [EvidenceOffer.OpenHere(Address(1))]).ShouldHaveSingleItem();
        (button.Label, button.Action).ShouldBe(("Open…", new CardAction(Verb.Pivot)));
        button.Choices!.Select(static choice => (choice.Label, choice.Value)).ShouldBe([("IP address 203.0.113.2", "IpAddress:203.0.113.2"), ("IP address 203.0.113.3", "IpAddress:203.0.113.3")]);
    }

    [Fact]
    public void Without_such_there_is_no_button() => OpenOffer.Of([Address(1)], [EvidenceOffer.OpenHere(Address(1))]).ShouldBeEmpty();

    [Fact]
    public void No_more_than_a_menu_shows_and_nothing_a_chat_would_cut()
    {
        var named = new[] { new EntityRef(EntityKind.UserAgent, new string('x', 300)), new EntityRef(EntityKind.UserAgent, "a\u202eb"), new EntityRef(EntityKind.Bucket, new string('b', 120)) }.Concat(Enumerable.Range(1, 100).Select(Address));
        var choices = OpenOffer.Of(named, []).Single().Choices!;
        choices.Count.ShouldBe(OpenOffer.Most);
        choices.ShouldAllBe(static choice => choice.Label.Length <= 75 && choice.Value.Length <= CardChoices.LongestValue && !choice.Label.Contains('\u202e'));
    }

    [Theory]
    [InlineData("Calls", true)]
    [InlineData("Span", true)]
    [InlineData("Finding", false)]
    [InlineData("Case", false)]
    public void Answers_with_figures_can_be_pinned_and_show_one_of_both_buttons(string word, bool fits)
    {
        var kind = Enum.Parse<CardKind>(word);
        var card = new Card(kind, "title") { Buttons = [new CardButton("Flow", new CardAction(Verb.Flow))] };
        PinButton.On(card, false).Buttons.Select(static button => button.Label).ShouldBe(fits ? ["Flow", "Pin to report"] : ["Flow"]);
        PinButton.On(PinButton.On(card, false), true).Buttons.Select(static button => button.Label).ShouldBe(fits ? ["Flow", "Unpin"] : ["Flow"]);
    }
}
