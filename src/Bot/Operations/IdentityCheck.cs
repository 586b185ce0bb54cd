using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>Who are we to AWS, and is this machine's clock right?</summary>
internal sealed class IdentityCheck(AwsClients clients)
{
    /// <summary>AWS refuses signatures that are older; the SDK corrects for it where AWS says what time it is.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Noticed = TimeSpan.FromMinutes(1);
    private string? said;

    /// <summary>Number of the account; null while it is not known.</summary>
    public string? Account { get; private set; }

    public async Task LookAsync(Notebook notes, CancellationToken cancellationToken)
    {
        var sts = clients.Sts();
        var listened = sts as AmazonServiceClient;
        if (listened is not null) listened.AfterResponseEvent += Hear;
        var asked = await AwsAsking.AskAsync("sts:GetCallerIdentity", clients.Settings.Region ?? "us-east-1", token => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), token), cancellationToken);
        if (listened is not null) listened.AfterResponseEvent -= Hear;
        if (!asked.Is(out var answer, out var fault))
        {
            notes.Fault("credentials", fault);
            notes.Warn("all else of AWS", "was not asked");
            return;
        }

        Account = answer.Account;
        notes.Ok("credentials", $"{WithoutSession(answer.Arn)}, account {answer.Account}");
        LookAtClock(notes);
    }

    /// <summary>The role of a session. Its name may hold a person's.</summary>
    public static string WithoutSession(string arn) => arn.Contains(":assumed-role/", StringComparison.Ordinal) && arn.LastIndexOf('/') is > 0 and var cut && arn.IndexOf('/', StringComparison.Ordinal) < cut ? arn[..cut] : arn;

    private void Hear(object sender, ResponseEventArgs response)
    {
        if (response is WebServiceResponseEventArgs { ResponseHeaders: { } headers } && headers.TryGetValue("Date", out var date)) said = date;
    }

    /// <summary>Against the system's clock: it is the one the SDK signs with.</summary>
    private void LookAtClock(Notebook notes)
    {
        if (!DateTimeOffset.TryParseExact(said, "R", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var theirs)) return;
        var behind = theirs - TimeProvider.System.GetUtcNow();
        var words = $"{behind.Duration().TotalMinutes:0.#} minutes {(behind > TimeSpan.Zero ? "behind" : "ahead of")} AWS's";
        if (behind.Duration() > Tolerated) notes.Wrong("clock", $"{words}; AWS refuses signatures that are 5 minutes off", "Set the clock, and let NTP or chrony keep it.");
        else if (behind.Duration() > Noticed) notes.Warn("clock", words, "Set the clock, and let NTP or chrony keep it.");
        else notes.Ok("clock", "agrees with AWS's");
    }
}
