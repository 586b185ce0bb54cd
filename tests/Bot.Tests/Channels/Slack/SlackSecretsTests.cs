using System.Collections.Concurrent;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.TestKit.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Addresses that are as good as a key: whoever knows one may answer in our name, or take a file's place.</summary>
public sealed class SlackSecretsTests
{
    [Fact]
    public async Task No_address_that_Slack_gave_us_is_written_down()
    {
        await using var slack = await SlackDouble.StartAsync();
        var written = new Everything();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(written));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(SlackOptions.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Slack:BotToken", slack.BotToken), new("Slack:ApiBaseUrl", slack.ApiBaseUrl.ToString())]).Build()));
        SlackSetup.AddSpeaking(services);
        await using var provider = services.BuildServiceProvider();
        var api = provider.GetRequiredService<SlackApi>();

        await api.RespondAsync(new Uri(slack.ApiBaseUrl, "/commands/T1/keep-me-secret"), [], default);
        await api.UploadAsync(new Uri(slack.ApiBaseUrl, "/upload/keep-me-secret"), [1], default);
        await api.CallAsync("auth.test", [], default);

        written.Lines.ShouldNotContain(static line => line.Contains("keep-me-secret", StringComparison.Ordinal));
        written.Lines.ShouldNotContain(line => line.Contains(slack.BotToken, StringComparison.Ordinal));
    }

    private sealed class Everything : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
            // holds nothing
        }
    }
}
