using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>What a call brought: an answer, or why there is none.</summary>
internal readonly record struct AwsAnswer<T>(T? Answer, AwsFault? Fault)
    where T : class
{
    /// <summary>False when the fault is to be told; the answer is there otherwise.</summary>
    public bool Is([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? answer, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out AwsFault? fault)
    {
        (answer, fault) = (Answer, Fault);
        return fault is null;
    }
}

internal static class AwsAsking
{
    /// <summary>Makes a call. Some waits inside the SDK cannot be cancelled; they are left behind.</summary>
    /// <param name="action">IAM action of the call, such as guardduty:GetFindings.</param>
    /// <param name="place">Where, such as "111122223333 us-east-1".</param>
    public static async Task<AwsAnswer<T>> AskAsync<T>(string action, string place, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return new AwsAnswer<T>(await call(cancellationToken).WaitAsync(cancellationToken), null);
        }
        catch (Exception failure) when (AwsFault.Of(failure, action, place, cancellationToken) is { } fault)
        {
            return new AwsAnswer<T>(null, fault);
        }
    }
}
