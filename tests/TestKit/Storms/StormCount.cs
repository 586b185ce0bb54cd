using System.Globalization;
using System.Text.Json;
using ChatOps.TestKit.Slack;

namespace ChatOps.TestKit.Storms;

/// <summary>Holds what stands in Slack against what the program keeps and what was promised to whoever sent, asked or wrote.</summary>
/// <param name="threads">As <see cref="StormRoom.ThreadsAsync"/> tells them.</param>
internal sealed class StormCount(SlackPlace place, IReadOnlyList<JsonElement> threads)
{
    private readonly List<string> lost = [];
    private readonly List<string> doubled = [];
    private readonly List<string> misplaced = [];

    /// <summary>What of ours stands where, by message and part.</summary>
    private readonly ILookup<string, SlackSaid> standing = place.All.Where(static said => said.Metadata is not null).ToLookup(static said => Name(said.Metadata!["event_payload"]!["id"]!.ToString(), said.Metadata["event_payload"]!["part"]!.GetValue<int>()));

    public StormTally Tally(StormPlan plan, StormPeople people, IReadOnlyList<string> unsettled)
    {
        foreach (var twice in standing.Where(static each => each.Count() > 1)) doubled.Add($"{twice.Key} stands {twice.Count()} times: {First(twice.First().Words)}");
        foreach (var thread in threads) Compare(thread, mayAnswerTwice: Text(thread, "entity") is { } entity && people.TypedAgain.Contains(entity));
        var byFinding = threads.Where(static thread => Text(thread, "finding") is not null).ToLookup(static thread => Text(thread, "finding"));
        for (var number = 1; number <= plan.Findings; number++) Once(byFinding[StormFinding.Arn(number)].Count(), $"finding {number}");
        CountStates(byFinding.SelectMany(static each => each), plan.LastCount);
        var summarised = threads.Count(static thread => Text(thread, "state") == "summarised");
        CountSummaries(summarised);
        CountPromises(people);
        var roots = threads.Where(static thread => Text(thread, "finding") is not null && Text(thread, "state") != "summarised").SelectMany(RootsOf).ToList();
        return new StormTally(roots.Count, summarised, standing.Sum(static each => each.Count()), lost, doubled, misplaced, unsettled) { Edits = roots.Sum(static root => root.Edited) };
    }

    /// <summary>Each message the program keeps stands once, under its thread's root.</summary>
    private void Compare(JsonElement thread, bool mayAnswerTwice)
    {
        var ours = thread.GetProperty("messages").EnumerateArray().Where(static message => Text(message, "kind") != "note").ToList();
        if (Text(thread, "state") == "summarised")
        {
            if (ours.Count > 0) doubled.Add($"{Text(thread, "title")} is summarised and has messages of its own");
            return;
        }

        var root = RootsOf(thread).FirstOrDefault();
        if (root is null) lost.Add($"the root of {Text(thread, "title")}");
        if (!mayAnswerTwice) doubled.AddRange(ours.GroupBy(static message => Text(message, "text")!).Where(static same => same.Count() > 1).Select(same => $"{Text(thread, "title")} was answered twice: {First(same.Key)}"));
        foreach (var message in ours)
        {
            var stands = standing[Name(Text(message, "id")!, 1)].FirstOrDefault();
            if (stands is null) lost.Add($"a message of {Text(thread, "title")}: {First(Text(message, "text")!)}");
            else if (root is not null && stands.ThreadTs != root.Ts) misplaced.Add($"a message of {Text(thread, "title")}: {First(Text(message, "text")!)}");
        }
    }

    private IEnumerable<SlackSaid> RootsOf(JsonElement thread) =>
        thread.GetProperty("messages").EnumerateArray().Where(static message => Text(message, "kind") == "root").SelectMany(message => standing[Name(Text(message, "id")!, 1)]);

    /// <summary>The last state of each finding is kept, and shown where it has a message of its own.</summary>
    private void CountStates(IEnumerable<JsonElement> ofFindings, int lastCount)
    {
        foreach (var thread in ofFindings)
        {
            if (thread.GetProperty("count").GetInt64() != lastCount) lost.Add($"the last state of {Text(thread, "title")}");
            if (lastCount > 1 && RootsOf(thread).Any(root => !root.Words.Contains($"{lastCount} occurrences", StringComparison.Ordinal))) lost.Add($"nobody is told the last state of {Text(thread, "title")}");
        }
    }

    /// <summary>The newest count of each summary is shown.</summary>
    private void CountSummaries(int summarised)
    {
        var told = 0;
        foreach (var thread in threads.Where(static thread => Text(thread, "finding") is null && Text(thread, "entity") is null))
        {
            var title = Text(thread, "title")!;
            told += int.Parse(new string([.. title.Where(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);
            if (place.Messages.Count(said => said.Words.Contains(title, StringComparison.Ordinal)) != 1) lost.Add($"nobody is told: {title}");
        }

        if (told != summarised) lost.Add($"{summarised} findings are summarised, the summaries tell of {told}");
    }

    private void CountPromises(StormPeople people)
    {
        foreach (var address in people.Addresses) Once(threads.Count(thread => Text(thread, "entity") == address), $"the thread of {address}");
        foreach (var question in people.Questions.Where(question => !people.Heard.Any(words => words.Contains(question, StringComparison.Ordinal)))) lost.Add($"the private answer about {question}");
        var notes = threads.SelectMany(static thread => thread.GetProperty("messages").EnumerateArray()).Where(static message => Text(message, "kind") == "note").Select(static note => Text(note, "text")).ToList();
        foreach (var note in people.Notes) Once(notes.Count(kept => kept == note), note);
        if (notes.Count > people.Notes.Count) doubled.Add($"{notes.Count} notes are kept, {people.Notes.Count} were written");
    }

    private void Once(int times, string what)
    {
        if (times == 0) lost.Add(what);
        if (times > 1) doubled.Add($"{what}: {times} times");
    }

    private static string Name(string message, int part) => string.Create(CultureInfo.InvariantCulture, $"{message}#{part}");

    private static string First(string words) => words.Split('\n')[0];

    private static string? Text(JsonElement of, string name) => of.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
