namespace ChatOps.Investigation.Entities;

/// <summary>The ARN under which a role or user can be investigated, or why it cannot.</summary>
/// <param name="Arn">The ARN; null when there is none.</param>
/// <param name="IsGuessed">Whether it was made of account and name: wrong for a role or user with a path.</param>
/// <param name="WhyNot">Why there is none, and what would work; null when there is one.</param>
public sealed record PrincipalArn(string? Arn, bool IsGuessed, string? WhyNot)
{
    /// <summary>By what was told, else by account and name.</summary>
    /// <param name="entity">Role or user.</param>
    /// <param name="account">Account to take where the entity has none of its own; null when unknown.</param>
    /// <param name="region">A region of its partition.</param>
    /// <param name="told">ARNs that people, findings or logs told; those of other entities are passed over.</param>
    public static PrincipalArn Of(EntityRef entity, string? account, string region, IEnumerable<string?> told)
    {
        if (WhyCannot(entity) is { } never) return No(never);
        var home = entity.Account ?? account;
        var service = entity.Kind == EntityKind.Role ? "role" : "user";
        foreach (var arn in told)
        {
            if (arn is not null && ArnText.Parse(arn) is { Service: "iam" } parts && EntityArn.Read(arn) is { } named && named.Kind == entity.Kind && named.Id == entity.Id && (home is null || parts.Account == home))
                return new PrincipalArn(arn, false, null);
        }

        if (PrincipalId.RoleOf(entity.Id) is not null || PrincipalId.UserOf(entity.Id) is not null)
            return No($"This {service} is known by its unique id only, and Detective wants its ARN. Name it: detective {service} arn:…");
        if (home is not { Length: 12 } || !home.All(char.IsAsciiDigit)) return No($"The account of this {service} is not known. Name its ARN: detective {service} arn:…");
        if (!entity.Id.All(IsOfName)) return No($"That is no name of a {service}. Name its ARN: detective {service} arn:…");
        return new PrincipalArn($"arn:{Partition(region)}:iam::{home}:{service}/{entity.Id}", true, null);
    }

    /// <summary>Why an entity can never be investigated, and what would work; null when it may be.</summary>
    public static string? WhyCannot(EntityRef entity)
    {
        if (entity.Kind == EntityKind.User && entity.Id == EntityRef.RootUser) return "Detective does not investigate the root user; calls and new tell of it from logs.";
        return entity.Kind is EntityKind.Role or EntityKind.User
            ? null
            : $"Detective investigates IAM roles and users only, and this is: {EntityLabel.Of(entity.Kind)}. Name one: detective role …, or detective user …";
    }

    /// <summary>The partition a region lies in, as ARNs name it.</summary>
    public static string Partition(string region)
    {
        if (region.StartsWith("cn-", StringComparison.Ordinal)) return "aws-cn";
        return region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '+' or '=' or ',' or '.' or '@' or '-';

    private static PrincipalArn No(string why) => new(null, false, why);
}
