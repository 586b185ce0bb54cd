using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Web;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

public sealed class EvidenceCardsTests
{
    private static readonly DateTimeOffset Midnight = SomeEvidence.Midnight;

    [Fact]
    public void A_spike_is_named_and_its_button_sets_the_interval()
    {
        var card = Flow(SomeEvidence.Flows());

        CardWords.Of(card).ShouldContain("Inbound 255 MB at 02:00, 62 times the usual 4.1 MB at this hour (21 days).");
        CardWords.Of(card).ShouldContain("1,600 addresses contacted at 02:00 (usual 40)");
        card.Buttons[0].Label.ShouldBe("Set interval 02:00 – 03:00");
        card.Buttons[0].Action.ShouldBe(new CardAction(Verb.Interval, "2024-08-01T02:00:00Z..2024-08-01T03:00:00Z"));
        card.Buttons.Select(static button => button.Label).ShouldBe(["Set interval 02:00 – 03:00", "Set interval to…", "Activity table", "New", "Open…", "Narrow", "Widen"]);
        card.Buttons[2].Action.ShouldBe(new CardAction(Verb.Activity, "2024-08-01T02:00:00Z..2024-08-01T03:00:00Z Ec2Instance:i-0c79413d9f0d9941e"));
        card.Sections.OfType<CardChart>().Count().ShouldBe(2);
        CardWords.Of(card.Footnote!).ShouldBe("Source: network flows (complete until 1 Aug 2024 18:00 UTC, 5 objects read (1.2 MB), 80 from the index, 0.42 s on this host). Asked 1 Aug 2024 19:00 UTC.");
    }

    [Fact]
    public void The_csv_holds_bare_figures_and_every_hour()
    {
        var csv = CardCsv.Of(Flow(SomeEvidence.Flows()).Sections.OfType<CardTable>().Single()).Split("\r\n");

        csv[0].ShouldBe("hour,in,usual in,out,usual out,rejected in,rejected out,addresses in,addresses out,local ports,remote ports,complete");
        csv[3].ShouldBe("2024-08-01T02:00:00Z,254900000,4100000,1000000,1000000,28000,0,700,1600,6,900,yes");
        csv.Length.ShouldBe(8);
    }

    [Fact]
    public void Hours_on_their_way_are_said_and_can_be_asked_for_again()
    {
        var card = Flow(SomeEvidence.Flows(SomeEvidence.Covered(Midnight.AddMinutes(355)) with { AskedAt = Midnight.AddMinutes(366) }));

        CardWords.Of(card).ShouldContain("Network flows of 1 Aug 2024 05:00 – 06:00 UTC are not complete yet: logs arrive about 10 min late. Shown until 05:55 UTC.");
        card.Buttons.ShouldContain(new CardButton("Ask again", new CardAction(Verb.Flow, "2024-08-01T00:00:00Z..2024-08-01T06:00:00Z Ec2Instance:i-0c79413d9f0d9941e")));
    }

    [Theory]
    [InlineData(CoverageState.NotAsked, "no source configured", "Not known: Network flows: not asked, no source configured")]
    [InlineData(CoverageState.Refused, "AccessDenied on s3:ListBucket", "Not known: Network flows: refused, AccessDenied on s3:ListBucket")]
    [InlineData(CoverageState.Unavailable, "more than 20 GB are not in the index", "Not known: Network flows: unavailable, more than 20 GB are not in the index")]
    public void A_question_that_failed_is_never_an_empty_answer(CoverageState state, string reason, string said)
    {
        var card = Flow(new EvidenceAnswer<FlowFigures>(null, new Coverage(state, Midnight.AddHours(19), reason)));

        CardWords.Of(card).ShouldContain(said);
        card.Sections.ShouldAllBe(static section => section is CardParagraph);
        card.Buttons.ShouldNotContain(static button => button.Label.StartsWith("Set interval", StringComparison.Ordinal));
    }

    [Fact]
    public void Hours_without_an_object_and_what_was_passed_over_are_said()
    {
        var coverage = SomeEvidence.Covered() with { Missing = [new TimeWindow(Midnight.AddHours(3), Midnight.AddHours(5))], Notes = ["1 object is damaged"], RetainedFrom = Midnight.AddHours(1) };

        var words = CardWords.Of(Flow(SomeEvidence.Flows(coverage)));

        words.ShouldContain("Network flows: no log object covers 2 hours, in the window 1 Aug 2024 03:00 – 05:00 UTC");
        words.ShouldContain("Network flows: 1 object is damaged");
        words.ShouldContain("Network flows: nothing is held from before 1 Aug 2024 01:00 UTC");
    }

