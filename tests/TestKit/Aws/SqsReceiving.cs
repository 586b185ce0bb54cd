using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>ReceiveMessage: long polling, visibility and the way to the dead letters, by the double's clock.</summary>
internal sealed class SqsReceiving(AwsDouble aws, AwsQueue queue)
{
    private const string HandlePrefix = "AQEBdouble";

    public static bool IsHandle(string text) => text.StartsWith(HandlePrefix, StringComparison.Ordinal);

    public async Task<JsonObject> ReceiveAsync(AwsRequest request, CancellationToken cancellation)
    {
        var most = Between(request, "MaxNumberOfMessages", 1, 10) ?? 1;
        var hidden = Between(request, "VisibilityTimeout", 0, 43_200) is { } seconds ? TimeSpan.FromSeconds(seconds) : queue.VisibilityTimeout;
        var until = aws.Time.GetUtcNow() + TimeSpan.FromSeconds(Between(request, "WaitTimeSeconds", 0, 20) ?? 0);
        while (true)
        {
            Task changed;
            TimeSpan wait;
            lock (aws.Gate)
            {
                var now = aws.Time.GetUtcNow();
                if (Take(most, hidden, now) is { Count: > 0 } taken) return new JsonObject { ["Messages"] = new JsonArray([.. taken.Select(entry => Written(entry, request))]) };
                // SQS leaves the list out when it is empty.
                if (now >= until) return [];
                changed = queue.Changed;
                var next = queue.Entries.Select(static entry => entry.VisibleAt).Where(at => at > now).Append(until).Min();
                wait = (next < until ? next : until) - now;
            }

            await WaitAsync(changed, wait, cancellation);
        }
    }

    private static int? Between(AwsRequest request, string name, int low, int high) => request.Number(name) switch
    {
        null => null,
        { } value when value >= low && value <= high => value,
        { } value => throw new AwsRefusal(400, "InvalidParameterValue", $"Value {value} for parameter {name} is invalid. Reason: Must be between {low} and {high}, if provided."),
    };

    private async Task WaitAsync(Task changed, TimeSpan wait, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(changed, Task.Delay(wait, aws.Time, stop.Token));
        cancellation.ThrowIfCancellationRequested();
        await stop.CancelAsync();
    }

    private List<SqsEntry> Take(int most, TimeSpan hidden, DateTimeOffset now)
    {
        var taken = new List<SqsEntry>();
        foreach (var entry in queue.Entries.Where(entry => entry.VisibleAt <= now).ToList())
        {
            if (taken.Count == most) break;
            if (queue.DeadLetterQueue is { } dead && entry.Received >= queue.MaxReceiveCount)
            {
                queue.Entries.Remove(entry);
                dead.Add(new SqsEntry(entry.Id, entry.Body, entry.SentAt) { CameFrom = queue.Arn, Received = entry.Received, FirstReceivedAt = entry.FirstReceivedAt });
                continue;
            }

            entry.Received++;
            entry.FirstReceivedAt ??= now;
            entry.VisibleAt = now + hidden;
            entry.Handles.Add(HandlePrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)));
            taken.Add(entry);
        }

        return taken;
    }

    private JsonObject Written(SqsEntry entry, AwsRequest request)
    {
#pragma warning disable CA5351 // What SQS sends along, and its client compares.
        var digest = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(entry.Body)));
#pragma warning restore CA5351
        var message = new JsonObject { ["MessageId"] = entry.Id, ["ReceiptHandle"] = entry.Handles[^1], ["MD5OfBody"] = digest, ["Body"] = entry.Body };
        var asked = request.Texts("AttributeNames").Concat(request.Texts("MessageSystemAttributeNames")).ToHashSet();
        var attributes = new JsonObject();
        foreach (var (name, value) in Attributes(entry).Where(attribute => asked.Contains("All") || asked.Contains(attribute.Name))) attributes[name] = value;
        if (attributes.Count > 0) message["Attributes"] = attributes;
        return message;
    }

    private IEnumerable<(string Name, string Value)> Attributes(SqsEntry entry)
    {
        yield return ("SenderId", "AIDA" + queue.Account);
        yield return ("SentTimestamp", Milliseconds(entry.SentAt));
        yield return ("ApproximateReceiveCount", entry.Received.ToString(CultureInfo.InvariantCulture));
        yield return ("ApproximateFirstReceiveTimestamp", Milliseconds(entry.FirstReceivedAt!.Value));
        if (entry.CameFrom is { } queueArn) yield return ("DeadLetterQueueSourceArn", queueArn);
    }

    private static string Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
