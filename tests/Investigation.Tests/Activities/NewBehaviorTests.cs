using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using static ChatOps.Investigation.Activities.SomeFigures;

namespace ChatOps.Investigation.Activities;

public sealed class NewBehaviorTests
{
    private static readonly CallColumn[] ByCall = [CallColumn.Service, CallColumn.Call];

    private static readonly CallRow[] Workshop =
    [
        Row(1080, 0, 0, "ssm", "DescribeParameters"), Row(1100, 0, 0, "s3", "ListBuckets"),
        Row(0, 1100, 0, "iam", "CreateUser"), Row(0, 1100, 0, "iam", "GetUser"), Row(0, 1100, 0, "dynamodb", "ListTables"),
        Row(300, 0, 5000, "ssm", "UpdateInstanceInformation"), Row(0, 0, 40, "ssm", "PutInventory"),
    ];

    private static NewBehavior Of(int days, EntityRef? entity = null, CallFigures? others = null, Func<string, (string?, string?)>? place = null, params CallTable[] tables)
    {
        var pass = ActivityPasses.For(ActivityTopic.NewBehavior, Question(entity ?? Role), Day)[0];
        var hours = HoursOf(pass.Question, days).Select(static hour => new CallHour(hour, new CallCount(10, 0)));
        return NewBehavior.Of(pass, new EvidenceAnswer<CallFigures>(new CallFigures([.. hours], tables), Coverage()), others, place);
    }

    [Fact]
    public void The_workshop_role_does_five_new_things()
    {
        var behavior = Of(21, tables: Table(ByCall, Workshop));
        behavior.Sentences().ShouldBe(["New for this role in the 21 days we hold: iam CreateUser, iam GetUser, dynamodb ListTables, s3 ListBuckets, 1 more."]);
        behavior.New.Select(static one => one.SuccessRate).ShouldBe([0, 0, 0, 1, 1]);
        behavior.New[0].First.ShouldBe(Day);
    }

    [Theory]
    [InlineData(0, "In training: 0 days of API calls (CloudTrail) held before this window; nothing is called new below 14.")]
    [InlineData(1, "In training: 1 day of API calls (CloudTrail) held before this window; nothing is called new below 14.")]
    [InlineData(13, "In training: 13 days of API calls (CloudTrail) held before this window; nothing is called new below 14.")]
    public void Below_14_covered_days_it_is_in_training(int days, string sentence)
    {
        var behavior = Of(days, tables: Table(ByCall, Workshop));
        behavior.Training.ShouldBe(days);
        behavior.New.ShouldBeEmpty();
        behavior.Increased.ShouldBeEmpty();
        behavior.Sentences().ShouldBe([sentence]);
    }

    [Fact]
    public void With_14_covered_days_it_is_not() => Of(14, tables: Table(ByCall, Workshop)).Training.ShouldBeNull();

    [Fact]
    public void A_call_made_far_more_often_is_increased_and_one_that_keeps_its_rate_is_not()
    {
        // 21 days: 504 hours; 24 hours of the scope expect 1/21 of the baseline's calls
        var table = Table(ByCall, Row(1200, 0, 2100, "ssm", "GetParameters"), Row(110, 0, 2100, "ssm", "PutInventory"), Row(199, 0, 2100, "ssm", "A"), Row(19, 0, 1, "ssm", "B"));
        var increased = Of(21, tables: table).Increased.ShouldHaveSingleItem();
        increased.Sentence.ShouldBe("ssm GetParameters 1,200 calls, 12 times the usual 100 for 24 hours.");
        (increased.PerDay, increased.UsualPerDay).ShouldBe((1200, 100));
        Of(21, tables: table).Sentences().ShouldBe(["Nothing new for this role in the 21 days we hold.", "More than usual: ssm GetParameters 1,200 calls, 12 times the usual 100 for 24 hours."]);
    }

