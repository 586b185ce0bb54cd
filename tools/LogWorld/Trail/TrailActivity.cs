namespace ChatOps.LogWorld.Trail;

/// <summary>Draws events of ordinary activity: roles by habit, users with few programs, services of AWS.</summary>
internal sealed class TrailActivity(TrailCast cast, long worldStart)
{
    /// <summary>An event delivered with the given stamp: mostly from the 15 minutes before it, a few from two hours.</summary>
    public TrailEvent Draw(ref Dice dice, long stamp, string region)
    {
        var one = new TrailEvent { Region = region, Time = Math.Max(worldStart, stamp - (dice.Below(1000) < 3 ? 900 + dice.Below(6300) : dice.Below(900))) };
        switch (dice.Below(10))
        {
            case < 8: Role(ref one, ref dice); break;
            case 8: User(ref one, ref dice); break;
            default: Service(ref one, ref dice); break;
        }

        if (dice.OneIn(20)) one.Error = dice.Pick(TrailCast.Errors);
        Ids(ref one, ref dice);
        return one;
    }

    public static void Ids(ref TrailEvent one, ref Dice dice) => (one.High, one.Low, one.Request) = (dice.Next(), dice.Next(), dice.Next());

    private void Role(ref TrailEvent one, ref Dice dice)
    {
        var role = one.Role = cast.Roles[cast.RoleLots.Draw(ref dice)];
        (one.Call, one.UserAgent, one.Address) = (dice.Pick(role.Calls), dice.Pick(role.UserAgents), dice.Pick(role.Addresses));
    }

    private void User(ref TrailEvent one, ref Dice dice)
    {
        one.User = dice.Pick(cast.Users);
        one.Call = TrailCalls.All[cast.CallLots.Draw(ref dice)];
        (one.UserAgent, one.Address) = (UserAgents.All[dice.Below(8)], $"198.18.{dice.Below(4)}.{1 + dice.Below(59)}");
    }

    private void Service(ref TrailEvent one, ref Dice dice)
    {
        one.Service = one.Address = one.UserAgent = dice.Pick(TrailCast.Services);
        one.Call = TrailCalls.All[cast.CallLots.Draw(ref dice)];
    }
}
