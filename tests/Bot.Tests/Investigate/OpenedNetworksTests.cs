using System.Net;
using ChatOps.TestKit;
using Microsoft.Extensions.Logging;

namespace ChatOps.Bot.Investigate;

public sealed class OpenedNetworksTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Heard heard = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_opened_and_what_was_passed_over_is_told_at_start()
    {
        var path = Path.Combine(folder.Path, "networks.csv");
        File.WriteAllText(path, "network,asn,organization,country\n198.51.100.0/24,64500,Example Net,NL\nnot a network,1,x,DE\n");

        var opened = OpenedNetworks.Open(path, heard);

        opened.Error.ShouldBeNull();
        opened.Names!.Of(new IPAddress([198, 51, 100, 23]))!.Organization.ShouldBe("Example Net");
        heard.Lines.Count.ShouldBe(2);
        heard.Lines[0].ShouldStartWith("Information: Networks and countries of addresses are named by ");
        heard.Lines[1].ShouldBe($"Warning: 1 row(s) of {path} could not be read and were passed over.");
    }

    [Fact]
    public void What_cannot_be_opened_is_said_with_the_repair()
    {
        var opened = OpenedNetworks.Open("/nowhere.mmdb", heard);

        opened.Names.ShouldBeNull();
        opened.Error.ShouldNotBeNull().ShouldStartWith("Evidence:Networks cannot be used: There is no file /nowhere.mmdb");
        heard.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_named_is_nothing_opened() => OpenedNetworks.Open(null, heard).ShouldSatisfyAllConditions(static none => none.Names.ShouldBeNull(), static none => none.Error.ShouldBeNull());

    private sealed class Heard : ILogger<OpenedNetworks>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
