using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Alerts.Sns;

/// <summary>Says yes when a listed topic asks whether it may send here. Redirects are not followed: the address was checked, where it leads was not.</summary>
internal sealed partial class SnsSubscription(IHttpClientFactory clients, SnsOptions options, ILogger<SnsSubscription> logger)
{
    /// <summary>Null when it is confirmed.</summary>
    public async Task<SnsRefused?> ConfirmAsync(SnsPost post, CancellationToken cancellationToken)
    {
        if (SnsAddress.Subscription(post, options.Hosts) is not { } address)
            return new SnsRefused(StatusCodes.Status403Forbidden, "asks to be confirmed at an address that is not SNS's", IsOfTopic: true);
        try
        {
            using var client = clients.CreateClient(SnsSetup.Client);
            using var response = await client.GetAsync(address, cancellationToken);
            if (!response.IsSuccessStatusCode) return Unconfirmed();
            Log.Confirmed(logger, VisibleText.Of(post.TopicArn));
            return null;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Unconfirmed(); // SNS asks again
        }
    }

    private static SnsRefused Unconfirmed() =>
        new(StatusCodes.Status503ServiceUnavailable, "asks to be confirmed, which SNS did not accept or could not be told; SNS sends again. Let this machine call the topics' hosts on port 443", IsOfTopic: true);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "sns: the subscription of {Topic} is confirmed")]
        public static partial void Confirmed(ILogger logger, string topic);
    }
}
