namespace ChatOps.SampleDay.Trail;

/// <summary>One session of the role and the address it calls from.</summary>
internal sealed record Caller(string Address, string Session, string AccessKeyId, DateTimeOffset Since)
{
    public static readonly Caller Instance = new(Lab.PublicIp, Lab.InstanceId, "ASIAQ7LABDAY1EXAMPLE", Lab.At("00:14:51"));

    /// <summary>Ten more instances of the fleet that run with the same role, each behind its own address.</summary>
    public static readonly IReadOnlyList<Caller> Fleet =
    [
        .. Enumerable.Range(0, 10).Select(i => new Caller(
            i < 5 ? $"192.0.2.{11 + 14 * i}" : $"203.0.113.{8 + 17 * (i - 5)}",
            "i-0" + new Dice($"fleet {i}").Hex(16),
            $"ASIAQ7FLEET{i:D2}EXAMPLE",
            Lab.BackgroundFrom.AddHours(-10 - i))),
    ];

    public string PrincipalId => $"{Lab.RoleId}:{Session}";

    public string Arn => $"arn:aws:sts::{Lab.Account}:assumed-role/{Lab.RoleName}/{Session}";
}
