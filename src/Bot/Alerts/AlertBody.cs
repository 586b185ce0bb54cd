namespace ChatOps.Bot.Alerts;

/// <summary>What was posted, up to the size that is allowed.</summary>
internal sealed class AlertBody(AlertsOptions options)
{
    /// <summary>Null when there is more than may be.</summary>
    public async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (kept.Length + read > options.MaxBodyBytes) return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    public IResult TooLarge() =>
        AlertAnswers.Problem(StatusCodes.Status413PayloadTooLarge, "Delivery too large", $"At most {options.MaxBodyBytes} bytes are accepted at once (Alerts:MaxBodyBytes).");
}
