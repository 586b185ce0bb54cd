using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Who reads in the room, and which channels they may see into. An endpoint that lists things of several channels takes one as a parameter and leaves out what it does not see.</summary>
internal sealed class RoomReader(AccessPolicy policy, Person person)
{
    /// <summary>The name the reader gave, percent-encoded: pages set it, so that pictures and downloads are asked for under it too.</summary>
    public const string Cookie = "chatops-person";

    private readonly Dictionary<ChannelRef, bool> known = [];

    /// <summary>With an empty name when none was given.</summary>
    public Person Person => person;

    /// <summary>Without a policy everybody sees everything.</summary>
    public bool SeesAll => policy.Policy is null;

    public bool Sees(ChannelRef channel)
    {
        if (SeesAll) return true;
        if (!known.TryGetValue(channel, out var sees)) known[channel] = sees = policy.DecideReading(person, channel).Allowed;
        return sees;
    }

    public static ValueTask<RoomReader> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    public static RoomReader Of(HttpContext context) => new(context.RequestServices.GetRequiredService<AccessPolicy>(), PersonOf(context.Request));

    /// <summary>As in the address, else as the page remembers. Whoever enters the room says who they are; nobody else can know it.</summary>
    private static Person PersonOf(HttpRequest request)
    {
        var given = request.Query["as"] is [{ Length: > 0 } named] ? named : request.Cookies.TryGetValue(Cookie, out var kept) ? Uri.UnescapeDataString(kept) : null;
        return RoomBody.Person(given).Person ?? new Person(ChannelRef.WebVendor, "", "");
    }
}
