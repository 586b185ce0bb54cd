using System.Net;

namespace ChatOps.Bot.Hosting;

/// <summary>Where the two doors are.</summary>
/// <param name="Web">Of the room; default http://127.0.0.1:5080.</param>
/// <param name="WebAuthentication">loopback or token.</param>
/// <param name="Edge">Of the edge; null when it is off, the default.</param>
internal sealed record ListenOptions(string Web, string WebAuthentication, string? Edge)
{
    /// <summary>Where people reach the room from elsewhere, as configured; null when they do not.</summary>
    public string? Public { get; init; }

    /// <summary>The same with a slash at its end; null when it is no address.</summary>
    public Uri? PublicUrl => Uri.TryCreate(Public?.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    public static ListenOptions Of(IConfiguration configuration) => new(
        configuration["Web:Url"] is { Length: > 0 } web ? web : "http://127.0.0.1:5080",
        configuration["Web:Authentication"] is { Length: > 0 } authentication ? authentication : "loopback",
        configuration["Edge:Url"] is { Length: > 0 } edge ? edge : null)
    {
        Public = configuration["Web:PublicUrl"]?.Trim() is { Length: > 0 } address ? address : null,
    };

    /// <summary>What is wrong, each with its repair.</summary>
    public IEnumerable<string> Errors()
    {
        if (WebAuthentication is not ("loopback" or "token"))
            yield return $"Web:Authentication is '{WebAuthentication}'; use loopback or token.";
        if (Endpoint(Web) is not { } web)
            yield return $"Web:Url '{Web}' cannot be listened on; use http://<address>:<port>, such as http://127.0.0.1:5080.";
        else if (WebAuthentication == "loopback" && !IPAddress.IsLoopback(web.Address))
            yield return $"Web:Url '{Web}' can be reached from other machines, but Web:Authentication is loopback; set Web:Authentication=token, or listen on 127.0.0.1.";
        if (Public is not null && PublicUrl is null)
            yield return $"Web:PublicUrl '{Public}' is no address of a page; use https://<host>, such as https://chatops.example.com.";
        if (Edge is not null && Endpoint(Edge) is null)
            yield return $"Edge:Url '{Edge}' cannot be listened on; use http://<address>:<port>, such as http://0.0.0.0:8080.";
    }

    /// <summary>The address to bind; null when the text is not an http URL of a local address. TLS ends at the proxy in front.</summary>
    public static IPEndPoint? Endpoint(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/") return null;
        if (uri.Host is "localhost") return new IPEndPoint(IPAddress.Loopback, uri.Port);
        return IPEndPoint.TryParse(uri.Authority, out var endpoint) ? new IPEndPoint(endpoint.Address, uri.Port) : null;
    }
}
