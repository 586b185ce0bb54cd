using System.Text;
using ChatOps.Investigation.Entities;
using static ChatOps.Investigation.Evidence.FlowLogs.FlowLines;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.FlowLogs;

public sealed class FlowAddressesTests : IDisposable
{
    private const string Own = "2001:db8::ffff";
    private readonly LogFolder folder = new();
    private readonly MemoryIndex index = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Addresses_met_when_all_numbers_are_given_share_one_and_keep_it()
    {
        var addresses = new FlowAddresses(3);
        var (first, mac, last) = (Of("2001:db8::1"), Of("02:00:00:00:00:01"), Of("2001:DB8::A")); // the last is kept by its name only

        addresses.HasOthers.ShouldBeFalse();
        Of("2001:db8::2").ShouldBe(Of("2001:db8::3"));
        FlowAddresses.IsOther(Of("2001:db8::2")).ShouldBeTrue();
        addresses.NameOf(Of("02:00:00:00:00:02")).ShouldBe("others");
        Of("02:00:00:00:00:02").ShouldNotBe(Of("2001:db8::2")); // of two families
        FlowAddresses.FamilyOf(first, Of("2001:db8::2")).ShouldBe(1);
        (Of("2001:db8::1"), Of("2001:0db8:0::1"), Of("02:00:00:00:00:01")).ShouldBe((first, first, mac));
        (Of("2001:db8::a"), Of("2001:db8:0:0::a")).ShouldBe((last, last));
        (addresses.NameOf(first), addresses.NameOf(Of("203.0.113.7")), addresses.NameOf(Of("::ffff:203.0.113.7")), addresses.NameOf(Of("-"))).ShouldBe(("2001:db8::1", "203.0.113.7", "203.0.113.7", "-"));
        (FlowAddresses.IsOther(Of("255.255.255.255")), FlowAddresses.IsOther(Of("-"))).ShouldBe((false, false));
        addresses.HasOthers.ShouldBeTrue();

        ulong Of(string text) => addresses.NumberOf(Encoding.ASCII.GetBytes(text));
    }

    [Fact]
    public void Neither_many_spellings_nor_long_names_take_more()
    {
        var addresses = new FlowAddresses(10);
        var number = addresses.NumberOf("2001:db8::1");
        string[] zeros = ["", ":0", ":0:0", ":000:0:00"], begins = ["db8", "DB8", "Db8", "dB8", "0db8", "0DB8"], ends = ["1", "01", "001", "0001"];
        foreach (var spelled in begins.SelectMany(begin => ends.SelectMany(end => zeros.Select(zero => $"2001:{begin}{zero}::{end}")))) addresses.NumberOf(spelled).ShouldBe(number);
        addresses.HasOthers.ShouldBeFalse();

        var named = new FlowAddresses(10);
        for (var i = 0; i < 10; i++) named.NumberOf(new string((char)('g' + i), 300));
        named.Count.ShouldBe(2);
    }