    [Fact]
    public void What_others_of_the_account_do_is_common_here()
    {
        var others = new CallFigures([], [Table(ByCall, Row(1100, 0, 90, "s3", "ListBuckets"), Row(0, 1100, 0, "iam", "GetUser"), Row(0, 1101, 0, "iam", "CreateUser"))]);
        var fresh = Of(21, others: others, tables: Table(ByCall, Workshop)).New.ToDictionary(static one => one.Value, static one => one.CommonHere);
        fresh["s3 ListBuckets"].ShouldBe(true);
        fresh["iam CreateUser"].ShouldBe(true);
        fresh["iam GetUser"].ShouldBe(false);
        fresh["dynamodb ListTables"].ShouldBe(false);
        var cut = others with { Tables = [others.Tables[0] with { RowCount = 9 }] };
        Of(21, others: cut, tables: Table(ByCall, Workshop)).New.Single(static one => one.Value == "dynamodb ListTables").CommonHere.ShouldBeNull();
        Of(21, others: others, tables: Table(ByCall, Row(5, 0, 0, "s3", "ListBuckets"))).Sentences().ShouldBe(
            ["New for this role in the 21 days we hold: s3 ListBuckets (common in this account)."]);
    }

    [Fact]
    public void Networks_and_countries_are_new_when_none_of_their_addresses_called_before()
    {
        var table = Table([CallColumn.Address], Row(50, 10, 0, "198.51.100.23"), Row(5, 0, 0, "192.0.2.9"), Row(40, 0, 900, "192.0.2.1"), Row(1, 0, 0, "s3.amazonaws.com"));
        static (string?, string?) Place(string address) => address switch { "198.51.100.23" => ("AS64500 Example Hosting", "US"), "s3.amazonaws.com" => (null, null), _ => ("AS64501 Office", "DE") };
        var behavior = Of(21, place: Place, tables: table);
        behavior.Sentences().ShouldBe(
        [
            "New addresses for this role in the 21 days we hold: 198.51.100.23 (AS64500 Example Hosting, US), 192.0.2.9 (AS64501 Office, DE), s3.amazonaws.com.",
            "New networks: AS64500 Example Hosting.",
            "New countries: US.",
        ]);
        Of(21, place: Place, tables: table with { RowCount = 5 }).New.ShouldAllBe(static one => one.Dimension == NewDimension.Address);
        Of(21, place: Place, tables: table with { RowCount = 5 }).Sentences()[^1].ShouldBe("1 rarer value not looked at.");
    }

    [Fact]
    public void An_address_that_was_never_there_is_said_to_be_new_itself_and_does_not_list_itself()
    {
        var pass = ActivityPasses.For(ActivityTopic.NewBehavior, Question(Address), Day)[0];
        var hours = HoursOf(pass.Question, 21).Select(static hour => new CallHour(hour, new CallCount(hour < Day ? 0 : 10, 0)));
        CallTable[] tables = [Table(ByCall, Row(240, 0, 0, "s3", "ListBuckets")), Table([CallColumn.Address], Row(240, 0, 0, Address.Id))];
        NewBehavior.Of(pass, new EvidenceAnswer<CallFigures>(new CallFigures([.. hours], tables), Coverage())).Sentences().ShouldBe(
            ["This address was not seen in the 21 days we hold: all it does is new.", "New for this address in the 21 days we hold: s3 ListBuckets."]);
        var others = new CallFigures([], [Table(ByCall, Row(900, 0, 900, "s3", "ListBuckets"))]);
        NewBehavior.Of(pass, new EvidenceAnswer<CallFigures>(new CallFigures([.. hours], tables), Coverage()), others).Sentences().ShouldBe(
            ["This address was not seen in the 21 days we hold: all it does is new."]);
    }

