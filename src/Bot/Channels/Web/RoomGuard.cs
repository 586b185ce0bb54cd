using System.Net;
using ChatOps.Bot.Hosting;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Web;

/// <summary>
/// Looks at every request on the room's listener before anything else does: a page of another site must not be able to speak here
/// with the browser of somebody who may, neither by forged requests nor by a name that was rebound to this machine.
/// </summary>
internal sealed class RoomGuard(RequestDelegate next, RoomAccess access)
{
    /// <summary>Of our own pages: everything from here, nothing from elsewhere, no frames.</summary>
    private const string ContentPolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        if (ListenerEndpoints.Of(context) != Listener.Room) return next(context);
        Headers(context.Response.Headers);
        var refusal = WhyNot(context.Request, access.MustBeLocal);
        return refusal is null ? next(context) : Refuse(context, refusal);
    }

    /// <summary>Why the request is refused; null when it may go on.</summary>
    public static RoomRefused? WhyNot(HttpRequest request, bool mustBeLocal)
    {
        if (mustBeLocal && !IsLocal(request.Host.Host))
            return new(StatusCodes.Status421MisdirectedRequest, $"This room answers to localhost only, not to '{request.Host.Host}'. Open it as http://127.0.0.1:{request.Host.Port}.");
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return null;
        if (IsForeign(request))
            return new(StatusCodes.Status403Forbidden, "The request comes from a page of another site. Only the room's own pages and programs without a browser may send it.");
        return request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && !HttpMethods.IsDelete(request.Method) && !request.HasJsonContentType()
            ? new(StatusCodes.Status415UnsupportedMediaType, "Send JSON, with the header Content-Type: application/json.")
            : null;
    }

    public static Task Refuse(HttpContext context, RoomRefused refusal) =>
        TypedResults.Problem(refusal.Why, statusCode: refusal.Status, title: "Not accepted").ExecuteAsync(context);

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IpText.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Origin is compared by host and port: behind a proxy that ends TLS the scheme differs. Browsers that send Sec-Fetch-Site are believed.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"]) return true;
        if (request.Headers.Origin is not [{ Length: > 0 } origin]) return false;
        return !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !uri.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
            || (request.Host.Port is { } port ? port != uri.Port : !uri.IsDefaultPort);
    }

    private static void Headers(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
    }
}

/// <param name="Why">What was wrong and what would work.</param>
internal sealed record RoomRefused(int Status, string Why);
