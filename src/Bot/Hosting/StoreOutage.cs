using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;

namespace ChatOps.Bot.Hosting;

/// <summary>A store that cannot be used (full disk, lost connection) is told as what it is: nothing was taken, and trying again later may work.</summary>
internal sealed partial class StoreOutage(IProblemDetailsService problems, ILogger<StoreOutage> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not DbException) return false;
        Log.Refused(logger, exception, httpContext.TraceIdentifier);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = "5";
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails =
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "The store cannot be used right now",
                Detail = $"Nothing was kept; send it again later. The log has the reason under {httpContext.TraceIdentifier}.",
            },
        });
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The store failed request {Request}")]
        public static partial void Refused(ILogger logger, Exception failure, string request);
    }
}
