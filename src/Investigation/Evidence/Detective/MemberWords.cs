using Amazon.Detective;
using Amazon.Detective.Model;

namespace ChatOps.Investigation.Evidence.Detective;

/// <summary>What a member's state means.</summary>
internal static class MemberWords
{
    /// <summary>Why the member's activity is not in the graph; null when it is.</summary>
    public static string? WhyNot(MemberDetail member)
    {
        var status = member.Status;
        if (status == MemberStatus.ENABLED) return null;
        if (status == MemberStatus.INVITED) return "it was invited and has not accepted";
        if (status == MemberStatus.VERIFICATION_IN_PROGRESS) return "its invitation is still being verified";
        if (status == MemberStatus.VERIFICATION_FAILED) return "its account number and e-mail address did not match";
        return status == MemberStatus.ACCEPTED_BUT_DISABLED ? Disabled(member.DisabledReason) : "AWS gives a state not known here";
    }

    private static string Disabled(MemberDisabledReason? reason)
    {
        if (reason == MemberDisabledReason.VOLUME_TOO_HIGH) return "it is disabled, as its data would make the graph too large";
        return reason == MemberDisabledReason.VOLUME_UNKNOWN ? "it is disabled until AWS knows how much data it has" : "it is disabled";
    }
}
