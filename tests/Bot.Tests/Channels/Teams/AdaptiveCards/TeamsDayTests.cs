using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Every card of the bundled day, as the real host makes it. TEAMS_CARDS names a folder for them, for tests/npm-teams.</summary>
public sealed class TeamsDayTests(WorkshopDayTests.PlayedDay day) : IClassFixture<WorkshopDayTests.PlayedDay>
{
    private static readonly string[] Questions =
    [
        "/investigate RegisterManagedInstance", "/investigate ip 198.51.100.23", "/flow i-0c79413d9f0d9941e last 24h", "/activity i-0c79413d9f0d9941e", "/calls ip 198.51.100.23", "/new role lab-GeneralInstanceRole",
        "/interaction ip 198.51.100.23", "/addresses i-0c79413d9f0d9941e", "/kubernetes ip 198.51.100.23", "/permissions role lab-GeneralInstanceRole", "/detective role lab-GeneralInstanceRole", "/ingest", "/help",
    ];

    [Fact]
    public async Task Every_card_of_the_workshop_day_is_taken_by_Teams()
    {
        var folder = Environment.GetEnvironmentVariable("TEAMS_CARDS");
        var kinds = new HashSet<CardKind>();
        var number = 0;
        foreach (var thread in (await day.Host.Get<IThreadStore>().ListAsync(new ThreadFilter(), default)).Items)
        {
            foreach (var message in await day.Host.Get<IThreadStore>().MessagesAsync(thread.Id, default)) await TakeAsync(message.Card);
        }

        foreach (var question in Questions)
        {
            if ((await day.TakeAsync(question)).Thread is not { } thread) continue;
            await day.SettleAsync(thread);
            foreach (var message in await day.Host.Get<IThreadStore>().MessagesAsync(thread, default)) await TakeAsync(message.Card);
        }

        kinds.Count.ShouldBeGreaterThan(12, string.Join(' ', kinds));

        async Task TakeAsync(Card card)
        {
            foreach (var view in new[] { new TeamsView("m1", new Uri("https://chatops.example/")), new TeamsView("m1", null) })
            {
                var made = TeamsCardRenderer.Render(card, view);
                TeamsValidator.Activity(made.Activity(), view.Room).ShouldBeEmpty();
                TeamsSize.Of(made.Activity()).Utf16.ShouldBeLessThan(TeamsSize.Warned);
                made.ShouldHoldNothingLive();
                if (folder is null || view.Room is null || !kinds.Add(card.Kind)) continue;
                await File.WriteAllTextAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"day-{++number:00}-{card.Kind}.json")), new JsonObject { ["summary"] = made.Summary, ["card"] = made.Card.DeepClone() }.ToJsonString());
            }

            kinds.Add(card.Kind);
        }
    }
}
