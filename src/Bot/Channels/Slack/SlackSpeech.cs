using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.BlockKit;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Brings the parts of a message to Slack: the first, and those that continue it in the thread. It can be killed at any point and run again: what is there is found, what is there already in this state is left alone.</summary>
internal sealed class SlackSpeech(SlackPoster poster, SlackReadBack readBack, IDeliveredParts parts)
{
    /// <param name="follows">Whether more follows the parts, so that a further try has to know them.</param>
    public async Task<DeliveryOutcome> SayAsync(SlackErrand errand, IReadOnlyList<SlackMessage> said, bool follows, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= said.Count; number++)
        {
            var isKept = follows || said.Count > 1;
            if (await SayAsync(errand, number, said[number - 1], isKept, cancellationToken) is { } failed) return failed;
        }

        return await TidyAsync(errand, said.Count, cancellationToken) ?? (DeliveryOutcome)new Delivered(errand.FirstTs!);
    }

    private async Task<NotDelivered?> SayAsync(SlackErrand errand, int number, SlackMessage said, bool isKept, CancellationToken cancellationToken)
    {
        var body = Body(errand, number, said);
        if (errand.Part(number) is null && await LookAsync(errand, number, cancellationToken) is { } blind) return blind;
        if (errand.Part(number) is { } there)
        {
            if (there.Mark == errand.Mark) return null;
            var changed = await poster.UpdateAsync(errand.Channel, there.ExternalId, Change(body, there.ExternalId), cancellationToken);
            if (changed is Delivered) return await KeepAsync(errand, number, there.ExternalId, isKept);
            if (changed is NotDelivered { Failure: not DeliveryFailure.MessageGone } failed) return failed;
            // Forgotten before the new one is posted: a process that takes over must not go on under the old one.
            foreach (var follower in errand.Lose(number, there.ExternalId)) await parts.RemoveAsync(errand.Message.Id, follower, cancellationToken);
            if (await LookAsync(errand, number, cancellationToken) is { } unseen) return unseen;
            if (errand.Part(number) is not null) return await SayAsync(errand, number, said, isKept, cancellationToken);
        }

        if ((number == 1 && errand.IsRoot ? null : errand.ThreadTs) is { } thread) body["thread_ts"] = thread;
        body["unfurl_links"] = false;
        body["unfurl_media"] = false;
        var posted = await poster.PostAsync(errand.Message.Id, errand.Channel, body, cancellationToken);
        return posted is Delivered delivered ? await KeepAsync(errand, number, delivered.ExternalId, isKept) : (NotDelivered)posted;
    }

    /// <summary>Looks whether an earlier try brought it, where that can be; what is found counts as recorded.</summary>
    private async Task<NotDelivered?> LookAsync(SlackErrand errand, int number, CancellationToken cancellationToken)
    {
        var place = number == 1 && errand.IsRoot ? null : errand.ThreadTs;
        if (!errand.IsToLook(place)) return null;
        if (errand.Unsettled is { } left) return new NotDelivered(DeliveryFailure.Unsettled, "an earlier try may still arrive", left);
        var found = await readBack.MessagesAsync(errand.Channel, place, errand.Message, cancellationToken);
        if (found.Failed is { } failed) return failed;
        errand.HasLooked(place);
        foreach (var trace in found.Traces.Where(trace => !errand.IsGone(trace.Ts)).OrderBy(static trace => trace.Version))
        {
            var mark = trace.Version.ToString(CultureInfo.InvariantCulture);
            if (errand.Find(SlackErrand.PartName(trace.Part)) is null) errand.Keep(new DeliveredPart(errand.Message.Id, SlackErrand.PartName(trace.Part), trace.Ts, mark));
        }

        return null;
    }

    /// <summary>A message that became shorter leaves nothing of its old end behind.</summary>
    private async Task<NotDelivered?> TidyAsync(SlackErrand errand, int count, CancellationToken cancellationToken)
    {
        foreach (var part in errand.Kept.Where(part => Number(part.Part) > count).ToList())
        {
            if (await poster.DeleteAsync(errand.Channel, part.ExternalId, cancellationToken) is { } failed) return failed;
            await parts.RemoveAsync(errand.Message.Id, part.Part, cancellationToken);
            errand.Remove(part.Part);
        }

        return null;
    }

    private async Task<NotDelivered?> KeepAsync(SlackErrand errand, int number, string ts, bool isKept)
    {
        var part = new DeliveredPart(errand.Message.Id, SlackErrand.PartName(number), ts, errand.Mark);
        // What is recorded once has to stay right; what is posted anew must not be taken for what it stands for.
        var isWritten = isKept || number > 1 || errand.IsPostedAnew || errand.Find(part.Part) is not null;
        errand.Keep(part);
        if (isWritten) await parts.RecordAsync(part, CancellationToken.None); // even while stopping: Slack has it
        return null;
    }

    private static int Number(string part) => part.StartsWith("part:", StringComparison.Ordinal) && int.TryParse(part.AsSpan(5), out var number) ? number : 0;

    private static JsonObject Body(SlackErrand errand, int number, SlackMessage said)
    {
        var body = said.ToJson();
        body["channel"] = errand.Channel;
        body["parse"] = "none";
        body["metadata"] = new JsonObject
        {
            ["event_type"] = SlackReadBack.EventType,
            ["event_payload"] = new JsonObject { ["id"] = errand.Message.Id.Value, ["part"] = number, ["version"] = errand.Message.Version },
        };
        return body;
    }

    /// <summary>Attachments that are not named stay as they were.</summary>
    private static JsonObject Change(JsonObject body, string ts)
    {
        var change = (JsonObject)body.DeepClone();
        change["ts"] = ts;
        change["attachments"] ??= new JsonArray();
        return change;
    }
}
