using System.Security.Cryptography;
using System.Text;
using ChatOps.Bot.Hosting;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Who may enter the room: callers on this machine, or those who show the token (Web:Authentication).</summary>
internal sealed class RoomAccess
{
    public const string Cookie = "chatops-room";

    private const int ShortestToken = 16;

    private readonly byte[]? token;
    private readonly string? cookieValue;

    public RoomAccess(IConfiguration configuration)
    {
        MustBeLocal = ListenOptions.Of(configuration).WebAuthentication != "token";
        if (MustBeLocal) return;
        var configured = configuration["Web:Token"];
        var text = configured is { Length: > 0 } ? configured : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        MadeToken = configured is { Length: > 0 } ? null : text;
        token = Encoding.UTF8.GetBytes(text);
        cookieValue = Convert.ToHexStringLower(HMACSHA256.HashData(token, "room"u8));
        AlertsHaveOwnKey = configuration["Alerts:ApiKey"] is { Length: > 0 };
    }

    /// <summary>A token that can be guessed is none.</summary>
    public static IEnumerable<string> Errors(IConfiguration configuration) => configuration["Web:Token"] is { Length: > 0 and < ShortestToken }
        ? [$"Web:Token has fewer than {ShortestToken} characters; use a longer one, or leave it out and one is made at start."]
        : [];

    /// <summary>No token is asked for; only names of this machine are answered to.</summary>
    public bool MustBeLocal { get; }

    /// <summary>The token made at this start, to be shown once to whoever started the host; null when it was configured or none is asked for.</summary>
    public string? MadeToken { get; }

    private bool AlertsHaveOwnKey { get; }

    /// <summary>The value of the cookie given to whoever showed the token; null for a wrong token.</summary>
    public string? CookieFor(string shown) => IsToken(shown) ? cookieValue : null;

    public bool MayEnter(HttpRequest request)
    {
        if (MustBeLocal || request.Path.StartsWithSegments("/health", StringComparison.Ordinal)) return true;
        if (AlertsHaveOwnKey && request.Path.StartsWithSegments("/alerts", StringComparison.Ordinal)) return true;
        if (request.Cookies[Cookie] is { } cookie && Same(Encoding.UTF8.GetBytes(cookie), Encoding.UTF8.GetBytes(cookieValue!))) return true;
        return request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && IsToken(header["Bearer ".Length..].Trim());
    }

    private bool IsToken(string shown) => token is not null && Same(Encoding.UTF8.GetBytes(shown), token);

    // Hashed first, so that neither length nor content can be measured.
    private static bool Same(byte[] shown, byte[] kept) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(shown), SHA256.HashData(kept));
}
