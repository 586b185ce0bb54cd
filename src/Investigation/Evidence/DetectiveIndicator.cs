using System.Text.Json.Serialization;
using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Evidence;

/// <summary>One thing an investigation of Detective's found. None of them carries a time; all text is untrusted, and any of it may be missing.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "indicator")]
[JsonDerivedType(typeof(ObservedTactic), "tactic")]
[JsonDerivedType(typeof(ImpossibleTravel), "travel")]
[JsonDerivedType(typeof(FlaggedAddress), "flagged")]
[JsonDerivedType(typeof(NewGeolocation), "geolocation")]
[JsonDerivedType(typeof(NewNetwork), "network")]
[JsonDerivedType(typeof(NewUserAgent), "userAgent")]
[JsonDerivedType(typeof(RelatedFinding), "finding")]
[JsonDerivedType(typeof(RelatedFindingGroup), "findingGroup")]
[JsonDerivedType(typeof(UnknownIndicator), "unknown")]
public abstract record DetectiveIndicator
{
    /// <summary>What it says of the addresses it names; our own words.</summary>
    [JsonIgnore]
    public abstract string Says { get; }

    /// <summary>The addresses it names, in their canonical spelling; what is no address is left out.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Addresses => [.. Named.Select(IpText.Canonical).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The addresses as told.</summary>
    [JsonIgnore]
    protected virtual IEnumerable<string?> Named => [];
}

/// <summary>A tactic, technique and procedure (MITRE ATT&amp;CK) seen in the entity's calls.</summary>
public sealed record ObservedTactic(string? Tactic, string? Technique, string? Procedure, string? Address, string? Api, long? Succeeded, long? Failed) : DetectiveIndicator
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Says => "attack tactic";

    /// <inheritdoc/>
    [JsonIgnore]
    protected override IEnumerable<string?> Named => [Address];
}

/// <summary>Used from two places too far from each other for the <paramref name="Hours"/> between; the only thing like a time in any indicator.</summary>
public sealed record ImpossibleTravel(string? FromAddress, string? FromPlace, string? ToAddress, string? ToPlace, int? Hours) : DetectiveIndicator
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Says => "impossible travel";

    /// <inheritdoc/>
    [JsonIgnore]
    protected override IEnumerable<string?> Named => [FromAddress, ToAddress];
}

/// <summary>An address that is flagged; <paramref name="Reason"/> is AWS's word, such as AWS_THREAT_INTELLIGENCE.</summary>
public sealed record FlaggedAddress(string? Address, string? Reason) : DetectiveIndicator
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Says => Reason is null or "AWS_THREAT_INTELLIGENCE" ? "flagged by threat intelligence" : "flagged";

    /// <inheritdoc/>
    [JsonIgnore]
    protected override IEnumerable<string?> Named => [Address];
}

/// <summary>A place the entity was not used from before; <paramref name="ForAccount"/>: whether nobody in the account was.</summary>
public sealed record NewGeolocation(string? Place, string? Address, bool? ForAccount) : DetectiveIndicator
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Says => "new geolocation";

    /// <inheritdoc/>
    [JsonIgnore]
    protected override IEnumerable<string?> Named => [Address];
}

/// <summary>An organization whose network (autonomous system) the entity was not used from before.</summary>
public sealed record NewNetwork(string? Organization, bool? ForAccount) : DetectiveIndicator
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Says => "new network";
}

/// <summary>A user agent the entity was not used with before.</summary>
public sealed record NewUserAgent(string? UserAgent, bool? ForAccount) : DetectiveIndicator
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Says => "new user agent";
}

/// <summary>A finding on the entity.</summary>
public sealed record RelatedFinding(string? Arn, string? Type, string? Address) : DetectiveIndicator
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Says => "related finding";

    /// <inheritdoc/>
    [JsonIgnore]
    protected override IEnumerable<string?> Named => [Address];
}

/// <summary>A group of findings the entity belongs to; only the console tells more of it.</summary>
public sealed record RelatedFindingGroup(string? Id) : DetectiveIndicator
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Says => "related finding group";
}

/// <summary>An indicator of a kind this program does not know.</summary>
/// <param name="Kind">AWS's word; null when there was none.</param>
public sealed record UnknownIndicator(string? Kind) : DetectiveIndicator
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Says => "an indicator of a kind not known here";
}
