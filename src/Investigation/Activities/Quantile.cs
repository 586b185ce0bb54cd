namespace ChatOps.Investigation.Activities;

/// <summary>Medians and the like of figures in ascending order.</summary>
internal static class Quantile
{
    /// <summary>The middle one, or the average of the middle two; 0 without any.</summary>
    public static double Median(ReadOnlySpan<double> ascending)
    {
        if (ascending.IsEmpty) return 0;
        var middle = ascending.Length / 2;
        return ascending.Length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] / 2) + (ascending[middle] / 2);
    }

    /// <summary>The smallest one that at least this share of all does not exceed (nearest rank); 0 without any.</summary>
    public static double At(ReadOnlySpan<double> ascending, double share) =>
        ascending.IsEmpty ? 0 : ascending[Math.Clamp((int)Math.Ceiling(share * ascending.Length) - 1, 0, ascending.Length - 1)];
}
