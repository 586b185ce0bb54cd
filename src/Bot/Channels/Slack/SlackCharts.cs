using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Charts;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>The charts of a card as pictures in Slack. A chart that cannot be brought there is told in words: a card is never lost for a picture.</summary>
internal sealed partial class SlackCharts(SlackUploads uploads, IDeliveredParts parts, ILogger<SlackCharts> logger)
{
    private const int LongestAlt = 1000;

    /// <summary>Uploads what is not there yet; afterwards <see cref="FileOf"/> knows it.</summary>
    /// <returns>What holds up the whole message: a rate limit, a refused token. Null otherwise.</returns>
    public async Task<NotDelivered?> BringAsync(SlackErrand errand, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var chart in errand.Card.Sections.OfType<CardChart>())
        {
            var name = Name(++number);
            var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(chart.Svg)));
            if (errand.Find(name)?.Mark == mark) continue;
            errand.Remove(name);
            var outcome = await UploadAsync($"chatops-{errand.Message.Id}-{number.ToString(CultureInfo.InvariantCulture)}.png", chart, cancellationToken);
            if (outcome is Delivered uploaded)
            {
                var part = new DeliveredPart(errand.Message.Id, name, uploaded.ExternalId, mark);
                errand.Keep(part);
                await parts.RecordAsync(part, cancellationToken);
                continue;
            }

            var failed = (NotDelivered)outcome;
            if (failed.Failure is DeliveryFailure.RateLimited or DeliveryFailure.CredentialRevoked) return failed;
            Log.Words(logger, errand.Message.Id.Value, failed.Detail);
        }

        return null;
    }

    /// <summary>The picture of a chart, 1 for the first; null when there is none.</summary>
    public static string? FileOf(SlackErrand errand, int number) => errand.Find(Name(number))?.ExternalId;

    /// <summary>Slack no longer takes the pictures: the next state of the card brings new ones.</summary>
    public async Task ForgetAsync(SlackErrand errand, CancellationToken cancellationToken)
    {
        foreach (var part in errand.Kept.Where(static part => part.Part.StartsWith("chart:", StringComparison.Ordinal)).ToList())
        {
            errand.Remove(part.Part);
            await parts.RemoveAsync(errand.Message.Id, part.Part, cancellationToken);
        }
    }

    private async Task<DeliveryOutcome> UploadAsync(string name, CardChart chart, CancellationToken cancellationToken)
    {
        byte[] png;
        try
        {
            png = ChartPng.Of(chart.Svg);
        }
        catch (ArgumentException undrawable)
        {
            // a chart kept by another version may hold what ours does not draw
            return new NotDelivered(DeliveryFailure.ContentRefused, undrawable.Message);
        }

        var alt = chart.Sentence.Length > LongestAlt ? chart.Sentence[..LongestAlt] : chart.Sentence;
        var uploaded = await uploads.UploadAsync(name, alt, png, cancellationToken);
        if (uploaded is not Delivered file) return uploaded;
        if (await uploads.CompleteAsync(file.ExternalId, name, null, null, cancellationToken) is { } unfinished) return unfinished;
        return await uploads.UntilAsync(file.ExternalId, IsSeen, cancellationToken) ?? (DeliveryOutcome)file;
    }

    /// <summary>Slack has looked at it; a block that shows it sooner is refused.</summary>
    private static bool IsSeen(JsonElement file) => file.Text("mimetype") is not null;

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"chart:{number}");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A chart of {Message} is told in words: {Why}")]
        public static partial void Words(ILogger logger, string message, string why);
    }
}