    [Fact]
    public void Kubernetes_tells_verbs_and_namespaces()
    {
        var pass = ActivityPasses.For(ActivityTopic.NewBehavior, Question(new EntityRef(EntityKind.KubernetesSubject, "prod/alice", "111122223333")), Day)[2];
        var hours = HoursOf(pass.Question, 21).Select(static hour => new CallHour(hour, new CallCount(1, 0)));
        CallTable[] tables = [Table([CallColumn.Call], Row(0, 3, 0, "create pods/exec"), Row(9, 0, 99, "get pods")), Table([CallColumn.Place], Row(3, 0, 0, "kube-system"))];
        NewBehavior.Of(pass, new EvidenceAnswer<CallFigures>(new CallFigures([.. hours], tables), Coverage())).Sentences().ShouldBe(
            ["New for this subject in the 21 days we hold: create pods/exec.", "New namespaces: kube-system."]);
    }

    [Fact]
    public void Flows_tell_new_ports_and_addresses_but_no_ephemeral_ports()
    {
        var pass = ActivityPasses.For(ActivityTopic.NewBehavior, Question(), Day)[1];
        static FlowRow Flow(string value, long bytes, long rejected) =>
            new([value], new FlowTotals(Bytes(bytes), default, new(rejected, rejected, rejected * 40), default, default), default, Day, Day.AddHours(1));
        static FlowTable Table(FlowColumn column, params FlowRow[] rows) => new([column], rows, rows.Length, default);
        FlowTable[] tables =
        [
            Table(FlowColumn.LocalPort, Flow("9392", 0, 7), Flow("8728", 0, 9), Flow("54321", 0, 1), Flow("-", 9, 0)),
            Table(FlowColumn.RemotePort, Flow("6667", 0, 5), Flow("4444", 12_000, 0)),
            Table(FlowColumn.RemoteAddress, Flow("203.0.113.9", 5_000_000, 0)),
        ];
        var hours = HoursOf(pass.Question, 21).Select(static hour => new FlowHour(hour, new FlowTotals(Bytes(5), default, default, default, default)));
        NewBehavior.Of(pass, new EvidenceAnswer<FlowFigures>(new FlowFigures([.. hours], [], tables, []), Coverage()), static _ => ("AS64500 Example Hosting", "US")).Sentences().ShouldBe(
        [
            "New local ports for this instance in the 21 days we hold: 8728, 9392 (all rejected).",
            "New remote ports: 4444, 6667.",
            "New remote addresses: 203.0.113.9 (AS64500 Example Hosting, US).",
        ]);
    }

    [Theory]
    [InlineData(CoverageState.Unavailable, "API calls (CloudTrail): unavailable.")]
    [InlineData(CoverageState.NotAsked, "API calls (CloudTrail): not asked.")]
    public void No_answer_is_not_training(CoverageState state, string sentence)
    {
        var pass = ActivityPasses.For(ActivityTopic.NewBehavior, Question(Role), Day)[0];
        NewBehavior.Of(pass, new EvidenceAnswer<CallFigures>(null, Coverage(state))).Sentences().ShouldBe([sentence]);
    }

    [Fact]
    public void Days_are_taken_from_coverage_when_no_hours_came_along()
    {
        var pass = ActivityPasses.For(ActivityTopic.NewBehavior, Question(Role), Day)[0];
        var coverage = Coverage() with { RetainedFrom = Day.AddDays(-20), Missing = [new(Day.AddDays(-5), Day.AddDays(-4))] };
        NewBehavior.Of(pass, new EvidenceAnswer<CallFigures>(new CallFigures([], [Table(ByCall, Workshop)]), coverage)).DaysCovered.ShouldBe(19);
    }

    [Fact]
    public void Hostile_user_agents_pass_as_they_are_but_not_at_any_length()
    {
        var behavior = Of(21, tables: Table([CallColumn.UserAgent], Row(2, 0, 0, "<@U123> `rm -rf`"), Row(1, 0, 0, new string('u', 1024)), Row(9, 0, 0, "-")));
        behavior.Sentences()[0].ShouldBe($"New user agents for this role in the 21 days we hold: <@U123> `rm -rf`, {new string('u', 79)}….");
        behavior.New[1].Value.Length.ShouldBe(1024);
    }
}
