using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Activities;

/// <summary>New behavior in sentences.</summary>
internal static class NewWords
{
    public static IReadOnlyList<string> Of(NewBehavior behavior, int most)
    {
        if (behavior.State is not (CoverageState.Answered or CoverageState.Empty))
            return [$"{EvidenceWords.Source(behavior.Source)}: {EvidenceWords.Fate(behavior.State)}."];
        if (behavior.InTraining) return [Training(behavior)];
        var who = EntityWords.This(behavior.Entity);
        var held = $"in the {Amount.Of(behavior.DaysCovered, "day")} we hold";
        List<string> said = [];
        if (behavior.New.Count == 0) said.Add($"{Nothing(behavior)} new for {who} {held}.");
        else if (behavior.SeenBefore == false) said.Add($"{Capital(who)} was not seen {held}: all it does is new.");
        var first = true;
        foreach (var group in behavior.New.GroupBy(static one => one.Dimension))
        {
            // of one who was never there all is new; what everybody here does is not worth a sentence then
            if (behavior.SeenBefore == false && group.All(static one => one.CommonHere == true)) continue;
            var named = NamedFew.Of([.. group.Select(Name)], most);
            var rejected = group.All(static one => one.Traffic.Records > 0 && one.Traffic.In.Records + one.Traffic.Out.Records == 0) ? " (all rejected)" : "";
            var what = group.Key == NewDimension.Call ? (first ? "New" : "New calls") : $"New {Many(group.Key)}";
            said.Add($"{what}{(first ? $" for {who} {held}" : "")}: {named}{rejected}.");
            first = false;
        }

        said.AddRange(behavior.Increased.Take(most).Select(static one => $"More than usual: {one.Sentence}"));
        if (behavior.Increased.Count > most) said.Add($"{Amount.Of(behavior.Increased.Count - most, "more call")} with increased volume.");
        if (behavior.Unseen > 0) said.Add($"{Amount.Of(behavior.Unseen, "rarer value")} not looked at.");
        return said;
    }

    private static string Training(NewBehavior behavior) =>
        $"In training: {Amount.Of(behavior.DaysCovered, "day")} of {EvidenceWords.Source(behavior.Source)} held before this window; "
        + $"nothing is called new below {Baseline.TrainingDays}.";

    /// <summary>Ports and addresses of flows are three things, calls one.</summary>
    private static string Nothing(NewBehavior behavior) => behavior.Source == EvidenceKind.Flows ? "No port or address" : "Nothing";

    private static string Name(NewlyObserved one)
    {
        string?[] known = [one.Network, one.Country, one.CommonHere == true ? "common in this account" : null];
        var asides = known.Where(static text => !string.IsNullOrEmpty(text)).Select(static text => BoundedText.Of(text!)).ToList();
        return asides.Count == 0 ? BoundedText.Of(one.Value) : $"{BoundedText.Of(one.Value)} ({string.Join(", ", asides)})";
    }

    private static string Many(NewDimension dimension) => dimension switch
    {
        NewDimension.Call => "calls",
        NewDimension.Address => "addresses",
        NewDimension.Network => "networks",
        NewDimension.Country => "countries",
        NewDimension.Region => "regions",
        NewDimension.UserAgent => "user agents",
        NewDimension.Namespace => "namespaces",
        NewDimension.LocalPort => "local ports",
        NewDimension.RemotePort => "remote ports",
        _ => "remote addresses",
    };

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
