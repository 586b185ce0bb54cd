using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Identity.Client;

namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>Gets our token. It never throws for what the login or the network does, and asks a login that fails no faster than somebody can repair it.</summary>
internal sealed partial class TeamsTokenSource(TeamsLogin login, TeamsOptions options, TimeProvider time) : IDisposable
{
    private const int LongestWords = 300;

    /// <summary>For how long a failure is taken for granted: a hundred messages that wait for a token ask once.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim one = new(1, 1);
    private (TeamsToken Answer, DateTimeOffset Until)? failed;
    private string? dropped;
    private int refusals;

    /// <summary>How often we were refused: what stopped over a refusal can go on once a token is given again.</summary>
    public int Refusals => refusals;

    public async Task<TeamsToken> GetAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (failed is { } known && known.Until > time.GetUtcNow()) return known.Answer;
            var answer = await AskAsync(cancellationToken);
            if (answer is TeamsTokenRefused && options.Credential.CertificateFile is not null)
            {
                login.ReadAgain();
                answer = await AskAsync(cancellationToken);
            }

            if (answer is TeamsTokenRefused) Interlocked.Increment(ref refusals);
            failed = answer is TeamsTokenGiven ? null : (answer, time.GetUtcNow() + Settling);
            return answer;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The connector did not take it: another one is asked for the next time.</summary>
    public void Drop(TeamsTokenGiven token)
    {
        dropped = token.Bearer;
        Interlocked.Increment(ref refusals);
    }

    public void Dispose() => one.Dispose();

    private async Task<TeamsToken> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var token = await login.TokenAsync(isAnew: false, cancellationToken);
            if (token == dropped) token = await login.TokenAsync(isAnew: true, cancellationToken);
            dropped = null;
            return new TeamsTokenGiven(token);
        }
        catch (MsalServiceException failure)
        {
            return Said(failure);
        }
        catch (MsalException failure)
        {
            // It never came to asking: what is configured does not do.
            return new TeamsTokenRefused(failure.ErrorCode, $"{failure.ErrorCode}: {Bounded(failure.Message)}; {Repair("")}");
        }
        catch (JsonException)
        {
            return new TeamsTokenSilent("the login answers something else than a token");
        }
        catch (HttpRequestException failure)
        {
            return new TeamsTokenSilent($"{failure.HttpRequestError}: {Bounded(failure.Message)}");
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new TeamsTokenRefused("unusable", $"{Option} cannot be used ({Bounded(failure.Message)}); {Repair("")}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new TeamsTokenSilent("no answer in time");
        }
    }

    /// <summary>The library speaks of everything the login answers, and of a login that does not.</summary>
    private TeamsToken Said(MsalServiceException failure)
    {
        var words = Bounded(failure.Message);
        // A machine's own identity is refused without a status; elsewhere 4xx is a word about us, but for "too slow" and "too many".
        var isAboutUs = failure.StatusCode is >= 400 and < 500 and not (408 or 429) || failure is { ErrorCode: MsalError.ManagedIdentityRequestFailed, StatusCode: 0, IsRetryable: false };
        return isAboutUs ? new TeamsTokenRefused(failure.ErrorCode, $"{failure.ErrorCode}: {words}; {Repair(failure.Message)}") : new TeamsTokenSilent($"{(failure.StatusCode > 0 ? $"HTTP {failure.StatusCode} " : "")}{failure.ErrorCode}: {words}");
    }

    private string Option => options.Credential switch
    {
        { ClientSecret: not null } => "Teams:ClientSecret",
        { CertificateFile: not null } => "Teams:CertificateFile",
        { FederatedTokenFile: not null } => "Teams:FederatedTokenFile",
        _ => "Teams:ManagedIdentity",
    };

    /// <summary>By the numbers on learn.microsoft.com, "Microsoft Entra authentication and authorization error codes".</summary>
    private string Repair(string message) => ErrorNumber().Match(message).Value switch
    {
        "AADSTS7000222" => "the secret has expired: make a new one under Certificates & secrets of the app registration and set Teams:ClientSecret",
        "AADSTS7000215" => "set Teams:ClientSecret to the secret's value, not to its id",
        "AADSTS700016" => "no such app in that tenant: look at Teams:AppId and Teams:TenantId",
        "AADSTS90002" => "no such tenant: look at Teams:TenantId and Teams:Cloud",
        "AADSTS700027" => "the certificate is not one of the app registration's: upload it under Certificates & secrets",
        "AADSTS70021" or "AADSTS700211" or "AADSTS700212" or "AADSTS700213" => "no federated credential of the app registration fits the token: compare issuer, subject and audience",
        "AADSTS700024" => "the token or this machine's clock is off: look at both",
        _ => options.Credential.ManagedIdentity
            ? "give this machine the user-assigned managed identity whose client id is Teams:AppId"
            : $"look at {Option}, Teams:AppId and Teams:TenantId",
    };

    /// <summary>Without line ends and the trailing ids of the call.</summary>
    private static string Bounded(string text)
    {
        var end = text.IndexOf("Trace ID:", StringComparison.OrdinalIgnoreCase);
        var line = string.Concat((end > 0 ? text[..end] : text).Select(static c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length > LongestWords ? line[..LongestWords] + "…" : line;
    }

    [GeneratedRegex(@"AADSTS\d+")]
    private static partial Regex ErrorNumber();
}
