using System.Text;
using ChatOps.Investigation.Entities;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Bot.Alerts.Sns;

/// <summary><c>POST /alerts/sns</c>: only what SNS signed for a listed topic, lately. What it brings is committed before the answer.</summary>
internal sealed class SnsEndpoint(AlertIntake intake, AlertBody body, SnsProof proof, SnsSubscription subscription, SnsJournal journal)
{
    public const string SourceName = "sns";
    private const string TypeHeader = "x-amz-sns-message-type";
    private const string RawHeader = "x-amz-sns-rawdelivery";

    public async Task<IResult> TakeAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        if (!journal.HasTopics) return await RefuseAsync(new SnsRefused(StatusCodes.Status403Forbidden, "comes by a road that is closed; list your topics in Alerts:Sns:TopicArns", IsOfTopic: false), cancellationToken);
        if (!IsText(context.Request.ContentType)) return AlertAnswers.Problem(StatusCodes.Status415UnsupportedMediaType, "Wrong content type", "Content-Type text/plain or application/json is needed.");
        if (context.Request.Headers[RawHeader] is ["true"]) return await RefuseAsync(journal.Raw(context.Request.Headers), cancellationToken);
        if (await body.ReadAsync(context.Request.Body, cancellationToken) is not { } bytes) return body.TooLarge();

        var (post, wrong) = SnsPost.Read(bytes);
        if (post is null) return AlertAnswers.Problem(StatusCodes.Status400BadRequest, "Not a message of SNS", $"{wrong!.Path}: {wrong.Reason}.", wrong.Path);
        if (context.Request.Headers[TypeHeader].ToString() != post.Type)
            return AlertAnswers.Problem(StatusCodes.Status400BadRequest, "Not a message of SNS", $"The header {TypeHeader} and the message's Type differ.");
        if (await proof.WhyNotAsync(post, cancellationToken) is { } refused) return await RefuseAsync(refused, cancellationToken);
        return await TakeAsync(post, cancellationToken);
    }

    private async Task<IResult> TakeAsync(SnsPost post, CancellationToken cancellationToken)
    {
        switch (post.Type)
        {
            case SnsPost.Notification:
                return await AlertAnswers.TakeAsync(intake, SourceName, AlertParser.Parse(Encoding.UTF8.GetBytes(post.Message), "$.Message"), journal.Now, cancellationToken);
            case SnsPost.SubscriptionConfirmation:
                return await subscription.ConfirmAsync(post, cancellationToken) is { } refused ? await RefuseAsync(refused, cancellationToken) : Results.Ok();
            case SnsPost.UnsubscribeConfirmation:
                // Its address would subscribe again. Somebody meant to end it, or somebody has to look why it ended.
                await journal.UnsubscribedAsync(post.TopicArn, cancellationToken);
                return Results.Ok();
            default:
                return AlertAnswers.Problem(StatusCodes.Status400BadRequest, "Not a message of SNS", $"A message of type {VisibleText.Of(post.Type)} is not known.");
        }
    }

    private async Task<IResult> RefuseAsync(SnsRefused refused, CancellationToken cancellationToken)
    {
        await journal.RefusedAsync(refused, cancellationToken);
        return AlertAnswers.Problem(refused.Status, "Not taken", $"The message {refused.Reason}.");
    }

    private static bool IsText(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && (type.MediaType == "text/plain" || type.MediaType == "application/json");
}