    [Fact]
    public void An_instance_s_own_public_address_leads_to_the_instance()
    {
        var own = new OwnAddress("198.51.100.23", SomeEvidence.Instance.Id, null, true);
        var answer = new EvidenceAnswer<FlowFigures>(null, new Coverage(CoverageState.Empty, Midnight.AddHours(19), "flow logs show private addresses only"));
        var question = SomeEvidence.Question(SomeEvidence.Address);

        var card = FlowCard.Of(SomeEvidence.Frame(Verb.Flow, SomeEvidence.Address, own: own), FlowVolume.Of(question, answer), DistinctCounts.Of(question, answer), [], answer.Coverage);

        CardWords.Of(card).ShouldContain("198.51.100.23 is the public address of i-0c79413d9f0d9941e itself: flow logs show private addresses only, so ask for the instance.");
        card.Buttons[0].ShouldBe(new CardButton("Flow of the instance", new CardAction(Verb.Flow, "2024-08-01T00:00:00Z..2024-08-01T06:00:00Z Ec2Instance:i-0c79413d9f0d9941e")));
    }

    [Fact]
    public void Activity_names_protocols_and_directions_and_says_how_many_rows_there_are()
    {
        var card = Activity("203.0.113.200");
        var words = CardWords.Of(card);

        words.ShouldContain("250.8 MB in, 2.0 MB out, 1 record rejected; 8 addresses, led by 203.0.113.200 with 250.8 MB in.");
        words.ShouldContain("203.0.113.200 | 443 | 51234 | 250.8 MB | 2.0 MB | TCP | both | accept");
        words.ShouldContain("192.0.2.7 | - | - | 40 B | 0 B | ICMP | in | reject");
        words.ShouldContain("all |  |  | 250.8 MB | 2.0 MB |  |  | \n");
        words.ShouldContain("The CSV holds the first 2 of 9 rows");
        CardButtons.Of(card).ShouldContain(static button => button.Action == new CardAction(Verb.Pivot, "IpAddress:203.0.113.200"));
    }

    [Fact]
    public void Calls_say_what_succeeded_what_failed_and_by_whom()
    {
        var words = CardWords.Of(Calls("arn:aws:iam::111122223333:role/lab-GeneralInstanceRole"));

        words.ShouldContain("1,272 successful · 1,080 failed; usual in these hours 0 and 0.");
        words.ShouldContain("54.1 % of the calls succeed.");
        words.ShouldContain("Successful: ssm GetParameters 912 · s3 ListBuckets 360");
        words.ShouldContain("Failed: iam CreateUser 1,080 (AccessDenied)");
        words.ShouldContain("- All of them by lab-GeneralInstanceRole [Open here]");
        words.ShouldContain("ssm | GetParameters | 912 | 0 | 00:03 UTC | 05:40 UTC");
        words.ShouldContain("6 of 6 hours are far above the usual.");
    }

    [Fact]
    public void The_full_tree_is_in_the_csv() =>
        CardCsv.Of(Calls("arn:aws:iam::111122223333:role/lab-GeneralInstanceRole").Sections.OfType<CardTable>().First()).Split("\r\n")[..2].ShouldBe(
            ["address,principal,service,call,successful,failed,first,last", "198.51.100.23,lab-GeneralInstanceRole,ssm,GetParameters,912,0,2024-08-01T00:03:00Z,2024-08-01T05:40:00Z"]);

    [Fact]
    public void A_young_baseline_gives_the_training_notice()
    {
        var card = NewBehaviorCard.Of(
            SomeEvidence.Frame(Verb.New, SomeEvidence.Address),
            [new NewBehavior(SomeEvidence.Address, EvidenceKind.ApiCalls, SomeEvidence.Scope, 6, [], [], default, 0)],
            [new AskedSource(EvidenceKind.ApiCalls, SomeEvidence.Covered())]);

        CardWords.Of(card).ToLowerInvariant().ShouldContain("training");
        card.Sections.OfType<CardTable>().ShouldBeEmpty();
    }

