namespace ChatOps.Bot.Channels.Slack.Api;

/// <summary>What Slack's words for failure mean for a delivery; the only place that knows them. The classes are those of Slack's pages on errors and rate limits.</summary>
internal static class SlackErrors
{
    /// <summary>How long to wait before looking what became of a message: until a request on its way can no longer arrive.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, DeliveryFailure> Known = new(StringComparer.Ordinal)
    {
        ["ratelimited"] = DeliveryFailure.RateLimited,
        ["rate_limited"] = DeliveryFailure.RateLimited,

        ["internal_error"] = DeliveryFailure.OutcomeUnknown,
        ["fatal_error"] = DeliveryFailure.OutcomeUnknown,
        ["service_unavailable"] = DeliveryFailure.OutcomeUnknown,
        ["request_timeout"] = DeliveryFailure.OutcomeUnknown,

        ["invalid_auth"] = DeliveryFailure.CredentialRevoked,
        ["not_authed"] = DeliveryFailure.CredentialRevoked,
        ["account_inactive"] = DeliveryFailure.CredentialRevoked,
        ["token_revoked"] = DeliveryFailure.CredentialRevoked,
        ["token_expired"] = DeliveryFailure.CredentialRevoked,
        ["missing_scope"] = DeliveryFailure.CredentialRevoked,
        ["no_permission"] = DeliveryFailure.CredentialRevoked,
        ["not_allowed_token_type"] = DeliveryFailure.CredentialRevoked,
        ["org_login_required"] = DeliveryFailure.CredentialRevoked,
        ["team_access_not_granted"] = DeliveryFailure.CredentialRevoked,
        ["ekm_access_denied"] = DeliveryFailure.CredentialRevoked,
        ["access_denied"] = DeliveryFailure.CredentialRevoked,

        ["channel_not_found"] = DeliveryFailure.DestinationGone,
        ["not_in_channel"] = DeliveryFailure.DestinationGone,
        ["is_archived"] = DeliveryFailure.DestinationGone,
        ["restricted_action"] = DeliveryFailure.DestinationGone,
        ["restricted_action_read_only_channel"] = DeliveryFailure.DestinationGone,
        ["restricted_action_thread_only_channel"] = DeliveryFailure.DestinationGone,
        ["restricted_action_non_threadable_channel"] = DeliveryFailure.DestinationGone,
        ["restricted_action_thread_locked"] = DeliveryFailure.DestinationGone,
        ["message_limit_exceeded"] = DeliveryFailure.DestinationGone,

        ["invalid_blocks"] = DeliveryFailure.ContentRefused,
        ["invalid_blocks_format"] = DeliveryFailure.ContentRefused,
        ["msg_blocks_too_long"] = DeliveryFailure.ContentRefused,
        ["msg_too_long"] = DeliveryFailure.ContentRefused,
        ["no_text"] = DeliveryFailure.ContentRefused,
        ["invalid_arguments"] = DeliveryFailure.ContentRefused,
        ["invalid_attachments"] = DeliveryFailure.ContentRefused,
        ["too_many_attachments"] = DeliveryFailure.ContentRefused,
        ["attachment_payload_limit_exceeded"] = DeliveryFailure.ContentRefused,
        ["only_one_table_allowed"] = DeliveryFailure.ContentRefused,
        ["metadata_too_large"] = DeliveryFailure.ContentRefused,
        ["invalid_metadata_format"] = DeliveryFailure.ContentRefused,
        ["invalid_metadata_schema"] = DeliveryFailure.ContentRefused,
        ["markdown_text_conflict"] = DeliveryFailure.ContentRefused,

        ["cannot_reply_to_message"] = DeliveryFailure.MessageGone,
        ["thread_not_found"] = DeliveryFailure.MessageGone,
        ["message_not_found"] = DeliveryFailure.MessageGone,
        ["cant_update_message"] = DeliveryFailure.MessageGone,
        ["edit_window_closed"] = DeliveryFailure.MessageGone,
        ["is_inactive"] = DeliveryFailure.MessageGone,
    };

    /// <summary>A word this version does not know is <see cref="DeliveryFailure.Unknown"/>: tried again a bounded number of times.</summary>
    public static DeliveryFailure ClassOf(string error) => Known.GetValueOrDefault(error, DeliveryFailure.Unknown);

    /// <summary>What a failed call means for the message it was to bring.</summary>
    /// <exception cref="ArgumentException">The call did not fail.</exception>
    public static NotDelivered Of(string method, SlackAnswer answer) => answer switch
    {
        SlackRefused refused => new NotDelivered(ClassOf(refused.Error), $"{method}: {refused}", refused.RetryAfter ?? Wait(ClassOf(refused.Error))),
        SlackUnknown { WasSent: true } unknown => new NotDelivered(DeliveryFailure.OutcomeUnknown, $"{method}: {unknown.Why}", Settling),
        SlackUnknown unknown => new NotDelivered(DeliveryFailure.Unavailable, $"{method}: {unknown.Why}"),
        _ => throw new ArgumentException("The call did not fail.", nameof(answer)),
    };

    private static TimeSpan? Wait(DeliveryFailure failure) => failure == DeliveryFailure.OutcomeUnknown ? Settling : null;
}
