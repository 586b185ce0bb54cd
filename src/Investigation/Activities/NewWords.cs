namespace ChatOps.Investigation.Activities;

/// <summary>New behavior in sentences.</summary>
internal static class NewWords
{
    public static IReadOnlyList<string> Of(NewBehavior behavior, int most) => [];
}
