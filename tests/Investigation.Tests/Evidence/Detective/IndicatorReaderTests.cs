using Amazon.Detective;
using Amazon.Detective.Model;

namespace ChatOps.Investigation.Evidence.Detective;

public sealed class IndicatorReaderTests
{
    public static TheoryData<Indicator?, DetectiveIndicator> Told => new()
    {
        {
            Of("TTP_OBSERVED", new IndicatorDetail { TTPsObservedDetail = new TTPsObservedDetail { Tactic = "Discovery", Technique = "t", Procedure = "p", IpAddress = "203.0.113.7", APIName = "GetUser", APISuccessCount = 0, APIFailureCount = 60 } }),
            new ObservedTactic("Discovery", "t", "p", "203.0.113.7", "GetUser", 0, 60)
        },
        {
            Of("IMPOSSIBLE_TRAVEL", new IndicatorDetail { ImpossibleTravelDetail = new ImpossibleTravelDetail { StartingIpAddress = "203.0.113.7", EndingIpAddress = "198.51.100.1", StartingLocation = "Oslo", EndingLocation = "Perth", HourlyTimeDelta = 2 } }),
            new ImpossibleTravel("203.0.113.7", "Oslo", "198.51.100.1", "Perth", 2)
        },
        { Of("FLAGGED_IP_ADDRESS", new IndicatorDetail { FlaggedIpAddressDetail = new FlaggedIpAddressDetail { IpAddress = "203.0.113.7", Reason = Reason.AWS_THREAT_INTELLIGENCE } }), new FlaggedAddress("203.0.113.7", "AWS_THREAT_INTELLIGENCE") },
        { Of("NEW_GEOLOCATION", new IndicatorDetail { NewGeolocationDetail = new NewGeolocationDetail { Location = "Lagos", IpAddress = "203.0.113.7", IsNewForEntireAccount = true } }), new NewGeolocation("Lagos", "203.0.113.7", true) },
        { Of("NEW_ASO", new IndicatorDetail { NewAsoDetail = new NewAsoDetail { Aso = "Example" } }), new NewNetwork("Example", null) },
        { Of("NEW_USER_AGENT", new IndicatorDetail { NewUserAgentDetail = new NewUserAgentDetail { UserAgent = "<!channel>", IsNewForEntireAccount = false } }), new NewUserAgent("<!channel>", false) },
        { Of("RELATED_FINDING", new IndicatorDetail { RelatedFindingDetail = new RelatedFindingDetail { Arn = "a", Type = "t", IpAddress = "203.0.113.7" } }), new RelatedFinding("a", "t", "203.0.113.7") },
        { Of("RELATED_FINDING_GROUP", new IndicatorDetail { RelatedFindingGroupDetail = new RelatedFindingGroupDetail { Id = "g" } }), new RelatedFindingGroup("g") },
        { Of("TTP_OBSERVED", null), new ObservedTactic(null, null, null, null, null, null, null) },
        { Of("FLAGGED_IP_ADDRESS", new IndicatorDetail()), new FlaggedAddress(null, null) },
        { Of(null, new IndicatorDetail { NewAsoDetail = new NewAsoDetail { Aso = "Example" } }), new NewNetwork("Example", null) },
        { Of("QUANTUM_LEAP", new IndicatorDetail()), new UnknownIndicator("QUANTUM_LEAP") },
        { Of(null, null), new UnknownIndicator(null) },
        { null, new UnknownIndicator(null) },
    };

    [Theory]
    [MemberData(nameof(Told))]
    public void Each_kind_is_read_whatever_of_it_is_missing(Indicator? told, DetectiveIndicator read) => IndicatorReader.Of(told).ShouldBe(read);

    [Fact]
    public void Addresses_are_told_in_their_canonical_spelling_once_and_what_is_none_is_not()
    {
        new ImpossibleTravel("2001:DB8::1", null, "2001:db8:0::1", null, null).Addresses.ShouldBe(["2001:db8::1"]);
        new FlaggedAddress("not an address", null).Addresses.ShouldBeEmpty();
        new FlaggedAddress(null, null).Says.ShouldBe("flagged by threat intelligence");
        new NewUserAgent("x", null).Addresses.ShouldBeEmpty();
    }

    [Fact]
    public void A_report_is_read_as_it_was_written()
    {
        var graph = BehaviorGraph.Read("arn:aws:detective:us-east-1:111122223333:graph:0123456789abcdef0123456789abcdef").ShouldNotBeNull();
        var run = new DetectiveRun(graph, "1", "arn:aws:iam::111122223333:role/x", RunStatus.Successful) { Severity = "HIGH", ScopeStart = DateTimeOffset.UnixEpoch, ScopeEnd = DateTimeOffset.UnixEpoch.AddHours(3) };
        DetectiveIndicator[] all = [.. Told.Select(static row => (DetectiveIndicator)row[1])];
        var read = DetectiveReport.Read(new DetectiveReport(run, all, DateTimeOffset.UnixEpoch, ["cut"]).Write());
        read.Run.ShouldBe(run);
        read.Indicators.ShouldBe(all);
        read.Notes.ShouldBe(["cut"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("arn:aws:detective:us-east-1:1:graph:0123456789abcdef0123456789abcdef")]
    [InlineData("arn:aws:detective:us-east-1:111122223333:graph:0123456789abcdef0123456789abcdef\n<!channel>")]
    public void What_is_no_graph_s_ARN_is_no_graph(string? arn) => BehaviorGraph.Read(arn).ShouldBeNull();

    private static Indicator Of(string? kind, IndicatorDetail? detail) => new() { IndicatorType = kind is null ? null : new IndicatorType(kind), IndicatorDetail = detail };
}
