using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Persistence;

/// <summary>Threads and cards to begin a test with.</summary>
internal static class SomeThread
{
    public static InvestigationThread In(string channel, string id, ManualTime time) => new()
    {
        Id = new ThreadId(id),
        Channel = ChannelRef.Web(channel),
        Title = $"thread {id}",
        State = ThreadState.Open,
        CreatedAt = time.GetUtcNow(),
        UpdatedAt = time.GetUtcNow(),
    };

    public static InvestigationThread About(string finding, string id, ManualTime time, string channel = "security") => In(channel, id, time) with
    {
        Finding = new FindingId(SomeDelivery.Account, SomeDelivery.Region, finding),
        FindingArn = $"arn:{finding}",
        Severity = new Severity(5),
    };

    public static Card Card(string title, params CardButton[] buttons) => new(CardKind.Finding, CardText.Of(new Literal(title))) { Buttons = buttons };

    public static CardButton Button(string label, string verb = "investigate", string argument = "") => new(label, new CardAction(verb, argument));
}
