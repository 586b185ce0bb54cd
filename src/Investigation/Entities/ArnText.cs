namespace ChatOps.Investigation.Entities;

/// <summary>The parts of an ARN that name an entity: <c>arn:partition:service:region:account:resource</c>.</summary>
/// <param name="Service">iam, ec2, s3, …</param>
/// <param name="Account">Account, or null where the ARN has none (buckets).</param>
/// <param name="Resource">All after the account, such as <c>role/path/name</c>.</param>
internal readonly record struct ArnText(string Service, string? Account, string Resource)
{
    /// <summary>What follows the last slash: the name without type and path.</summary>
    public string Name => Resource[(Resource.LastIndexOf('/') + 1)..];

    /// <summary>Null when the text is no ARN.</summary>
    public static ArnText? Parse(string? text)
    {
        var parts = text?.Split(':', 6);
        return parts is ["arn", _, { Length: > 0 } service, _, var account, { Length: > 0 } resource]
            ? new ArnText(service, account.Length == 0 ? null : account, resource)
            : null;
    }
}
