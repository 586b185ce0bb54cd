using System.Text;
using ChatOps.Investigation.Evidence.GuardDuty.Wire;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>
/// service.additionalInfo comes in two forms: the API puts a JSON text into "value" beside a "type"; EventBridge and exports spell the members out,
/// with or without those two beside them. Members that are spelled out win.
/// </summary>
internal static class AdditionalFields
{
    /// <summary>The members, in whichever form they came.</summary>
    public static GuardDutyNode Of(GuardDutyNode node)
    {
        if (node.Children().Any(static member => !IsCarrier(member)) || node["value"].Text() is not { } text) return node;
        var inner = GuardDutyDocument.Read(Encoding.UTF8.GetBytes(text), "$", out _);
        return inner is { Root.IsObject: true } ? inner.Root : node;
    }

    /// <summary>Whether the member only carries the others.</summary>
    public static bool IsCarrier(GuardDutyNode member) =>
        member.Name.Equals("value", StringComparison.OrdinalIgnoreCase) || member.Name.Equals("type", StringComparison.OrdinalIgnoreCase);
}
