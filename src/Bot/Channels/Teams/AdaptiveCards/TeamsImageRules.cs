using System.Buffers.Binary;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Which pictures Teams shows.</summary>
internal static partial class TeamsImageRules
{
    private const int LongestSide = 1024;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Gif => "GIF8"u8;

    public static void Check(JsonObject image, JsonPlace at, Action<JsonPlace, string> fault)
    {
        if (TeamsCensus.Text(image["altText"]) is { } words && string.IsNullOrWhiteSpace(words)) fault(at["altText"], "is empty");
        if (TeamsCensus.Text(image["url"]) is not { } url) return;
        if (Inside().Match(url) is { Success: true } told) Picture(told.Groups[1].Value, at["url"], fault);
        else if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps) fault(at["url"], "is neither https nor a picture inside of the card");
    }

    private static void Picture(string base64, JsonPlace at, Action<JsonPlace, string> fault)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
        {
            fault(at, "is no base64");
            return;
        }

        if (length > TeamsPictures.MostOfOne) fault(at, $"is a picture of {length:N0} bytes, {TeamsPictures.MostOfOne:N0} is the most");
        var (width, height) = Size(bytes.AsSpan(0, length));
        if (width > LongestSide || height > LongestSide) fault(at, $"is a picture of {width} x {height}, {LongestSide} x {LongestSide} is the most");
    }

    /// <summary>Zero where the format does not say it at its head.</summary>
    private static (int Width, int Height) Size(ReadOnlySpan<byte> picture) =>
        picture.StartsWith(Png) && picture.Length >= 24 ? (BinaryPrimitives.ReadInt32BigEndian(picture[16..]), BinaryPrimitives.ReadInt32BigEndian(picture[20..]))
        : picture.StartsWith(Gif) && picture.Length >= 10 ? (BinaryPrimitives.ReadUInt16LittleEndian(picture[6..]), BinaryPrimitives.ReadUInt16LittleEndian(picture[8..]))
        : (0, 0);

    [GeneratedRegex("^data:image/(?:png|jpeg|gif|svg\\+xml);base64,(.*)$", RegexOptions.Singleline)]
    private static partial Regex Inside();
}
