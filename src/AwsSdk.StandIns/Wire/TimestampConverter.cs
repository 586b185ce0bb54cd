using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Wire;

/// <summary>
/// Times come as seconds since 1970, perhaps with a fraction, as milliseconds where somebody's tool has been at them, or as ISO 8601 text, and are always UTC.
/// They are written as text, which is what the one service with times in its requests takes.
/// </summary>
internal sealed class TimestampConverter : JsonConverter<DateTime>
{
    // The last second of the year 9999: what is more cannot be seconds.
    private const decimal LastSecond = 253_402_300_799;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.Number ? FromNumber(reader.GetDecimal()) : Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public static DateTime Parse(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static DateTime FromNumber(decimal number) => DateTime.UnixEpoch.AddTicks((long)((number > LastSecond ? number / 1000 : number) * TimeSpan.TicksPerSecond));
}
