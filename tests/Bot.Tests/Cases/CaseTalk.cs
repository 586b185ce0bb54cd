using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Cases;

/// <summary>People who work on cases in a running host.</summary>
internal static class CaseTalk
{
    public static readonly ChannelRef Security = ChannelRef.Web("security");

    public static readonly ChannelRef Ops = ChannelRef.Web("ops");

    public static readonly Person Cat = new("web", "cat", "Cat");

    /// <summary>Two channels get every finding.</summary>
    public static Task<RunningHost> StartAsync(params string[] options) => RunningHost.StartAsync(["--Routes:0:Channel=security,ops", .. options]);

    /// <summary>With a clock that stands still unless it is moved.</summary>
    public static Task<RunningHost> StartAsync(ManualTime time, params string[] options) =>
        RunningHost.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(time), ["--Routes:0:Channel=security,ops", .. options]);

    /// <returns>The thread of the finding in the channel security, and the one in ops.</returns>
    public static async Task<(InvestigationThread Here, InvestigationThread There)> AlertAsync(this RunningHost host, JsonObject finding)
    {
        (await host.Room.PostAsJsonAsync("/alerts/eventbridge", finding)).EnsureSuccessStatusCode();
        var threads = (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(FindingArn: finding["arn"]!.GetValue<string>()), default)).Items;
        return (threads.First(static thread => thread.Channel != Ops), threads.FirstOrDefault(static thread => thread.Channel == Ops) ?? threads[0]);
    }

    /// <returns>What is answered privately; null when it was done.</returns>
    public static async Task<string?> DoAsync(this RunningHost host, InvestigationThread thread, Person who, string text, string? once = null, params Person[] mentioned) =>
        (await host.Get<CommandDesk>().TakeAsync(new TypedCommand(thread.Channel, thread.Id, who, text) { Once = once, Mentioned = mentioned }, default)).Text;

    public static async Task<string?> PressAsync(this RunningHost host, InvestigationThread thread, Person who, string label, string? value = null)
    {
        var button = (await host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).SelectMany(static message => CardButtons.Of(message.Card)).Last(button => button.Label == label);
        return (await host.Get<CommandDesk>().TakeAsync(new PressedButton(thread.Id, who, button.Id!, value), default)).Text;
    }

    public static async Task<Case> CaseAsync(this RunningHost host, InvestigationThread thread) =>
        (await host.Get<ICaseStore>().FindAsync((await host.NowAsync(thread)).Case!.Value, default))!;

    public static async Task<InvestigationThread> NowAsync(this RunningHost host, InvestigationThread thread) => (await host.Get<IThreadStore>().FindAsync(thread.Id, default))!;

    /// <summary>The line of the root card that says where the case stands.</summary>
    public static async Task<string> StandingAsync(this RunningHost host, InvestigationThread thread) =>
        CardWords.Of((await host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).Single(static message => message.Kind == MessageKind.Root).Card.Sections.OfType<CardParagraph>().Single(static paragraph => paragraph.IsStanding).Text);

    /// <summary>What was told of the case in the thread.</summary>
    public static async Task<IReadOnlyList<string>> ToldAsync(this RunningHost host, InvestigationThread thread) =>
        [.. (await host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).Where(static message => message.Card.Kind == CardKind.Case).Select(static message => CardWords.Of(message.Card))];

    public static async Task<IReadOnlyList<string>> EventsAsync(this RunningHost host, InvestigationThread thread) =>
        [.. (await host.Get<ICaseEvents>().OfCaseAsync((await host.NowAsync(thread)).Case!.Value, default)).Where(static happened => happened.Kind is CaseEventKind.Decision or CaseEventKind.Recurred).Select(static happened => $"{happened.By?.Name ?? "-"} {happened.Words}")];
}
