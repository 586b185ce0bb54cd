using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Answers from logs as the room shows them.</summary>
public sealed class EvidenceCardGoldenTests
{
    [Fact]
    public Task A_flow_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("flow.html", SomeEvidenceCards.Flow());

    [Fact]
    public Task An_activity_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("activity.html", SomeEvidenceCards.Activity());

    [Fact]
    public Task A_calls_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("calls.html", SomeEvidenceCards.Calls());

    [Fact]
    public Task A_new_behavior_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("new.html", SomeEvidenceCards.NewBehavior());

    [Fact]
    public Task An_interaction_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("interaction.html", SomeEvidenceCards.Interaction());

    [Fact]
    public Task An_addresses_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("addresses.html", SomeEvidenceCards.Addresses());

    [Fact]
    public Task A_Kubernetes_card_without_a_source_reads_as_its_golden_file() => GoldenCard.ExpectAsync("kubernetes.html", SomeEvidenceCards.Kubernetes());
}
