using System.Globalization;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Whatever is read through the room's API is read by somebody, and here it is asked whether they may: also for endpoints that are added later.
/// What belongs to a thread is for those who may read its channel; what belongs to a case or a finding, for those who may read the channel of one of its threads; the operator's page, for those who may do what it offers; all else, for those who may read anywhere.
/// A list leaves out by itself what its <see cref="RoomReader"/> does not see.</summary>
internal sealed class RoomRights(RequestDelegate next, AccessPolicy policy, Readers readers, RoomPlaces places)
{
    private const string Api = "/api/v1/";

    /// <summary>What the operator's page reads, and the verb it serves.</summary>
    private static readonly Dictionary<string, string> OperatorsVerbs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["outbox"] = Verb.Resend,
        ["intake"] = Verb.Resend,
        ["ingest"] = Verb.Ingest,
        ["audit"] = Verb.Audit,
        ["retention"] = Verb.Audit,
    };

    /// <summary>Where the operator's page is, for the policy and the audit log.</summary>
    public static ChannelRef Operator { get; } = ChannelRef.Web("operator");

    public async Task InvokeAsync(HttpContext context)
    {
        var decision = policy.Policy is not null && Route(context) is { } route ? await DecideAsync(context, route, context.RequestAborted) : null;
        if (decision is { Allowed: false }) await RoomProblem.NotAllowed(decision.Why!).ExecuteAsync(context);
        else await next(context);
    }

    /// <summary>The segments of what is read; null when nothing of the API is. Paths have many spellings, a route has one.</summary>
    private static string[]? Route(HttpContext context) =>
        ListenerEndpoints.Of(context) == Listener.Room && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } pattern && pattern.StartsWith(Api, StringComparison.OrdinalIgnoreCase)
            ? pattern[Api.Length..].Split('/')
            : null;

    private async ValueTask<AccessDecision> DecideAsync(HttpContext context, string[] route, CancellationToken cancellationToken)
    {
        var person = RoomReader.Of(context).Person;
        if (OperatorsVerbs.TryGetValue(route[0], out var verb)) return await readers.MayAsync(person, verb, Operator, route[0], cancellationToken);
        if (await places.OfAsync(context.Request, route[0], cancellationToken) is not ({ Count: > 0 } found, var subject)) return await readers.MayReadAnywhereAsync(person, route[0], cancellationToken);
        return await readers.MayReadAsync(person, found.FirstOrDefault(place => policy.DecideReading(person, place).Allowed, found[0]), subject, cancellationToken);
    }
}

/// <summary>In which channels stands what an address of the API names.</summary>
internal sealed class RoomPlaces(IThreadStore threads, ICaseStore cases, INoteStore notes, IUnitOfWork unit)
{
    /// <param name="what">The first segment of the route.</param>
    /// <returns>Null for what stands in no channel, or is not there.</returns>
    public async ValueTask<(IReadOnlyList<ChannelRef> Places, string Subject)?> OfAsync(HttpRequest request, string what, CancellationToken cancellationToken)
    {
        switch (what)
        {
            case "threads" when Value("id") is { } id:
                return Of(await threads.FindAsync(new ThreadId(id), cancellationToken));
            case "cards" when Value("id") is { } card:
                return await threads.FindMessageAsync(new MessageId(card), cancellationToken) is { } message ? Of(await threads.FindAsync(message.Thread, cancellationToken)) : null;
            case "cases" when long.TryParse(Value("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                return (Channels(await cases.ThreadsAsync(new CaseNumber(number), cancellationToken)), $"case:{number}");
            case "files" when Value("note") is { } file:
                return await notes.FindAsync(new MessageId(file), cancellationToken) is { } note ? await OfNoteAsync(note, cancellationToken) : null;
            case "findings" when (Value("account"), Value("region"), Value("id")) is ({ } account, { } region, { } finding):
                var asked = new FindingId(account, region, finding);
                return (Channels(await unit.WriteAsync(work => threads.OfFindingAsync(work, asked), cancellationToken)), asked.ToString());
            case "threads" or "completions" when request.Query["vendor"] is [] or ["" or ChannelRef.WebVendor] && RoomBody.Channel(request.Query["channel"]) is (var channel, null):
                return ([channel], channel.ToString());
            default:
                return null;
        }

        string? Value(string name) => request.RouteValues[name] as string;
    }

    /// <summary>Notes are shown in all threads of their case, and their files with them.</summary>
    private async ValueTask<(IReadOnlyList<ChannelRef> Places, string Subject)?> OfNoteAsync(Note note, CancellationToken cancellationToken)
    {
        var thread = await threads.FindAsync(note.Thread, cancellationToken);
        return thread?.Case is { } number ? (Channels(await cases.ThreadsAsync(number, cancellationToken)), thread.Id.Value) : Of(thread);
    }

    private static (IReadOnlyList<ChannelRef> Places, string Subject)? Of(InvestigationThread? thread) => thread is null ? null : ([thread.Channel], thread.Id.Value);

    private static IReadOnlyList<ChannelRef> Channels(IReadOnlyList<InvestigationThread> all) => [.. all.Select(static thread => thread.Channel).Distinct()];
}
