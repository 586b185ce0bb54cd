namespace ChatOps.SampleDay.Trail;

/// <summary>What was called on the day: 7,235 calls from the instance's address, and the fleet between 17:00 and 19:00.</summary>
internal static class DayCalls
{
    /// <summary>One full hour: 212 calls that succeed, 180 that are refused.</summary>
    private static readonly ApiMix Hour = new(
        (ApiMethod.GetParameters, 60),
        (ApiMethod.DescribeParameters, 60),
        (ApiMethod.ListBuckets, 60),
        (ApiMethod.GetUser, 60),
        (ApiMethod.CreateUser, 60),
        (ApiMethod.ListTables, 60),
        (ApiMethod.UpdateInstanceInformation, 14),
        (ApiMethod.UpdateInstanceAssociationStatus, 8),
        (ApiMethod.ListInstanceAssociations, 6),
        (ApiMethod.PutInventory, 2),
        (ApiMethod.PutComplianceItems, 2));

    private static readonly ApiMix FleetMember = new(
        (ApiMethod.UpdateInstanceInformation, 23),
        (ApiMethod.UpdateInstanceAssociationStatus, 12),
        (ApiMethod.ListInstanceAssociations, 10),
        (ApiMethod.PutInventory, 5),
        (ApiMethod.PutComplianceItems, 3),
        (ApiMethod.GetParameter, 1));

    private static readonly int[] FleetCounts = [53, 54, 55, 54, 56, 53, 54, 55, 54, 53];

    public static IEnumerable<ApiCall> All() => FromTheInstance().Concat(FromTheFleet());

    private static IEnumerable<ApiCall> FromTheInstance()
    {
        var partialHours = Hour.Share(571);
        var firstHour = partialHours.Share(246);
        var lastHour = partialHours.Without(firstHour);

        // The last two findings stand on two calls at 18:42:00; 72 calls follow them.
        var atTheLastFindings = new ApiMix((ApiMethod.GetParameters, 1), (ApiMethod.ListBuckets, 1));
        var afterwards = lastHour.Share(72);
        var before = lastHour.Without(atTheLastFindings).Without(afterwards);

        return
        [
            .. Calls(firstHour, "00:19:20", "00:59:53"),
            .. Enumerable.Range(1, 17).SelectMany(hour => Calls(Hour, $"{hour:D2}:00:02", $"{hour:D2}:59:55")),
            .. Calls(before, "18:00:02", "18:41:52"),
            .. Calls(atTheLastFindings, "18:42", "18:42"),
            .. Calls(afterwards, "18:43:02", "18:53:25"),
        ];
    }

    private static IEnumerable<ApiCall> Calls(ApiMix mix, string from, string to) =>
        mix.Spread(Lab.At(from), Lab.At(to)).Select(call => new ApiCall(call.At, Caller.Instance, call.Method));

    private static IEnumerable<ApiCall> FromTheFleet() =>
        Caller.Fleet.SelectMany((member, i) => FleetMix(i)
            .Spread(Lab.At("17:01").AddSeconds(7 * i), Lab.At("18:51").AddSeconds(5 * i))
            .Select(call => new ApiCall(call.At, member, call.Method)));

    // One member lists the buckets once: almost all of the fleet's calls are ssm, not all.
    private static ApiMix FleetMix(int member) => member == 4
        ? new([.. FleetMember.Share(FleetCounts[member] - 1).Parts, (ApiMethod.ListBuckets, 1)])
        : FleetMember.Share(FleetCounts[member]);
}
