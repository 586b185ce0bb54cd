namespace ChatOps.SampleDay.Trail;

/// <summary>The 21 days before: the fleet calls ssm only, 38 to 42 times an hour.</summary>
internal static class UsualCalls
{
    private static readonly ApiMix Mix = new(
        (ApiMethod.UpdateInstanceInformation, 23),
        (ApiMethod.UpdateInstanceAssociationStatus, 12),
        (ApiMethod.ListInstanceAssociations, 10),
        (ApiMethod.PutInventory, 5),
        (ApiMethod.PutComplianceItems, 3),
        (ApiMethod.GetParameter, 1),
        (ApiMethod.DescribeParameters, 2));

    public static IEnumerable<ApiCall> Of(DateTimeOffset hour)
    {
        var dice = new Dice("usual calls " + Lab.Iso(hour));
        var turn = dice.Below(Caller.Fleet.Count);
        return Mix.Share(dice.Between(38, 42))
            .Spread(hour.AddSeconds(dice.Below(60)), hour.AddMinutes(59))
            .Select((call, i) => new ApiCall(call.At, Caller.Fleet[(turn + i) % Caller.Fleet.Count], call.Method));
    }
}
