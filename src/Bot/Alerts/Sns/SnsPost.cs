using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatOps.Bot.Alerts.Wire;

namespace ChatOps.Bot.Alerts.Sns;

/// <summary>What SNS posts to an address ("HTTP/HTTPS notification JSON format" and those of the confirmations, Amazon SNS Developer Guide).</summary>
/// <param name="Subject">Null when the message has none; it is signed only when it is there.</param>
/// <param name="SubscribeUrl">Of confirmations; null else.</param>
/// <param name="Token">Of confirmations; null else. Whoever knows it may confirm.</param>
internal sealed record SnsPost(
    string Type, string MessageId, string TopicArn, string Message, string? Subject, string Timestamp,
    string SignatureVersion, string Signature, string SigningCertUrl, string? SubscribeUrl, string? Token)
{
    public const string Notification = SnsMessage.Notification;
    public const string SubscriptionConfirmation = "SubscriptionConfirmation";
    public const string UnsubscribeConfirmation = "UnsubscribeConfirmation";

    private static readonly string[] Needed = ["Type", "MessageId", "TopicArn", "Message", "Timestamp", "SignatureVersion", "Signature", "SigningCertURL"];
    private static readonly string[] NeededToConfirm = ["SubscribeURL", "Token"];

    /// <summary>When it was published, whatever delivery this is; null when it does not say so.</summary>
    public DateTimeOffset? SentAt =>
        DateTimeOffset.TryParse(Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    /// <summary>The bytes that are signed: names and values of what counts, in the order of the names ("Verifying the signatures of Amazon SNS messages").</summary>
    public byte[] SignedBytes()
    {
        (string Name, string? Value)[] signed = Type == Notification
            ? [("Message", Message), ("MessageId", MessageId), ("Subject", Subject), ("Timestamp", Timestamp), ("TopicArn", TopicArn), ("Type", Type)]
            : [("Message", Message), ("MessageId", MessageId), ("SubscribeURL", SubscribeUrl), ("Timestamp", Timestamp), ("Token", Token), ("TopicArn", TopicArn), ("Type", Type)];
        var text = new StringBuilder();
        foreach (var (name, value) in signed)
        {
            if (value is not null) text.Append(name).Append('\n').Append(value).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The message, or the path and the reason why it is none. Never throws on input.</summary>
    public static (SnsPost? Post, RefusedItem? Wrong) Read(byte[] utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : (null, new RefusedItem(0, "$", "is not a JSON object; a message of SNS is needed"));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // the second is the framework's answer to bytes and escapes that are no Unicode
            return (null, new RefusedItem(0, "$", "is not JSON; a message of SNS is needed"));
        }
    }

    private static (SnsPost? Post, RefusedItem? Wrong) Read(JsonElement json)
    {
        var type = WireText.Of(json, "Type");
        var missing = Needed.Concat(type is SubscriptionConfirmation or UnsubscribeConfirmation ? NeededToConfirm : []).FirstOrDefault(name => WireText.Of(json, name) is null);
        if (missing is not null) return (null, new RefusedItem(0, $"$.{missing}", "is missing; a signed message of SNS is needed"));
        string Text(string name) => WireText.Of(json, name)!;
        return (new SnsPost(
            type!, Text("MessageId"), Text("TopicArn"), Text("Message"), WireText.Of(json, "Subject"), Text("Timestamp"),
            Text("SignatureVersion"), Text("Signature"), Text("SigningCertURL"), WireText.Of(json, "SubscribeURL"), WireText.Of(json, "Token")), null);
    }
}
