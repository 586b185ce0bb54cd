using System.Text;

namespace ChatOps.Bot.Operations;

/// <summary>A diagnosis as a short page of plain text.</summary>
internal static class DiagnosisPage
{
    private const int Widest = 26;

    public static string Of(Diagnosis diagnosis)
    {
        var page = new StringBuilder();
        foreach (var group in diagnosis.Groups)
        {
            page.AppendLine(Printable(group.Title));
            var width = Math.Min(Widest, group.Remarks.Select(static remark => remark.Looked.Length).DefaultIfEmpty(0).Max());
            foreach (var remark in group.Remarks)
            {
                page.Append("  ").Append(Mark(remark.Level)).Append("  ").Append(Printable(remark.Looked).PadRight(width)).Append("  ").AppendLine(Printable(remark.Found));
                var indent = new string(' ', width + 13);
                if (remark.Action is not null) page.Append(indent).Append("missing: ").AppendLine(Printable(remark.Action));
                if (remark.Repair is not null) page.Append(indent).Append("to do:   ").AppendLine(Printable(remark.Repair));
            }

            page.AppendLine();
        }

        return page.AppendLine(Summary(diagnosis)).AppendLine("The least policy for this configuration: doctor --policy").ToString();
    }

    private static string Summary(Diagnosis diagnosis) => diagnosis switch
    {
        { Wrongs: 0, Warnings: 0 } => "All is well.",
        { Wrongs: 0 } => $"Nothing is wrong; {Count(diagnosis.Warnings, "warning")}.",
        { Warnings: 0 } => $"{Count(diagnosis.Wrongs, "thing")} wrong.",
        _ => $"{Count(diagnosis.Wrongs, "thing")} wrong, {Count(diagnosis.Warnings, "warning")}.",
    };

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    private static string Mark(RemarkLevel level) => level switch { RemarkLevel.Ok => "ok     ", RemarkLevel.Warning => "warning", _ => "WRONG  " };

    /// <summary>Names of objects and queues come from outside: nothing in them moves a terminal's cursor.</summary>
    private static string Printable(string text) => string.Concat(text.Select(static letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.Format ? '?' : letter));
}
