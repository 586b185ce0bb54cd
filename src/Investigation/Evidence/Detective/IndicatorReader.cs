using Amazon.Detective;
using Amazon.Detective.Model;

namespace ChatOps.Investigation.Evidence.Detective;

/// <summary>Makes our indicators of AWS's. The kind decides; without one, whichever detail there is. A kind without its detail is still that kind.</summary>
internal static class IndicatorReader
{
    public static DetectiveIndicator Of(Indicator? indicator)
    {
        var detail = indicator?.IndicatorDetail ?? new IndicatorDetail();
        var kind = indicator?.IndicatorType ?? KindOf(detail);
        return kind?.Value switch
        {
            "TTP_OBSERVED" => Tactic(detail.TTPsObservedDetail),
            "IMPOSSIBLE_TRAVEL" => Travel(detail.ImpossibleTravelDetail),
            "FLAGGED_IP_ADDRESS" => new FlaggedAddress(detail.FlaggedIpAddressDetail?.IpAddress, detail.FlaggedIpAddressDetail?.Reason?.Value),
            "NEW_GEOLOCATION" => new NewGeolocation(detail.NewGeolocationDetail?.Location, detail.NewGeolocationDetail?.IpAddress, detail.NewGeolocationDetail?.IsNewForEntireAccount),
            "NEW_ASO" => new NewNetwork(detail.NewAsoDetail?.Aso, detail.NewAsoDetail?.IsNewForEntireAccount),
            "NEW_USER_AGENT" => new NewUserAgent(detail.NewUserAgentDetail?.UserAgent, detail.NewUserAgentDetail?.IsNewForEntireAccount),
            "RELATED_FINDING" => new RelatedFinding(detail.RelatedFindingDetail?.Arn, detail.RelatedFindingDetail?.Type, detail.RelatedFindingDetail?.IpAddress),
            "RELATED_FINDING_GROUP" => new RelatedFindingGroup(detail.RelatedFindingGroupDetail?.Id),
            var unknown => new UnknownIndicator(unknown),
        };
    }

    private static ObservedTactic Tactic(TTPsObservedDetail? told) =>
        new(told?.Tactic, told?.Technique, told?.Procedure, told?.IpAddress, told?.APIName, told?.APISuccessCount, told?.APIFailureCount);

    private static ImpossibleTravel Travel(ImpossibleTravelDetail? told) =>
        new(told?.StartingIpAddress, told?.StartingLocation, told?.EndingIpAddress, told?.EndingLocation, told?.HourlyTimeDelta);

    private static IndicatorType? KindOf(IndicatorDetail detail)
    {
        if (detail.TTPsObservedDetail is not null) return IndicatorType.TTP_OBSERVED;
        if (detail.ImpossibleTravelDetail is not null) return IndicatorType.IMPOSSIBLE_TRAVEL;
        if (detail.FlaggedIpAddressDetail is not null) return IndicatorType.FLAGGED_IP_ADDRESS;
        if (detail.NewGeolocationDetail is not null) return IndicatorType.NEW_GEOLOCATION;
        if (detail.NewAsoDetail is not null) return IndicatorType.NEW_ASO;
        if (detail.NewUserAgentDetail is not null) return IndicatorType.NEW_USER_AGENT;
        if (detail.RelatedFindingDetail is not null) return IndicatorType.RELATED_FINDING;
        return detail.RelatedFindingGroupDetail is not null ? IndicatorType.RELATED_FINDING_GROUP : null;
    }
}
