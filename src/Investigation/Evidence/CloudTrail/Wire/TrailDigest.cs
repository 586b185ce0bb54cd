using System.Text.Json;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.CloudTrail.Wire;

/// <summary>A digest file: what CloudTrail delivered in about an hour (CloudTrail user guide, "CloudTrail digest file structure"). Its signature lies in the
/// object's metadata and is not checked.</summary>
/// <param name="Delivered">Time whose deliveries it names, all of them.</param>
/// <param name="Files">Names of the log files, without their folders; none when nothing happened.</param>
internal sealed record TrailDigest(TimeWindow Delivered, IReadOnlyList<string> Files)
{
    /// <summary>Digests are hourly. One that claims to speak for more than a day is not believed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads a digest; null when it is none, or damaged.</summary>
    public static TrailDigest? Parse(ReadOnlySpan<byte> json)
    {
        DateTimeOffset? start = null, end = null;
        List<string>? files = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("digestStartTime"u8)) start = Time(ref reader);
                else if (reader.ValueTextEquals("digestEndTime"u8)) end = Time(ref reader);
                else if (reader.ValueTextEquals("logFiles"u8)) files = Files(ref reader);
                else Pass(ref reader);
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null; // no JSON, or text that is no valid Unicode: said by who asked
        }

        return files is { } named && start is { } from && end is { } to && to > from && to - from <= Longest ? new TrailDigest(new TimeWindow(from, to), named) : null;

        static List<string>? Files(ref Utf8JsonReader reader)
        {
            var names = new List<string>();
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray) reader.Skip();
            else
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    if (NameOf(ref reader) is not { } name) return null; // names that are not told may be those that are missing
                    names.Add(name);
                }

                return reader.TokenType == JsonTokenType.EndArray ? names : null;
            }

            return null;
        }
    }

    private static string? NameOf(ref Utf8JsonReader reader)
    {
        string? name = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("s3Object"u8))
            {
                Pass(ref reader);
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } key) name = key[(key.LastIndexOf('/') + 1)..];
            else reader.Skip();
        }

        return name;
    }

    private static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.TryGetDateTimeOffset(out var time) ? time.ToUniversalTime() : null;
        reader.Skip();
        return null;
    }

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
