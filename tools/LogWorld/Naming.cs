namespace ChatOps.LogWorld;

/// <summary>Ids as AWS forms them, out of a tag and a number; the same in every world.</summary>
internal static class Naming
{
    public const string Account = "111122223333";
    public const string Region = "us-east-1";
    public const string FlowLog = "fl-0a1b2c3d4e5f60718";

    /// <summary>17 digits as in <c>eni-…</c> and <c>i-…</c>.</summary>
    public static string Hex(string tag, long number)
    {
        var dice = Dice.For(0, tag, number);
        return $"{dice.Next():x16}{dice.Next():x16}"[..17];
    }

    /// <summary>16 capitals and digits as in <c>AROA…</c>.</summary>
    public static string Capitals(string tag, long number) => Hex(tag, number)[..16].ToUpperInvariant();
}
