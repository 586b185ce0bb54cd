using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.AfterAction;

public sealed class TrailPathTests
{
    private static readonly DateTimeOffset Begun = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whoever_goes_to_and_fro_makes_a_path_as_deep_as_it_is_long()
    {
        EntityRef[] both = [new(EntityKind.IpAddress, "198.51.100.23"), new(EntityKind.Role, "lab", "111122223333")];
        var events = Enumerable.Range(0, 20_000).Select(n => Asked(n, both[n % 2], n == 0 ? null : both[(n + 1) % 2])).ToList();

        var path = TrailPath.Of(events);

        path.Count.ShouldBe(20_000);
        path.Select(static step => step.Depth).ShouldBe(Enumerable.Range(0, 20_000));
    }

    [Fact]
    public void Steps_stand_below_what_they_were_opened_from_side_by_side_in_the_order_asked()
    {
        EntityRef One(string address) => new(EntityKind.IpAddress, address);
        var events = new[] { Asked(0, One("192.0.2.1"), null), Asked(1, One("192.0.2.2"), null), Asked(2, One("192.0.2.3"), One("192.0.2.1")), Asked(3, One("192.0.2.4"), One("192.0.2.1")), Asked(4, One("192.0.2.5"), One("192.0.2.3")) };

        TrailPath.Of(events).Select(static step => $"{step.Depth} {step.To!.Value.Id}").ShouldBe(["0 192.0.2.1", "1 192.0.2.3", "2 192.0.2.5", "1 192.0.2.4", "0 192.0.2.2"]);
    }

    private static CaseEvent Asked(int n, EntityRef to, EntityRef? via) => new(new CaseNumber(1), Begun.AddSeconds(n), CaseEventKind.Asked, "observation span")
    {
        Seq = n + 1,
        Thread = new ThreadId("t1"),
        By = new Person("web", "ana", "Ana"),
        Verb = Verb.Span,
        Entity = to,
        Via = via,
    };
}