    [Fact]
    public void An_own_address_is_never_learned_from_a_number_that_addresses_share()
    {
        var addresses = new FlowAddresses(3);
        var (a, b, c) = (addresses.NumberOf("fd00::a"), addresses.NumberOf("2001:db8::b"), addresses.NumberOf("2001:db8::c"));
        var other = addresses.NumberOf("2001:db8::d");

        State((other, other)).ShouldBe((OwnState.None, 0UL));
        State((a, other)).State.ShouldBe(OwnState.Pair);
        State((a, other), (other, a), (a, b)).ShouldBe((OwnState.Single, a)); // none of those that share the number is one that has its own
        State((other, a), (b, other)).State.ShouldBe(OwnState.None); // it may be two addresses
        State((a, b), (a, other)).ShouldBe((OwnState.Single, a));
        State((a, b), (a, c), (other, other)).State.ShouldBe(OwnState.None);
        OwnSide.TieOf(a, other, addresses).ShouldBe(FlowSide.Unknown);
        OwnSide.TieOf(a, b, addresses).ShouldBe(FlowSide.Out);

        static (OwnState State, ulong A) State(params ReadOnlySpan<(ulong From, ulong To)> pairs)
        {
            var own = default(OwnSide);
            foreach (var (from, to) in pairs)
            {
                var (state, side) = (OwnState.Pair, default(OwnSide));
                side.Learn(OwnSide.Of(state, from, to));
                own.Learn(from == to ? OwnSide.Of(OwnState.Single, from, 0) : side);
            }

            return (own.State, own.State == OwnState.Single ? own.A : 0);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_told_by_address_stays_exact_and_the_rest_says_at_least(bool isIndexed)
    {
        var catalog = await FilledAsync(isIndexed);
        var question = Question(EntityKind.NetworkInterface, Mine, "2024-08-01T10:00Z", "2024-08-01T11:00Z");
        var ask = new FlowAsk { Hours = true, Distinct = true, Groupings = [new([FlowColumn.RemoteAddress]), new([FlowColumn.Protocol])] };
        var (all, few) = (new FlowLogSource(catalog, TimeProvider.System), new FlowLogSource(catalog, TimeProvider.System) { Limits = new() { Addresses = 11 } });
        var (told, exact) = (await few.FlowsAsync(question, ask, default), (await all.FlowsAsync(question, ask, default)).Value.ShouldNotBeNull());
        var figures = told.Value.ShouldNotBeNull();

        figures.Hours.ShouldBe(exact.Hours);
        figures.Hours.ShouldHaveSingleItem().Totals.In.Records.ShouldBe(50);
        exact.Distinct[0].All.RemoteAddresses.ShouldBe(50);
        figures.Distinct[0].All.RemoteAddresses.ShouldBe(11); // ten, and the others
        (figures.Tables[0].RowCount, figures.Tables[0].Total, figures.Tables[0].Rows[0].Values[0], figures.Tables[0].Rows[0].Scope.Records).ShouldBe((11, exact.Tables[0].Total, "others", 40));
        figures.Tables[1].Rows.ShouldHaveSingleItem().Scope.ShouldBe(exact.Tables[1].Rows[0].Scope);
        told.Coverage.Notes.ShouldNotBeNull().ShouldContain(static note => note.StartsWith("more names of addresses other than IPv4 were met than the 11 one question keeps: those met last count as one, named others", StringComparison.Ordinal));
        (await few.FlowsAsync(question, ask with { Distinct = false, Groupings = [] }, default)).Coverage.Notes.ShouldNotBeNull().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_is_found_among_more_others_than_are_kept(bool isIndexed)
    {
        var source = new FlowLogSource(await FilledAsync(isIndexed), TimeProvider.System) { Limits = new() { Addresses = 4 } };
        var question = Question(EntityKind.IpAddress, "2001:db8::1:30", "2024-08-01T10:00Z", "2024-08-01T11:00Z");

        var span = await source.ObserveAsync(question, default);
        var flows = await source.FlowsAsync(question, new FlowAsk { Hours = true, Distinct = true }, default);

        (span.Value.ShouldNotBeNull().Count, span.Coverage.Notes!.Count).ShouldBe((1, 0));
        flows.Value.ShouldNotBeNull().Hours.ShouldHaveSingleItem().Totals.Records.ShouldBe(1);
        flows.Value.Distinct[0].All.RemoteAddresses.ShouldBe(1);
        flows.Coverage.Notes.ShouldNotBeNull().ShouldBeEmpty();
    }

    private async Task<LogCatalog> FilledAsync(bool isIndexed)
    {
        folder.With(Key("2024-08-01T10:00Z"), Packed([Default, .. Enumerable.Range(0, 50).Select(static i => Line($"2001:db8::1:{i}", Own, $"2024-08-01T10:00:{i:00}Z", bytes: 1000 - i))]));
        var catalog = new LogCatalog(folder.Logs, LogKind.FlowLogs, isIndexed ? index : null, TimeProvider.System);
        if (isIndexed) await new LogIngest(catalog, new FlowIndexer(), TimeProvider.System).RunAsync(new(Utc("2024-08-01T00:00Z"), Utc("2024-08-02T00:00Z")), null, default);
        return catalog;
    }
}
