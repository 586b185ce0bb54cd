namespace ChatOps.LogWorld.Trail;

/// <summary>The events that a world is about, by the slot of their delivery; all are delivered in the first region.</summary>
internal sealed class PlantedEvents
{
    private readonly TrailCast cast;
    private readonly DayAndNight time;
    private readonly Dictionary<int, List<TrailEvent>> bySlot = [];

    public PlantedEvents(long seed, TrailCast cast, DayAndNight time, TrailFaults faults)
    {
        (this.cast, this.time) = (cast, time);
        LastDay = time.End - 86400;
        var dice = Dice.For(seed, "planted");
        Attack(ref dice);
        AttackHours = bySlot.Keys.Select(slot => time.StampOf(slot) / 3600 * 3600).ToHashSet();
        for (var i = 0; i < faults.AnonymizedEvents; i++) Anonymized(ref dice, i);
    }

    /// <summary>Unix seconds at which the day of the attack begins.</summary>
    public long LastDay { get; }

    /// <summary>Hours (unix seconds) of objects with events of the attack.</summary>
    public IReadOnlySet<long> AttackHours { get; }

    public IReadOnlyList<TrailEvent> In(int slot) => bySlot.GetValueOrDefault(slot) ?? [];

    /// <summary>Every 25 minutes from 00:17 on, and once more at 18:42.</summary>
    private void Attack(ref Dice dice)
    {
        for (var i = 0; i < 46; i++)
        {
            var one = new TrailEvent { Region = TrailCast.Regions[0].Name, Role = cast.Target, Address = TrailCast.Attacker, UserAgent = UserAgents.Attack };
            one.Time = LastDay + (i < 45 ? 17 + 25 * i : 18 * 60 + 42) * 60;
            one.Call = TrailCalls.Attack[i % TrailCalls.Attack.Count];
            if (i % TrailCalls.Attack.Count == TrailCalls.Attack.Count - 1) one.Error = "AccessDenied";
            TrailActivity.Ids(ref one, ref dice);
            Plant(one);
        }
    }

    private void Anonymized(ref Dice dice, int number)
    {
        // The second reads as the attacker with leading zeros dropped, the third with octal numbers.
        var address = (number % 3) switch { 0 => $"075.050.255.{dice.Below(100):000}", 1 => "203.000.113.077", _ => "0313.0.0161.0115" };
        var one = new TrailEvent { Region = TrailCast.Regions[0].Name, User = dice.Pick(cast.Users), Address = address, UserAgent = UserAgents.All[0], Call = TrailCalls.All[0], IsAnonymized = true };
        one.Time = time.First + dice.Below((int)(time.End - time.First) - 600);
        TrailActivity.Ids(ref one, ref dice);
        Plant(one);
    }

    /// <summary>Delivered with the next object that is stamped after the event.</summary>
    private void Plant(TrailEvent one)
    {
        var slot = (int)((one.Time - time.First) / DayAndNight.SlotSeconds) + 1;
        if (!bySlot.TryGetValue(slot, out var events)) bySlot[slot] = events = [];
        events.Add(one);
    }
}
