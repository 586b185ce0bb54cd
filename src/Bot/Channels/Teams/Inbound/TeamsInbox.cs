using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Keeps what Teams told us before Teams is told that we heard it: the mark that it was heard and the job that follows, in one transaction.</summary>
internal sealed class TeamsInbox(IUnitOfWork unit, IHearing hearing, ChatThreads threads, TimeProvider time)
{
    /// <summary>Teams tells again after 15 s what it got no answer for, first under the same id and later under a new one (microsoft/botbuilder-dotnet issue 5005). Sooner it is a person who says it again.</summary>
    private static readonly TimeSpan SoonestAgain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LatestAgain = TimeSpan.FromSeconds(60);

    /// <summary>Invokes under the same id are one for as long as what was heard is kept.</summary>
    private static readonly TimeSpan Kept = HearingSweep.Kept;

    /// <summary>Told a second time, it changes nothing.</summary>
    public async Task TakeAsync(TeamsLetIn entry, TeamsActivity activity, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (!await IsOursAsync(entry, activity, cancellationToken)) return;
        var (key, now) = (Key(activity, body.Span), time.GetUtcNow());
        var job = TeamsJobs.Hear(activity, (entry.Tenant, key, now), body.Span);
        // Two edits may well say the same: only what is said or pressed is compared.
        var content = activity.Type == TeamsSieve.Message ? $"like:{Digest(activity)}" : null;
        await unit.WriteAsync(
            async work =>
            {
                if (!await IsNewAsync(work, HeardJob.KeyOf(entry.Tenant, key), content is null ? null : HeardJob.KeyOf(entry.Tenant, content), now)) return false;
                await work.EnqueueAsync(job);
                return true;
            },
            cancellationToken);
    }

    /// <summary>The invoke as it is handed out. However often Teams sends it, its key is the same: a digest of what it asks for, and when that was asked first.</summary>
    public async Task<Heard> MarkAsync(TeamsLetIn entry, TeamsActivity activity, CancellationToken cancellationToken)
    {
        var (content, id, now) = (Digest(activity), HeardJob.KeyOf(entry.Tenant, $"invoke:{activity.Conversation}/{activity.Id}"), time.GetUtcNow());
        var first = activity.Id is null || !Changes(activity.Name) ? now : await unit.WriteAsync(
            async work =>
            {
                var heard = await hearing.FirstHeardAsync(work, TeamsOptions.Vendor, id, now, Kept);
                var asked = await hearing.FirstHeardAsync(work, TeamsOptions.Vendor, HeardJob.KeyOf(entry.Tenant, $"like:{content}"), now, LatestAgain);
                return IsAgain(asked, heard) ? asked : heard;
            },
            cancellationToken);
        // Its own copy: it may be answered longer than the request lasts.
        return new Heard(TeamsSieve.Invoke, entry.Tenant, string.Create(CultureInfo.InvariantCulture, $"invoke:{content}@{first.UtcTicks}"), activity.Raw.Clone(), now);
    }

    /// <param name="content">Null for what is not compared by what it says.</param>
    private async ValueTask<bool> IsNewAsync(IWork work, string key, string? content, DateTimeOffset now)
    {
        if (!await hearing.TakeAsync(work, TeamsOptions.Vendor, key)) return false;
        // Nearly always said for the first time, and to learn that is cheaper than to ask when.
        return content is null || await hearing.TakeAsync(work, TeamsOptions.Vendor, content) || !IsAgain(await hearing.FirstHeardAsync(work, TeamsOptions.Vendor, content, now, LatestAgain), now);
    }

    private static bool IsAgain(DateTimeOffset first, DateTimeOffset heard) => heard - first >= SoonestAgain && heard - first <= LatestAgain;

    /// <summary>Whether anything follows from such an invoke but its answer. Searches and openings of dialogs write nothing, and there is one for each key somebody presses.</summary>
    private static bool Changes(string? name) => name is not ("task/fetch" or "composeExtension/query" or "composeExtension/queryLink" or "composeExtension/anonymousQueryLink" or "composeExtension/selectItem" or "composeExtension/fetchTask" or "composeExtension/querySettingUrl");

    private async ValueTask<bool> IsOursAsync(TeamsLetIn entry, TeamsActivity activity, CancellationToken cancellationToken) => TeamsSieve.Sift(activity, time.GetUtcNow()) switch
    {
        ChatKept => true,
        ChatDependsOnThread depends => await threads.IsOursAsync(new ChannelRef(TeamsOptions.Vendor, entry.Tenant, activity.Conversation.Id), depends, cancellationToken),
        _ => false,
    };

    /// <summary>An edit has the id of the message it edits; that it comes twice is told by its time.</summary>
    private static string Key(TeamsActivity activity, ReadOnlySpan<byte> body) => activity switch
    {
        { Id: null } => Convert.ToHexStringLower(SHA256.HashData(body)),
        { Type: TeamsSieve.Message } => $"{activity.Conversation}/{activity.Id}",
        _ => $"{activity.Conversation}/{activity.Id}/{activity.Type}/{activity.Raw.Text("timestamp")}",
    };

    /// <summary>The same for what says the same.</summary>
    private static string Digest(TeamsActivity activity)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in new[] { activity.Type, activity.Name, activity.Conversation.ToString(), activity.From, activity.ReplyToId, activity.Text })
        {
            digest.AppendData(Encoding.UTF8.GetBytes(text ?? ""));
            digest.AppendData([0]);
        }

        // Pictures come without a word.
        foreach (var json in new[] { activity.Value, activity.Raw.Member("attachments") })
        {
            if (json is { } written) digest.AppendData(JsonMarshal.GetRawUtf8Value(written));
            digest.AppendData([0]);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
