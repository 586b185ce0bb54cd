namespace ChatOps.LogWorld.Trail;

/// <summary>A role with what it usually does: its calls, programs and addresses.</summary>
internal sealed record TrailRole(int Number, string Name, string PrincipalId, IReadOnlyList<TrailCall> Calls, IReadOnlyList<string> UserAgents, IReadOnlyList<string> Addresses)
{
    public string Arn { get; } = $"arn:aws:iam::{Naming.Account}:role/{Name}";

    public IReadOnlyList<string> Sessions { get; } = [.. Enumerable.Range(0, 4).Select(i => "i-" + Naming.Hex("session", Number * 7 + i))];
}

/// <summary>A user with a long-lived key.</summary>
internal sealed record TrailUser(string Name, string PrincipalId, string AccessKey);

/// <summary>Who takes part in a trail world.</summary>
internal sealed class TrailCast
{
    public const string Attacker = "203.0.113.77";
    private static readonly int[] FirstOctets = [3, 18, 34, 52, 54];

    public TrailCast(long seed)
    {
        var dice = Dice.For(seed, "trail");
        var names = from team in "web api batch etl ci deploy audit data ml ops edge auth pay mail log".Split(' ')
                    from stage in (string[])["prod", "stage", "dev", "infra"]
                    select $"{team}-{stage}-role";
        CallLots = new Lots(TrailCalls.All.Count, static i => 1 / Math.Pow(i + 2, 0.6));
        var roles = new List<TrailRole>();
        foreach (var name in names) roles.Add(Role(roles.Count, name, ref dice));
        Roles = roles;
        RoleLots = new Lots(roles.Count, static i => 1 / Math.Pow(i + 2, 0.8));
        Users = [.. Enumerable.Range(0, 24).Select(static i => new TrailUser($"user{i:00}", "AIDA" + Naming.Capitals("user", i), "AKIA" + Naming.Capitals("key", i)))];
    }

    public static IReadOnlyList<(string Name, double Share)> Regions { get; } = [("us-east-1", 0.62), ("us-west-2", 0.2), ("eu-west-1", 0.13), ("ap-southeast-2", 0.05)];

    public static IReadOnlyList<string> Services { get; } =
        ["autoscaling.amazonaws.com", "config.amazonaws.com", "elasticloadbalancing.amazonaws.com", "ec2.amazonaws.com", "lambda.amazonaws.com"];

    public static IReadOnlyList<string> Errors { get; } =
        ["AccessDenied", "Client.UnauthorizedOperation", "ThrottlingException", "NoSuchBucketPolicy", "ResourceNotFoundException", "NoSuchEntityException"];

    public IReadOnlyList<TrailRole> Roles { get; }

    public Lots RoleLots { get; }

    public Lots CallLots { get; }

    public IReadOnlyList<TrailUser> Users { get; }

    /// <summary>The role whose credentials the attacker uses.</summary>
    public TrailRole Target => Roles[5];

    private TrailRole Role(int number, string name, ref Dice dice)
    {
        var calls = new TrailCall[18];
        for (var i = 0; i < calls.Length; i++) calls[i] = TrailCalls.All[CallLots.Draw(ref dice)];
        var agents = new string[3];
        for (var i = 0; i < agents.Length; i++) agents[i] = dice.Pick(UserAgents.All);
        var addresses = new string[6];
        for (var i = 0; i < addresses.Length; i++) addresses[i] = $"{dice.Pick(FirstOctets)}.{dice.Below(256)}.{dice.Below(256)}.{1 + dice.Below(254)}";
        return new TrailRole(number, name, "AROA" + Naming.Capitals("role", number), calls, agents, addresses);
    }
}
