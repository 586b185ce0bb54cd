namespace ChatOps.Investigation.Findings;

/// <summary>A finding type in its parts: <c>ThreatPurpose:ResourceTypeAffected/ThreatFamilyName.DetectionMechanism!Artifact</c>
/// (Amazon GuardDuty User Guide, "GuardDuty finding format").</summary>
/// <param name="Text">The whole type as GuardDuty wrote it.</param>
/// <param name="Purpose">Before the colon; the whole text when there is no colon.</param>
/// <param name="Resource">Between colon and slash; null when absent.</param>
/// <param name="Family">After the slash, up to the first dot or exclamation mark; null when absent.</param>
/// <param name="Detection">After the dot; null when absent.</param>
/// <param name="Artifact">After the exclamation mark; null when absent.</param>
public sealed record FindingType(string Text, string Purpose, string? Resource, string? Family, string? Detection, string? Artifact)
{
    /// <summary>Takes a type apart; a text that does not follow the format keeps what can be told.</summary>
    public static FindingType Parse(string text)
    {
        var (purpose, afterColon) = Cut(text, ':');
        var (resource, name) = afterColon is null ? (null, null) : Cut(afterColon, '/');
        var (named, artifact) = name is null ? (null, null) : Cut(name, '!');
        var (family, detection) = named is null ? (null, null) : Cut(named, '.');
        return new FindingType(text, purpose!, resource, family, detection, artifact);
    }

    private static (string? Before, string? After) Cut(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }

    /// <summary>The whole type as GuardDuty wrote it.</summary>
    public override string ToString() => Text;
}
