namespace ChatOps.Bot.Alerts;

/// <summary>What whoever posts alerts is answered, the same on all roads.</summary>
internal static class AlertAnswers
{
    /// <summary>Takes all of it or nothing: committed when this returns.</summary>
    public static async Task<IResult> TakeAsync(AlertIntake intake, string source, IReadOnlyList<AlertItem> items, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (items.OfType<RefusedItem>().FirstOrDefault() is { } wrong)
        {
            await intake.RefuseAsync([new IntakeRefusal(source, wrong.Path, wrong.Reason, now)], cancellationToken);
            return Problem(StatusCodes.Status400BadRequest, "Not a GuardDuty finding", $"{wrong.Path}: {wrong.Reason}. Nothing of this delivery was taken.", wrong.Path);
        }

        var receipt = await intake.TakeAsync(source, [.. items.OfType<FindingItem>()], cancellationToken);
        var answer = new AlertAnswer(receipt.Accepted, [.. items.OfType<IgnoredItem>().Select(static item => new IgnoredAlert(item.Index, item.Reason))]);
        return Results.Json(answer, statusCode: receipt.Accepted > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    public static IResult Problem(int status, string title, string detail, string? path = null) =>
        Results.Problem(detail, statusCode: status, title: title, extensions: path is null ? null : [KeyValuePair.Create<string, object?>("path", path)]);

    private sealed record AlertAnswer(int Accepted, IReadOnlyList<IgnoredAlert> Ignored);

    private sealed record IgnoredAlert(int Index, string Reason);
}
