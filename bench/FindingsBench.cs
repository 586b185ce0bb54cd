using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.GuardDuty;
using ChatOps.Investigation.Pivots;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bench;

/// <summary>Finding JSON to Finding, entities, pivots and links on one core. Budget: 20,000/s; with the card of one channel rendered 5,000/s.</summary>
internal static class FindingsBench
{
    public static Task RunAsync()
    {
        var documents = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "samples", "workshop-day", "findings.jsonl"))
            .Select(static line =>
            {
                using var day = JsonDocument.Parse(line);
                return JsonSerializer.SerializeToUtf8Bytes(day.RootElement.GetProperty("detail"));
            })
            .ToList();
        var links = new DetectiveLinks(new DetectiveLinkOptions(), new FixedClock());
        var bytes = documents.Average(static document => document.Length);
        Measure.Print($"yardstick: JsonDocument.Parse alone ({bytes:0} B on average)", Figure(Measure.Rate(TimeSpan.FromSeconds(2), () =>
        {
            foreach (var document in documents) JsonDocument.Parse(document).Dispose();
            return documents.Count;
        })));
        Measure.Print("finding JSON -> Finding", Figure(Measure.Rate(TimeSpan.FromSeconds(2), () =>
        {
            foreach (var document in documents) Read(document);
            return documents.Count;
        })));
        Measure.Print("finding JSON -> Finding -> entities, pivots, links", Figure(Measure.Rate(TimeSpan.FromSeconds(2), () =>
        {
            foreach (var document in documents) Pivots(document, links);
            return documents.Count;
        })));
        var cards = new FindingCard(new AccountNames(new Dictionary<string, string> { ["111122223333"] = "payments-prod" }), links, EvidenceOffers.Nothing, DeedOffer.Nothing);
        Measure.Print("the same with the root and pivot cards rendered for the room", Figure(Measure.Rate(TimeSpan.FromSeconds(2), () =>
        {
            foreach (var document in documents) Render(document, cards, links);
            return documents.Count;
        })));
        return Task.CompletedTask;
    }

    private static void Render(byte[] document, FindingCard cards, DetectiveLinks links)
    {
        var finding = Read(document);
        FindingEntities.Of(finding);
        var window = TimeWindow.OfWholeHours(finding.FirstSeen, finding.LastSeen);
        WebCardRenderer.Render(cards.Of(finding, RelatedFindings.None, isSample: true), "root", 1);
        WebCardRenderer.Render(PivotsCard.Of(FindingPivots.Of(finding, window, links), new ScopeTime(window, ScopeOrigin.Finding), EvidenceOffer.Nothing, isSample: true), "pivots", 1);
    }

    private static Investigation.Findings.Finding Read(byte[] document) => ((FindingRead)GuardDutyFindingReader.Read(document)).Finding;

    private static void Pivots(byte[] document, DetectiveLinks links)
    {
        var finding = Read(document);
        FindingEntities.Of(finding);
        FindingPivots.Of(finding, TimeWindow.OfWholeHours(finding.FirstSeen, finding.LastSeen), links);
        GuardDutyLinks.Finding(finding.Id);
    }

    private static string Figure(double perSecond) => FormattableString.Invariant($"{perSecond,10:N0}/s");

    private sealed class FixedClock : IAsOfClock
    {
        public DateTimeOffset AsOf => new(2024, 8, 1, 19, 10, 0, TimeSpan.Zero);
    }
}
