using ChatOps.Bot.Hosting;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Asks for the token. Opening any page with <c>?token=…</c> once gives the browser a cookie and takes the token out of the address.</summary>
internal sealed class RoomEntrance(RequestDelegate next, RoomAccess access)
{
    private const string Parameter = "token";

    private static readonly RoomRefused NoToken = new(
        StatusCodes.Status401Unauthorized,
        "This room asks for a token. Open the address printed when the host started (it ends in ?token=…), or send the header Authorization: Bearer <token>.");

    public Task InvokeAsync(HttpContext context)
    {
        if (ListenerEndpoints.Of(context) != Listener.Room || access.MustBeLocal) return next(context);
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.Query[Parameter] is [{ } shown] && access.CookieFor(shown) is { } cookie)
        {
            context.Response.Cookies.Append(RoomAccess.Cookie, cookie, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps, Path = "/" });
            var page = request.Path.Value!.StartsWith("//", StringComparison.Ordinal) ? new PathString("/") : request.Path; // "//host" would lead elsewhere
            context.Response.Redirect(page + QueryString.Create(request.Query.Where(static each => each.Key != Parameter)));
            return Task.CompletedTask;
        }

        return access.MayEnter(request) ? next(context) : RoomGuard.Refuse(context, NoToken);
    }
}
