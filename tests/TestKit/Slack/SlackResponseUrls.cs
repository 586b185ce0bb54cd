using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Slack;

/// <summary>Where the app answers one person for thirty minutes, five times at most, member of the channel or not.</summary>
internal sealed class SlackResponseUrls(SlackDouble slack)
{
    private const int MostUses = 5;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly SlackBoard board = new(slack);

    public async Task<(int Status, JsonObject Body)> AnswerAsync(HttpContext http, string key)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        try
        {
            slack.State.Write(_ => Answer(key, Parse(body)));
            return (200, new JsonObject { ["ok"] = true });
        }
        catch (SlackRefusal refusal)
        {
            slack.Refused.Enqueue($"response_url: {refusal.Error} {string.Join("; ", refusal.Messages)}");
            return (404, new JsonObject { ["ok"] = false, ["error"] = refusal.Error });
        }
    }

    private void Answer(string key, JsonObject said)
    {
        if (!slack.State.ResponseUrls.TryGetValue(key, out var url)) throw new SlackRefusal("no_such_url");
        if (slack.State.Time.GetUtcNow() - url.Made > Life) throw new SlackRefusal("expired_url");
        if (url.Uses >= MostUses) throw new SlackRefusal("used_url");
        SlackDoor.CheckContent(slack, said, "m");
        var channel = slack.State.Channels[url.Channel];
        if (said["delete_original"]?.ToString() == "true")
        {
            url.Uses++;
            if (Whispered(url) is { } gone) gone.IsDeleted = true;
            else if (url.MessageTs is { } ts && channel.Messages.ContainsKey(ts)) board.Remove(channel, ts);
            return;
        }

        var message = SlackBoard.Own(Content(said));
        if (message["text"]!.ToString().Length == 0 && message["blocks"] is null && message["attachments"] is null) throw new SlackRefusal("no_text");
        url.Uses++;
        if (said["replace_original"]?.ToString() == "true" && Replace(url, channel, message)) return;
        if (said["thread_ts"]?.ToString() is { Length: > 0 } thread) message["thread_ts"] = thread;
        if (said["response_type"]?.ToString() == "in_channel")
        {
            var (posted, _) = board.Put(channel, message);
            url.MessageTs ??= posted;
        }
        else
        {
            Whisper(slack, url.Person, url.Channel, message);
        }

        slack.State.Posted("response_url", url.Channel, message);
    }

    /// <summary>Shows a message to one person alone.</summary>
    public static SlackWhisperState Whisper(SlackDouble slack, string person, string channel, JsonObject message)
    {
        var ts = slack.State.NextTs();
        message["ts"] = ts;
        var whisper = new SlackWhisperState(person, channel, ts, message);
        foreach (var block in (message["blocks"] as JsonArray)?.OfType<JsonObject>() ?? []) block["block_id"] ??= slack.State.NewId('b');
        slack.State.Whispers.Add(whisper);
        return whisper;
    }

    /// <summary>What of an answer becomes the message.</summary>
    public static JsonObject Content(JsonObject said)
    {
        var message = new JsonObject { ["text"] = said["text"]?.ToString() ?? "" };
        foreach (var name in new[] { "blocks", "attachments" })
        {
            if (said[name] is JsonArray { Count: > 0 } list) message[name] = list.DeepClone();
        }

        return message;
    }

    private bool Replace(SlackResponseUrlState url, SlackChannelState channel, JsonObject message)
    {
        if (Whispered(url) is { } whisper)
        {
            message["ts"] = whisper.Ts;
            whisper.Message = message;
        }
        else if (url.MessageTs is { } ts && channel.Messages.ContainsKey(ts))
        {
            board.Change(channel, ts, changed =>
            {
                foreach (var name in new[] { "text", "blocks", "attachments" })
                {
                    changed.Remove(name);
                    if (message[name] is { } given) changed[name] = given.DeepClone();
                }
            });
        }
        else
        {
            return false;
        }

        slack.State.Posted("response_url", channel.Id, message);
        return true;
    }

    private SlackWhisperState? Whispered(SlackResponseUrlState url) => slack.State.Whispers.FirstOrDefault(whisper => whisper.Ts == url.MessageTs && whisper.Channel == url.Channel);

    private static JsonObject Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw new SlackRefusal("invalid_payload");
        }
        catch (JsonException)
        {
            throw new SlackRefusal("invalid_payload");
        }
    }
}
