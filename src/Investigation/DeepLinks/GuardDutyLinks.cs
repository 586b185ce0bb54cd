using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.DeepLinks;

/// <summary>Links into the GuardDuty console (Amazon GuardDuty User Guide, "Processing GuardDuty findings with Amazon EventBridge").</summary>
public static class GuardDutyLinks
{
    /// <summary>The console's findings list, showing this finding alone.</summary>
    /// <param name="finding">Which finding.</param>
    /// <param name="through">The portal it opens through, in the finding's account; null for a straight link.</param>
    /// <param name="maximumLength">Longest link that can be used, in characters.</param>
    public static ConsoleLink Finding(FindingId finding, ConsoleShortcut? through = null, int maximumLength = DetectiveLinkOptions.DefaultMaximumLength)
    {
        if (!AwsPlace.IsRegion(finding.Region)) return ConsoleLink.Withheld("the finding's region is not an AWS region name");
        if (AwsRegion.ConsoleHost(finding.Region) is not { } host) return ConsoleLink.Withheld($"no console address is known for {finding.Region}");
        if (LinkText.Encode(finding.Id) is not { Length: > 0 } id) return ConsoleLink.Withheld("the finding's id is not valid text");
        var url = $"https://{host}/guardduty/home?region={finding.Region}#/findings?search=id%3D{id}";
        return LinkText.Finish(through?.Around(url, finding.Account) ?? url, maximumLength);
    }
}
