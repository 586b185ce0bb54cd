using System.Text.Json;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Reads a <see cref="SlackGlance"/> in one pass, building nothing of the rest. A member of another type than Slack's counts as absent. Pure.</summary>
internal static class SlackGlancing
{
    /// <summary>Ids and times; what is longer is none.</summary>
    private const int LongestId = 255;

    /// <returns>Null when it is no JSON object, nested too deep, or holds text that is none (halves of surrogate pairs).</returns>
    public static SlackGlance? Read(ReadOnlySpan<byte> json)
    {
        if (!ChatJson.IsText(json)) return null;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            var glance = new SlackGlance();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadMember(ref reader, glance);
            return reader.Read() ? null : glance; // the second is never true: what follows the object throws
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void ReadMember(ref Utf8JsonReader reader, SlackGlance glance)
    {
        if (reader.ValueTextEquals("type"u8)) glance.Type = Text(ref reader);
        else if (reader.ValueTextEquals("challenge"u8)) glance.Challenge = Text(ref reader);
        else if (reader.ValueTextEquals("team_id"u8)) glance.Team = Text(ref reader);
        else if (reader.ValueTextEquals("team"u8)) glance.Team = IdIn(ref reader) ?? glance.Team;
        else if (reader.ValueTextEquals("event_id"u8)) glance.EventId = Text(ref reader);
        else if (reader.ValueTextEquals("trigger_id"u8)) glance.TriggerId = Text(ref reader);
        else if (reader.ValueTextEquals("channel_id"u8)) glance.Channel = Text(ref reader);
        else if (reader.ValueTextEquals("channel"u8)) glance.Channel = IdIn(ref reader) ?? glance.Channel;
        else if (reader.ValueTextEquals("minute_rate_limited"u8)) glance.Minute = Number(ref reader);
        else if (reader.ValueTextEquals("user"u8)) ReadObject(ref reader, glance, Where.User);
        else if (reader.ValueTextEquals("container"u8)) ReadObject(ref reader, glance, Where.Container);
        else if (reader.ValueTextEquals("event"u8)) ReadObject(ref reader, glance, Where.Event);
        else Pass(ref reader);
    }

    private static void ReadObject(ref Utf8JsonReader reader, SlackGlance glance, Where where)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (where)
            {
                case Where.User when reader.ValueTextEquals("team_id"u8):
                    var team = Text(ref reader);
                    glance.Team ??= team;
                    break;
                case Where.Container:
                    ReadContainer(ref reader, glance);
                    break;
                case Where.Event when reader.ValueTextEquals("message"u8):
                    ReadObject(ref reader, glance, Where.Message);
                    break;
                case Where.Event when reader.ValueTextEquals("item"u8):
                    ReadObject(ref reader, glance, Where.Message);
                    break;
                case Where.Event when reader.ValueTextEquals("previous_message"u8):
                    ReadObject(ref reader, glance, Where.Previous);
                    break;
                case Where.Event:
                    ReadGlimpse(ref reader, glance.Event);
                    break;
                case Where.Message:
                    ReadGlimpse(ref reader, glance.Message);
                    break;
                case Where.Previous:
                    ReadGlimpse(ref reader, glance.Previous);
                    break;
                default:
                    Pass(ref reader);
                    break;
            }
        }
    }

    private static void ReadContainer(ref Utf8JsonReader reader, SlackGlance glance)
    {
        if (reader.ValueTextEquals("thread_ts"u8)) glance.ThreadTs = Text(ref reader);
        else if (reader.ValueTextEquals("message_ts"u8)) glance.MessageTs = Text(ref reader);
        else if (reader.ValueTextEquals("channel_id"u8)) glance.Channel = Text(ref reader) ?? glance.Channel;
        else Pass(ref reader);
    }

    private static void ReadGlimpse(ref Utf8JsonReader reader, SlackGlimpse seen)
    {
        if (reader.ValueTextEquals("type"u8)) seen.Type = Text(ref reader);
        else if (reader.ValueTextEquals("subtype"u8)) seen.Subtype = Text(ref reader);
        else if (reader.ValueTextEquals("channel"u8)) seen.Channel = IdIn(ref reader);
        else if (reader.ValueTextEquals("channel_type"u8)) seen.ChannelType = Text(ref reader);
        else if (reader.ValueTextEquals("user"u8)) seen.User = IdIn(ref reader);
        else if (reader.ValueTextEquals("bot_id"u8)) seen.BotId = Text(ref reader);
        else if (reader.ValueTextEquals("ts"u8)) seen.Ts = Text(ref reader);
        else if (reader.ValueTextEquals("thread_ts"u8)) seen.ThreadTs = Text(ref reader);
        else if (reader.ValueTextEquals("reaction"u8)) seen.Reaction = Text(ref reader);
        else if (reader.ValueTextEquals("parent_user_id"u8)) seen.ParentUser = Text(ref reader);
        else Pass(ref reader);
    }

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>A text that is neither empty nor too long to be an id; null for anything else.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.ValueSpan.Length is > 0 and <= LongestId ? reader.GetString() : null;
        reader.Skip();
        return null;
    }

    /// <summary>The id of an object, or the text itself: Slack writes a channel either way.</summary>
    private static string? IdIn(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        ahead.Read();
        if (ahead.TokenType != JsonTokenType.StartObject) return Text(ref reader);
        reader.Read();
        string? id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8)) id = Text(ref reader);
            else Pass(ref reader);
        }

        return id;
    }

    private static long? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return number;
        reader.Skip();
        return null;
    }

    private enum Where
    {
        User,
        Container,
        Event,
        Message,
        Previous,
    }
}
