using FsCheck;
using FsCheck.Fluent;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>Whatever is done to a document, it is read or refused, never thrown at the caller.</summary>
public class HostileBytesTests
{
    private static readonly byte[][] All = [.. Documents.Samples().Select(Documents.Sample)];

    private static readonly Gen<byte[]> Mutated =
        from sample in Gen.Elements(All)
        from places in Gen.Choose(0, sample.Length - 1).ListOf(3)
        from values in Gen.Choose(0, 255).ListOf(3)
        select places.Zip(values).Aggregate((byte[])sample.Clone(), static (bytes, change) =>
        {
            bytes[change.First] = (byte)change.Second;
            return bytes;
        });

    private static readonly Gen<byte[]> Truncated =
        from sample in Gen.Elements(All)
        from length in Gen.Choose(0, sample.Length)
        select sample[..length];

    /// <summary>A stretch of one sample put into another: mostly broken, sometimes valid JSON of an unexpected shape.</summary>
    private static readonly Gen<byte[]> Spliced =
        from left in Gen.Elements(All)
        from right in Gen.Elements(All)
        from cut in Gen.Choose(0, left.Length)
        from start in Gen.Choose(0, right.Length)
        select (byte[])[.. left[..cut], .. right[start..]];

    [Fact]
    public void Changed_bytes_never_throw() => Check(Mutated);

    [Fact]
    public void Truncated_documents_never_throw() => Check(Truncated);

    [Fact]
    public void Spliced_documents_never_throw() => Check(Spliced);

    [Fact]
    public void Any_value_in_any_place_never_throws() => Check(
        from sample in Gen.Elements(All)
        from place in Gen.Choose(0, 400)
        from value in Gen.Elements("null", "[]", "{}", "[[[{}]]]", "1e999", "-1", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "true", "{\"0\":{}}", "[null,1,\"x\",{}]")
        select WithValue(sample, place, value));

    private static byte[] WithValue(byte[] sample, int place, string value)
    {
        var text = System.Text.Encoding.UTF8.GetString(sample);
        var lines = text.Split('\n');
        var line = lines[place % lines.Length];
        var colon = line.IndexOf("\": ", StringComparison.Ordinal);
        if (colon < 0 || line.EndsWith('{') || line.EndsWith('[')) return sample;
        lines[place % lines.Length] = line[..(colon + 3)] + value + (line.EndsWith(',') ? "," : "");
        return System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static void Check(Gen<byte[]> documents) =>
        Prop.ForAll(documents.ToArbitrary(), static bytes => GuardDutyFindingReader.Read(bytes, "$.detail") switch
        {
            FindingRead read => read.Finding.FirstSeen <= read.Finding.LastSeen && read.Finding.Count >= 1,
            FindingRefused refused => refused.Path.StartsWith("$.detail", StringComparison.Ordinal) && refused.Reason.Length > 0,
            _ => false,
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));
}
