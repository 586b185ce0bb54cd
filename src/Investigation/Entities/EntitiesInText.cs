namespace ChatOps.Investigation.Entities;

/// <summary>Finds the entities that a text of people names: IPv4 and IPv6 addresses, EC2 instances and network interfaces, access keys, and the ARNs <see cref="EntityArn"/> reads
/// (roles, users, buckets, clusters, instances; of an assumed role's session its role). Spellings that keep chats from making links (<c>198[.]51[.]100[.]23</c>, <c>hxxp://…</c>) are understood.
/// Account numbers and bare names are not taken: too many numbers and words look like them. Neither are ranges such as 198.51.100.0/24, which name no single address.
/// Any text may be given; the time taken grows with its length and with nothing else.</summary>
public static class EntitiesInText
{
    /// <summary>No more are told of one text.</summary>
    public const int Most = 100;

    private const int LongestArn = 2048;

    private const int LongestAddress = 64;

    /// <summary>The entities in the order first named, each once, at most <see cref="Most"/>.</summary>
    /// <param name="text">Untrusted text; may be empty.</param>
    public static IReadOnlyList<NamedInText> Of(string text)
    {
        var plain = RefangedText.Of(text);
        var found = new List<NamedInText>();
        var known = new HashSet<EntityRef>();
        var letters = plain.Letters;
        var arnsReadTo = 0; // what was tried as an ARN is not tried as one again from its middle
        for (var at = 0; at < letters.Length && found.Count < Most;)
        {
            var length = LengthAt(letters, at, ref arnsReadTo, out var entity);
            if (entity is { } named && known.Add(named)) found.Add(plain.Place(named, at, length));
            at += Math.Max(1, length);
        }

        return found;
    }

    /// <summary>How many letters are done with, an entity or none; 0 when nothing begins here.</summary>
    private static int LengthAt(ReadOnlySpan<char> letters, int at, ref int arnsReadTo, out EntityRef? entity)
    {
        entity = null;
        if (at > 0 && IsWord(letters[at - 1])) return 0;
        var rest = letters[at..];
        switch (rest[0])
        {
            case 'a' or 'A' when at >= arnsReadTo && rest.StartsWith("arn:aws", StringComparison.OrdinalIgnoreCase):
                var arn = ArnLength(rest);
                arnsReadTo = at + arn;
                if (arn > LongestArn || EntityArn.Read(rest[..arn].ToString()) is not { } named) return 0;
                entity = named;
                return arn;
            case 'A' when rest.StartsWith("AKIA", StringComparison.Ordinal) || rest.StartsWith("ASIA", StringComparison.Ordinal):
                return KeyLength(rest, ref entity);
            case 'i' or 'I' when (at == 0 || letters[at - 1] != '-') && Resource(rest, "i-", EntityKind.Ec2Instance, ref entity) is > 0 and var instance:
                return instance;
            case 'e' or 'E' when (at == 0 || letters[at - 1] != '-') && Resource(rest, "eni-", EntityKind.NetworkInterface, ref entity) is > 0 and var network:
                return network;
            case var letter when IsOfAddress(letter):
                return AddressLength(letters, at, ref entity);
            default:
                return 0;
        }
    }

