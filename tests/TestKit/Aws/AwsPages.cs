using System.Globalization;
using System.Text;

namespace ChatOps.TestKit.Aws;

/// <summary>Lists in pages. A token is worth nothing with another service's list.</summary>
internal static class AwsPages
{
    /// <returns>The page, and the token of the next; null at the end.</returns>
    public static (IReadOnlyList<T> Page, string? Next) Cut<T>(IReadOnlyList<T> all, string what, string? token, int most, Func<AwsRefusal> invalid)
    {
        var from = 0;
        if (!string.IsNullOrEmpty(token))
        {
            var bytes = new byte[token.Length];
            if (!Convert.TryFromBase64String(token, bytes, out var length) || Encoding.UTF8.GetString(bytes, 0, length).Split('@') is not [var said, var number] || said != what || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out from)) throw invalid();
        }

        var page = all.Skip(from).Take(most).ToList();
        return (page, from + page.Count < all.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what}@{from + page.Count}"))) : null);
    }
}
