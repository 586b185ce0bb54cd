using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Reads what was sent to the room's API and checks what every request has in common.</summary>
internal static class RoomBody
{
    /// <summary>Characters of a command.</summary>
    public const int MaxText = 10_000;

    /// <summary>Bytes of a request: a note of the greatest length, every character written as \uXXXX, and its envelope.</summary>
    public const long MaxBytes = 256 * 1024;

    private const int MaxName = 100;
    private const int MaxChannel = 80;

    public static IRequestSizeLimitMetadata Limit { get; } = new SizeLimit();

    /// <summary>The body, or why it cannot be used.</summary>
    public static async Task<(T? Body, ProblemHttpResult? Wrong)> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted) is { } body ? (body, null) : (null, RoomProblem.Bad("The body is null; send an object."));
        }
        catch (JsonException failure)
        {
            return (null, RoomProblem.Bad($"The body cannot be read as JSON at {VisibleText.Of(failure.Path ?? "$")} (line {failure.LineNumber + 1})."));
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, RoomProblem.TooLarge(string.Create(CultureInfo.InvariantCulture, $"The body is larger than {MaxBytes:N0} bytes.")));
        }
        catch (BadHttpRequestException)
        {
            return (null, RoomProblem.Bad("The body ended before its announced length, or came too slowly."));
        }
    }

    /// <summary>Somebody's words without U+0000, which stores refuse; or what is wrong with them.</summary>
    public static (string Text, string? Wrong) Text(string? text, int most = MaxText)
    {
        var clean = text?.Replace("\0", "", StringComparison.Ordinal).Trim() ?? "";
        if (clean.Length == 0) return ("", "'text' is missing or empty. Send what was written, such as {\"text\":\"isolated the instance\",\"as\":\"Ana\"}.");
        return clean.Length > most ? ("", string.Create(CultureInfo.InvariantCulture, $"'text' has {clean.Length:N0} characters; {most:N0} are kept at most. Split it.")) : (clean, null);
    }

    /// <summary>Who speaks, or what is wrong with the name.</summary>
    public static (Person? Person, string? Wrong) Person(string? name)
    {
        var clean = name?.Replace("\0", "", StringComparison.Ordinal).Trim() ?? "";
        if (clean.Length == 0) return (null, "'as' is missing or empty. Say who you are, such as \"as\":\"Ana\".");
        return clean.Length > MaxName ? (null, $"'as' has {clean.Length:N0} characters; {MaxName} at most.") : (new Person(ChannelRef.WebVendor, clean, clean), null);
    }

    public static (ChannelRef Channel, string? Wrong) Channel(string? name) =>
        name is { Length: > 0 and <= MaxChannel } && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? (ChannelRef.Web(name), null)
            : (default, $"'channel' is not a channel of the room: lower-case letters, digits, - and _, at most {MaxChannel}, such as \"security\".");

    private sealed class SizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MaxBytes;
    }
}