    private static int ArnLength(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && IsOfArn(rest, length)) length++;
        while (length > 0 && rest[length - 1] is '.' or ',' or ':' or '-' or '/') length--;
        return length;
    }

    /// <summary>Names may hold commas; one before a space or another ARN parts two of them.</summary>
    private static bool IsOfArn(ReadOnlySpan<char> rest, int at) => rest[at] == ','
        ? at + 1 < rest.Length && IsWord(rest[at + 1]) && !rest[(at + 1)..].StartsWith("arn:", StringComparison.OrdinalIgnoreCase)
        : IsWord(rest[at]) || rest[at] is ':' or '/' or '.' or '+' or '=' or '@' or '-';

    /// <summary>IAM gives 20 characters and documents 16 to 128. Words in capitals begin with ASIA, too, so what has another length needs a digit.</summary>
    private static int KeyLength(ReadOnlySpan<char> rest, ref EntityRef? entity)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterUpper(rest[length]) || char.IsAsciiDigit(rest[length]))) length++;
        if (length < rest.Length && IsWord(rest[length])) return length;
        var key = rest[..length];
        if (length == 20 || (length is >= 16 and <= 128 && key.ContainsAnyInRange('0', '9'))) entity = new EntityRef(EntityKind.AccessKey, key.ToString());
        return length;
    }

    /// <summary>8 or 17 hexadecimal digits after the prefix.</summary>
    private static int Resource(ReadOnlySpan<char> rest, string prefix, EntityKind kind, ref EntityRef? entity)
    {
        if (!rest.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return 0;
        var length = prefix.Length;
        while (length < rest.Length && length <= prefix.Length + 17 && char.IsAsciiHexDigit(rest[length])) length++;
        if (length - prefix.Length is not (8 or 17) || (length < rest.Length && (IsWord(rest[length]) || rest[length] == '-'))) return 0;
        entity = new EntityRef(kind, rest[..length].ToString().ToLowerInvariant());
        return length;
    }

    /// <summary>Looks at the whole run of letters that addresses are made of.</summary>
    private static int AddressLength(ReadOnlySpan<char> letters, int at, ref EntityRef? entity)
    {
        var rest = letters[at..];
        var length = 0;
        while (length < rest.Length && IsOfAddress(rest[length])) length++;
        if (length > LongestAddress || (length < rest.Length && IsWord(rest[length]))) return length;
        var run = rest[..length];
        if (Canonical(run, out var taken) is not { } address || IsRange(letters, at, taken)) return length;
        entity = new EntityRef(EntityKind.IpAddress, address);
        return taken;
    }

    /// <summary>The address a run begins with: without the port after it and without what ends a sentence.</summary>
    private static string? Canonical(ReadOnlySpan<char> run, out int taken)
    {
        for (taken = run.Length; taken > 0; taken--)
        {
            // An IPv6 address that is nothing but letters and colons is more likely a word of some program.
            if (run[..taken].ContainsAnyInRange('0', '9') && IpText.Canonical(run[..taken].ToString()) is { } address) return address;
            if (run[taken - 1] is not ('.' or ':')) break;
        }

        var port = run.IndexOf(':');
        taken = port;
        return port > 0 && run[..port].Contains('.') && run[(port + 1)..].TrimEnd(".:") is var digits && !digits.ContainsAnyExceptInRange('0', '9')
            ? IpText.Canonical(run[..port].ToString())
            : null;
    }

    /// <summary>Whether a prefix length follows, as in 198.51.100.0/24. A path of a URL does not count, and a full length names the address itself.</summary>
    private static bool IsRange(ReadOnlySpan<char> letters, int at, int taken)
    {
        var after = letters[(at + taken)..];
        if (after.Length < 2 || after[0] != '/' || !char.IsAsciiDigit(after[1]) || (at > 0 && letters[at - 1] == '/')) return false;
        var digits = after[1..Math.Min(after.Length, 5)];
        var count = digits.IndexOfAnyExceptInRange('0', '9');
        if (count >= 0) digits = digits[..count];
        return digits is not "32" and not "128";
    }

    private static bool IsOfAddress(char letter) => char.IsAsciiHexDigit(letter) || letter is '.' or ':';

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';
}

/// <summary>An entity and where a text names it first.</summary>
/// <param name="Entity">The entity; its account is null where the text does not tell it.</param>
/// <param name="Start">Where it begins, in UTF-16 units of the text as it was given.</param>
/// <param name="Length">How long it is there, the brackets of a defanged spelling included.</param>
public readonly record struct NamedInText(EntityRef Entity, int Start, int Length);
