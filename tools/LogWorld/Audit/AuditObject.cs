using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ChatOps.LogWorld.Audit;

/// <summary>One object under construction: the events delivered in five minutes.</summary>
internal sealed class AuditObject(string cluster, AuditForm form)
{
    private const int EventsPerPayload = 25;
    private readonly List<(DateTimeOffset Time, byte[] Event)> events = [];

    public void Add(DateTimeOffset time, byte[] one) => events.Add((time, one));

    /// <summary>The events in a random order, between a message of control and one of another log of the cluster.</summary>
    public byte[] Body(ref Dice dice)
    {
        var order = dice.Shuffled(events.Count);
        if (form == AuditForm.JsonLines) return [.. order.SelectMany(number => (byte[])[.. events[number].Event, (byte)'\n'])];
        var payloads = new List<byte[]> { Payload("CONTROL_MESSAGE", "", [(events[0].Time, "CWL CONTROL MESSAGE: Checking health of destination Firehose.")]) };
        foreach (var chunk in order.Chunk(EventsPerPayload))
            payloads.Add(Payload("DATA_MESSAGE", "kube-apiserver-audit-0a1b2c3d", chunk.Select(number => (events[number].Time, Encoding.UTF8.GetString(events[number].Event)))));
        payloads.Add(Payload("DATA_MESSAGE", "authenticator-0a1b2c3d", [(events[0].Time, "time=\"2025-03-03T00:00:00Z\" level=info msg=\"access granted\" groups=\"[]\" username=\"alice\"")]));
        return form switch
        {
            AuditForm.Documents => Zip([.. payloads.SelectMany(static one => one)]),
            AuditForm.Members => [.. payloads.SelectMany(Zip)],
            _ => Zip([.. payloads.SelectMany(Zip)]),
        };
    }

    private byte[] Payload(string type, string stream, IEnumerable<(DateTimeOffset Time, string Message)> messages)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, AuditEventWriter.Relaxed))
        {
            var isControl = type == "CONTROL_MESSAGE";
            json.WriteStartObject();
            json.WriteString("messageType", type);
            json.WriteString("owner", isControl ? "CloudwatchLogs" : Naming.Account);
            json.WriteString("logGroup", isControl ? "" : $"/aws/eks/{cluster}/cluster");
            json.WriteString("logStream", stream);
            json.WriteStartArray("subscriptionFilters");
            if (!isControl) json.WriteStringValue("to-firehose");
            json.WriteEndArray();
            json.WriteStartArray("logEvents");
            foreach (var (time, message) in messages)
            {
                json.WriteStartObject();
                json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeMilliseconds():D26}{message.Length:D30}"));
                json.WriteNumber("timestamp", time.ToUnixTimeMilliseconds());
                json.WriteString("message", message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static byte[] Zip(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal)) zip.Write(text);
        return packed.ToArray();
    }
}