    [Fact]
    public void No_card_has_more_than_two_rows_of_buttons_and_none_that_does_not_work()
    {
        foreach (var card in (Card[])[Flow(SomeEvidence.Flows()), Activity("203.0.113.200"), Calls("root")])
        {
            card.Buttons.Count.ShouldBeLessThanOrEqualTo(2 * EvidenceOffer.MostInRow);
            card.Buttons.Select(static button => button.Action).ShouldBeUnique();
        }

        EvidenceOffer.Nothing.All(SomeEvidence.Instance).ShouldBeEmpty();
        new EvidenceOffer([EvidenceKind.ApiCalls]).All(SomeEvidence.Instance).Select(static button => button.Action.Verb).ShouldBe([Verb.Calls, Verb.New, Verb.Interaction]);
        SomeEvidence.Everything.All(new EntityRef(EntityKind.ContainerImage, "x")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(HostileStrings.All), MemberType = typeof(HostileStrings))]
    public void What_logs_hold_never_becomes_our_words(string hostile)
    {
        var frame = SomeEvidence.Frame(Verb.New, new EntityRef(EntityKind.UserAgent, hostile));
        var coverage = SomeEvidence.Covered() with { Notes = [hostile] };
        var question = SomeEvidence.Question(frame.Entity);
        var calls = SomeEvidence.Calls(hostile, coverage);
        var flows = SomeEvidence.Flows(coverage);
        Card[] cards =
        [
            CallsCard.Of(frame, CallVolume.Of(question, calls), calls.Value, coverage),
            FlowCard.Of(frame, FlowVolume.Of(question, flows), DistinctCounts.Of(question, flows), [hostile], coverage),
            Activity(hostile),
            AddressesCard.Of(frame, [new AddressAssignment(hostile, hostile, Midnight, Midnight, 1)], [new ToldAddress(hostile, hostile, true, Midnight, Midnight, 1)], coverage),
            NewBehaviorCard.Of(
                frame,
                [
                    new NewBehavior(frame.Entity, EvidenceKind.ApiCalls, SomeEvidence.Scope, 21, [New(NewDimension.UserAgent, hostile)], [new IncreasedCalls(hostile, new CallCount(9, 9), 1, 1, 4, hostile)], default, 0),
                    new NewBehavior(frame.Entity, EvidenceKind.Flows, SomeEvidence.Scope, 21, [New(NewDimension.RemoteAddress, hostile)], [], default, 0),
                ],
                [new AskedSource(EvidenceKind.ApiCalls, coverage)]),
            InteractionCard.Of(
                frame,
                [
                    new ResourceInteraction(InteractionKind.AssumedBy, [new Interaction(hostile, frame.Entity, hostile, null, null, default, 0, 0) { From = hostile }], 2, hostile),
                    new ResourceInteraction(InteractionKind.Addresses, [new Interaction(hostile, null, hostile, null, null, default, 0, 0)], 1, hostile),
                ],
                [new AskedSource(EvidenceKind.Flows, new Coverage(CoverageState.Unavailable, Midnight, hostile))]),
        ];

        foreach (var card in cards)
        {
            foreach (var words in Runs(card).Select(static run => run switch { Words words => words.Text, Strong strong => strong.Text, _ => "" })) words.ShouldNotContain(hostile);
            var html = WebCardRenderer.Render(card, "c1", 1);
            html.ShouldNotContain("<script", Case.Insensitive);
            html.ShouldNotContain("<img src=x");
            html.ShouldNotContain("<h1>");
            CardWords.Of(card).Length.ShouldBeGreaterThan(10);
            foreach (var table in card.Sections.OfType<CardTable>()) CardCsv.Of(table).ShouldNotContain("\r\n=");
        }
    }

    private static NewlyObserved New(NewDimension dimension, string value) => new(dimension, value, new CallCount(1, 2), default, null, null, true) { Country = value, Network = value };

    private static Card Flow(EvidenceAnswer<FlowFigures> answer)
    {
        var question = SomeEvidence.Question(SomeEvidence.Instance);
        return FlowCard.Of(SomeEvidence.Frame(Verb.Flow, SomeEvidence.Instance), FlowVolume.Of(question, answer), DistinctCounts.Of(question, answer), answer.Value?.Interfaces ?? [], answer.Coverage);
    }

    private static Card Activity(string address)
    {
        var big = new FlowTotals(SomeEvidence.Bytes(250_800_000, 12), SomeEvidence.Bytes(2_000_000, 12), default, default, default);
        return ActivityCard.Of(
            SomeEvidence.Frame(Verb.Activity, SomeEvidence.Instance),
            SomeEvidence.Activity(
                [SomeEvidence.Row(big, address, "443", "51234", "6", "ACCEPT"), SomeEvidence.Row(new FlowTotals(default, default, SomeEvidence.Bytes(40), default, default), "192.0.2.7", "-", "-", "1", "REJECT")],
                [SomeEvidence.Row(big, address)]),
            null,
            SomeEvidence.Covered());
    }

    private static Card Calls(string principal)
    {
        var answer = SomeEvidence.Calls(principal);
        return CallsCard.Of(SomeEvidence.Frame(Verb.Calls, SomeEvidence.Address), CallVolume.Of(SomeEvidence.Question(SomeEvidence.Address), answer), answer.Value, answer.Coverage);
    }

    private static IEnumerable<CardRun> Runs(Card card) => card.Sections.SelectMany(static section => section switch
    {
        CardParagraph paragraph => paragraph.Text.Runs,
        CardFacts facts => facts.Facts.SelectMany(static fact => fact.Value.Runs),
        CardList list => list.Items.SelectMany(static item => item.Text.Runs),
        CardTable table => table.Rows.SelectMany(static row => row).SelectMany(static cell => cell.Runs).Append(new Words(table.Caption)),
        CardChart { Caption: { } caption } => [new Words(caption)],
        _ => [],
    }).Concat(card.Title.Runs).Concat(card.Footnote?.Runs ?? []);
}
