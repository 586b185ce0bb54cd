using System.Text.RegularExpressions;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Reads what a question is about. Pure: nothing is looked up.</summary>
internal static partial class SubjectText
{
    public const string Examples = "Try a finding id, an ARN, `ip 198.51.100.23`, `instance i-…`, `role …` or words of a title";

    public const int LongestText = 4000;

    private static readonly Dictionary<string, EntityKind> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ip"] = EntityKind.IpAddress,
        ["address"] = EntityKind.IpAddress,
        ["instance"] = EntityKind.Ec2Instance,
        ["role"] = EntityKind.Role,
        ["session"] = EntityKind.RoleSession,
        ["user"] = EntityKind.User,
        ["bucket"] = EntityKind.Bucket,
        ["account"] = EntityKind.Account,
        ["key"] = EntityKind.AccessKey,
        ["cluster"] = EntityKind.Cluster,
        ["interface"] = EntityKind.NetworkInterface,
        ["subject"] = EntityKind.KubernetesSubject,
        ["agent"] = EntityKind.UserAgent,
    };

    /// <param name="argument">What was typed after the verb.</param>
    /// <param name="asOf">The present of what is asked about.</param>
    /// <param name="scope">The thread's scope; null outside a thread.</param>
    public static Ask Read(string argument, DateTimeOffset asOf, TimeWindow? scope)
    {
        var text = argument.Trim();
        if (text.Length > LongestText) return new Ask(new Misread($"That is longer than {LongestText} characters. {Examples}."), null);
        if (EntityRef.TryParse(text, out var kept)) return new Ask(new EntitySubject(kept), null); // stands whole in our own buttons: its id may look like anything
        var cut = WindowPhrase.Cut(text, asOf, scope);
        if (cut.Refusal is { } refusal) return new Ask(new Misread(refusal), null);
        var rest = cut.Rest.Trim('<', '>', '`', ' ');
        if (rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) return OfUrl(rest, cut.Window, asOf);
        return new Ask(Of(rest), cut.Window);
    }

    private static Subject Of(string text)
    {
        if (text.Length == 0) return new ThreadSubject();
        if (EntityRef.TryParse(text, out var kept)) return new EntitySubject(kept);
        if (text.StartsWith("arn:", StringComparison.OrdinalIgnoreCase)) return OfArn(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 1) return OfOneWord(text);
        if (words.Length == 2 && Keywords.TryGetValue(words[0], out var kind)) return OfKeyword(kind, words[1]);
        if (words.Length > 2 && words[0].Equals("agent", StringComparison.OrdinalIgnoreCase)) return OfKeyword(EntityKind.UserAgent, text[words[0].Length..].Trim());
        return words is ["finding", var id] ? OfOneWord(id) : new WordsSubject(text);
    }

    private static Subject OfOneWord(string word)
    {
        if (Keywords.ContainsKey(word)) return new Misread($"`{word}` wants a name after it. {Examples}.");
        if (IpText.Canonical(word) is { } address) return new EntitySubject(new EntityRef(EntityKind.IpAddress, address));
        if (InstanceId().IsMatch(word)) return new EntitySubject(new EntityRef(EntityKind.Ec2Instance, word.ToLowerInvariant()));
        if (InterfaceId().IsMatch(word)) return new EntitySubject(new EntityRef(EntityKind.NetworkInterface, word.ToLowerInvariant()));
        if (PrincipalId.SessionOf(word) is { } session) return new EntitySubject(new EntityRef(EntityKind.RoleSession, session));
        if (PrincipalId.RoleOf(word) is { } role) return new EntitySubject(new EntityRef(EntityKind.Role, role));
        if (PrincipalId.UserOf(word) is { } user) return new EntitySubject(new EntityRef(EntityKind.User, user));
        if (AccessKey().IsMatch(word)) return new EntitySubject(new EntityRef(EntityKind.AccessKey, word));
        if (word.Split('/') is [{ Length: 12 } account, { Length: > 0 } region, { Length: > 0 } id] && account.All(char.IsAsciiDigit)) return new FindingSubject(id, account, region);
        if (FindingIdShape().IsMatch(word)) return new FindingSubject(word.ToLowerInvariant());
        return LooksLikeAddress().IsMatch(word) ? OfKeyword(EntityKind.IpAddress, word) : new WordsSubject(word);
    }

    private static Subject OfKeyword(EntityKind kind, string name)
    {
        if (name.StartsWith("arn:", StringComparison.OrdinalIgnoreCase)) return OfArn(name);
        var (account, bare) = Split(name);
        return kind switch
        {
            EntityKind.IpAddress => IpText.Canonical(name) is { } address
                ? new EntitySubject(new EntityRef(kind, address))
                : new Misread($"“{name}” is not one IPv4 or IPv6 address (no ranges, no leading zeros, no names). Try `ip 198.51.100.23` or `ip 2001:db8::1`."),
            EntityKind.Ec2Instance => InstanceId().IsMatch(name)
                ? new EntitySubject(new EntityRef(kind, name.ToLowerInvariant()))
                : new Misread($"“{name}” is not an instance id: i- and 8 or 17 hexadecimal digits. Try `instance i-0c79413d9f0d9941e`."),
            EntityKind.NetworkInterface => InterfaceId().IsMatch(name)
                ? new EntitySubject(new EntityRef(kind, name.ToLowerInvariant()))
                : new Misread($"“{name}” is not a network interface: eni- and 8 or 17 hexadecimal digits. Try `instance i-…` instead."),
            EntityKind.Account => name.Length == 12 && name.All(char.IsAsciiDigit)
                ? new EntitySubject(new EntityRef(kind, name))
                : new Misread($"“{name}” is not an account number: 12 digits. Try `account 111122223333`."),
            EntityKind.RoleSession => PrincipalId.SessionOf(name) is { } session
                ? new EntitySubject(new EntityRef(kind, session))
                : new Misread($"“{name}” is not a role session: AROA…:session. Try the role instead: `role …`."),
            EntityKind.Role or EntityKind.User => OfPrincipal(kind, account, bare),
            EntityKind.Cluster => new EntitySubject(new EntityRef(kind, bare, account)),
            EntityKind.Bucket => new EntitySubject(new EntityRef(kind, name.Replace("s3://", "", StringComparison.OrdinalIgnoreCase).Split('/')[0])),
            _ => new EntitySubject(new EntityRef(kind, name)),
        };
    }

    private static EntitySubject OfPrincipal(EntityKind kind, string? account, string name)
    {
        if (kind == EntityKind.Role && PrincipalId.SessionOf(name) is { } session) return new EntitySubject(new EntityRef(EntityKind.RoleSession, session));
        if (kind == EntityKind.User && name.Equals("root", StringComparison.OrdinalIgnoreCase)) name = EntityRef.RootUser;
        return new EntitySubject(new EntityRef(kind, name, account));
    }

    /// <summary>"111122223333/name" names the account; of any other path the last part is the name.</summary>
    private static (string? Account, string Name) Split(string text)
    {
        var parts = text.Split('/');
        var account = parts.Length > 1 && parts[0].Length == 12 && parts[0].All(char.IsAsciiDigit) ? parts[0] : null;
        return (account, parts[^1].Length > 0 ? parts[^1] : text);
    }

    private static Subject OfArn(string arn)
    {
        if (EntityArn.ReadFinding(arn) is { } finding) return new FindingSubject(finding.Id, finding.Account, finding.Region);
        return EntityArn.Read(arn) is { } entity
            ? new EntitySubject(entity)
            : new Misread("That ARN names nothing that can be investigated. ARNs that work: of a GuardDuty finding, an IAM role or user, an assumed role, an EC2 instance, an S3 bucket, an EKS cluster.");
    }

    private static Ask OfUrl(string url, TimeWindow? typed, DateTimeOffset asOf)
    {
        if (ConsoleUrl.Read(url) is not { } target)
            return new Ask(new Misread("That URL names no finding or entity. URLs that work: a finding in the GuardDuty console (…#/findings?search=id%3D…), a finding or an entity in the Detective console (…#findings/…, …#entities/IpAddress/…)."), null);
        Subject subject = target.Entity is { } entity ? Of(entity) : new FindingSubject(target.FindingId!, null, target.Region);
        if (typed is not null || target is { ScopeStart: null, ScopeEnd: null }) return new Ask(subject, typed);
        var end = target.ScopeEnd ?? asOf;
        var start = target.ScopeStart ?? end.AddDays(-365);
        return end > start && end - start <= TimeSpan.FromDays(366) && start < asOf
            ? new Ask(subject, new TimeWindow(start, end))
            : new Ask(new Misread($"The scope time of that URL cannot be used: it ends before it starts, is longer than a year or has not happened yet. {WindowPhrase.Examples}."), null);
    }

    private static Subject Of(EntityRef entity) => entity.Kind is EntityKind.IpAddress or EntityKind.Ec2Instance ? OfKeyword(entity.Kind, entity.Id) : new EntitySubject(entity);

    [GeneratedRegex("^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$", RegexOptions.IgnoreCase)]
    private static partial Regex InstanceId();

    [GeneratedRegex("^eni-(?:[0-9a-f]{8}|[0-9a-f]{17})$", RegexOptions.IgnoreCase)]
    private static partial Regex InterfaceId();

    [GeneratedRegex("^(?:AKIA|ASIA)[A-Z0-9]{8,}$")]
    private static partial Regex AccessKey();

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.IgnoreCase)]
    private static partial Regex FindingIdShape();

    /// <summary>Four groups of digits, with or without a prefix length: meant as an address, whatever is wrong with it.</summary>
    [GeneratedRegex(@"^\d{1,3}(?:\.\d{1,3}){3}(?:/\d+)?$")]
    private static partial Regex LooksLikeAddress();
}
