using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.SampleDay.Trail;

/// <summary>The delivered CloudTrail objects: up to six hours each before the day, one hour each on the day. The stamp is the time of delivery.</summary>
internal static class TrailObjects
{
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(4);

    public static IEnumerable<SampleFile> All() => Background().Concat(Day());

    private static IEnumerable<SampleFile> Background() => Lab.QuietPieces(Lab.Day).Select(static piece =>
        Object(Enumerable.Range(0, (int)(piece.To - piece.From).TotalHours).SelectMany(hour => UsualCalls.Of(piece.From.AddHours(hour))), piece.To + Delay));

    private static IEnumerable<SampleFile> Day()
    {
        var last = Lab.At("18:58");
        foreach (var hour in DayCalls.All().GroupBy(call => call.At.Hour).OrderBy(hour => hour.Key))
        {
            var delivered = Lab.Day.AddHours(hour.Key + 1) + Delay;
            yield return Object(hour, delivered < last ? delivered : last);
        }
    }

    private static SampleFile Object(IEnumerable<ApiCall> calls, DateTimeOffset delivered)
    {
        var stamp = Lab.Stamp(delivered);
        var dice = new Dice("trail object " + stamp);
        var name = $"{Lab.Account}_CloudTrail_{Lab.Region}_{stamp}_{dice.Letters(16)}.json.gz";
        var folder = delivered.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);

        // Ids of one object share all but their first eight digits: unique, and small when compressed.
        var (requestTail, eventTail) = (dice.UuidTail(), dice.UuidTail());
        var records = calls.OrderBy(call => call.At)
            .Select(call => (JsonNode)TrailRecord.Of(call, $"{dice.Hex(8)}-{requestTail}", $"{dice.Hex(8)}-{eventTail}"));
        var body = new JsonObject { ["Records"] = new JsonArray([.. records]) };
        return new($"evidence/AWSLogs/{Lab.Account}/CloudTrail/{Lab.Region}/{folder}/{name}", SampleFile.OneLine(body));
    }
}
