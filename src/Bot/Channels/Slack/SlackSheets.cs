using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.BlockKit;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Whole tables as CSV, and the document of a card, as files in the thread, each shared once.</summary>
internal sealed partial class SlackSheets(SlackUploads uploads, SlackReadBack readBack, IDeliveredParts parts, ILogger<SlackSheets> logger)
{
    // The card itself is out by then: after that many tries it has to do without its file.
    private const int MostTries = 4;

    /// <summary>Shares what is not there yet.</summary>
    /// <returns>Why it has to be tried again; null when all is there, or will never be.</returns>
    public async Task<NotDelivered?> BringAsync(SlackErrand errand, IReadOnlyList<SlackCsv> sheets, CancellationToken cancellationToken)
    {
        foreach (var file in Files(errand.Card, sheets))
            if (await BringAsync(errand, file, cancellationToken) is { } failed) return failed;
        return null;
    }

    private static IEnumerable<Sheet> Files(Card card, IReadOnlyList<SlackCsv> sheets)
    {
        var tables = card.Sections.OfType<CardTable>().ToList();
        foreach (var sheet in sheets)
        {
            if (tables.ElementAtOrDefault(sheet.Table - 1) is not { } table) continue;
            var number = sheet.Table.ToString(CultureInfo.InvariantCulture);
            yield return new Sheet($"csv:{number}", number, ".csv", sheet.Title, Encoding.UTF8.GetBytes(CardCsv.Of(table)));
        }

        if (card.Document is { } document)
            yield return new Sheet("document", Path.GetFileNameWithoutExtension(document.Name), Path.GetExtension(document.Name), document.Title, Encoding.UTF8.GetBytes(document.Text));
    }

    private async Task<NotDelivered?> BringAsync(SlackErrand errand, Sheet file, CancellationToken cancellationToken)
    {
        var mark = Convert.ToHexStringLower(SHA256.HashData(file.Bytes))[..8];
        if (errand.Find(file.Part)?.Mark == mark) return null;
        // Slack finds it again by its name, so message and content stand in it.
        var name = $"chatops-{errand.Message.Id}-{file.Name}-v{mark}{file.Ending}";
        var outcome = await ShareAsync(errand, name, file.Title, file.Bytes, cancellationToken);
        if (outcome is Delivered shared)
        {
            var kept = new DeliveredPart(errand.Message.Id, file.Part, shared.ExternalId, mark);
            errand.Keep(kept);
            await parts.RecordAsync(kept, CancellationToken.None); // even while stopping: Slack has it
            return null;
        }

        var failed = (NotDelivered)outcome;
        if (IsWorthATry(failed, errand.Attempt)) return failed;
        Log.Without(logger, name, failed.Detail);
        return null;
    }

    private static bool IsWorthATry(NotDelivered failed, int attempt) => failed.Failure switch
    {
        DeliveryFailure.RateLimited or DeliveryFailure.CredentialRevoked or DeliveryFailure.Unsettled => true,
        DeliveryFailure.ContentRefused => false,
        _ => attempt < MostTries,
    };

    private async Task<DeliveryOutcome> ShareAsync(SlackErrand errand, string name, string title, byte[] bytes, CancellationToken cancellationToken)
    {
        if (errand.MayBeThere)
        {
            if (errand.Unsettled is { } left) return new NotDelivered(DeliveryFailure.Unsettled, "an earlier try may still arrive", left);
            var found = await readBack.FileAsync(errand.Channel, errand.ThreadTs!, name, errand.Message.At, cancellationToken);
            if (found.Failed is { } failed) return failed;
            if (found.Traces is [var trace, ..]) return new Delivered(trace.Ts);
        }

        var uploaded = await uploads.UploadAsync(name, "", bytes, cancellationToken);
        if (uploaded is not Delivered file) return uploaded;
        errand.Sending();
        var unfinished = await uploads.CompleteAsync(file.ExternalId, title, errand.Channel, errand.ThreadTs, cancellationToken)
            // Slack says ok to shares that it does not make.
            ?? await uploads.UntilAsync(file.ExternalId, told => IsShared(told, errand.Channel), cancellationToken);
        if (unfinished is null) return file;
        errand.Failed(unfinished.Failure);
        return unfinished;
    }

    private static bool IsShared(JsonElement file, string channel) =>
        file.Member("shares") is { ValueKind: JsonValueKind.Object } shares && shares.EnumerateObject().Any(kind => kind.Value.Items(channel).Any());

    /// <param name="Part">Under which it is kept as delivered; stored.</param>
    private sealed record Sheet(string Part, string Name, string Ending, string Title, byte[] Bytes);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{File} could not be attached: {Why}")]
        public static partial void Without(ILogger logger, string file, string why);
    }
}
