using System.Globalization;
using System.Text;

namespace ChatOps.SampleDay.Flows;

/// <summary>
/// The delivered flow log objects. The last day, 31 July 19:00 to 1 August 18:55, comes as it does from AWS: an object for every five
/// minutes, stamped with their start. Before that one object holds up to six hours and bears the stamp of its last five minutes.
/// </summary>
internal static class FlowObjects
{
    private const string FlowLogId = "fl-0d2a7c15e9b4836f1";
    private static readonly TimeSpan SlotLength = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset FineFrom = Lab.Day.AddHours(-5);
    private static readonly DateTimeOffset End = Lab.At("18:55");

    public static IEnumerable<SampleFile> All()
    {
        foreach (var (from, to) in Lab.QuietPieces(FineFrom)) yield return Object(from, to);

        for (var slot = FineFrom; slot < End; slot += SlotLength)
            yield return Object(slot, slot + SlotLength);
    }

    private static SampleFile Object(DateTimeOffset from, DateTimeOffset to)
    {
        var text = new StringBuilder(FlowRow.Header).Append('\n');
        for (var slot = from; slot < to; slot += SlotLength)
            foreach (var row in new FlowHour(slot.AddMinutes(-slot.Minute)).Slot(slot.Minute / 5))
                text.Append(row).Append('\n');

        var stamped = to - SlotLength;
        var folder = stamped.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);
        var name = $"{Lab.Account}_vpcflowlogs_{Lab.Region}_{FlowLogId}_{Lab.Stamp(stamped)}_{new Dice("flow object " + Lab.Stamp(stamped)).Hex(8)}.log.gz";
        return new($"evidence/AWSLogs/{Lab.Account}/vpcflowlogs/{Lab.Region}/{folder}/{name}", text.ToString());
    }
}
