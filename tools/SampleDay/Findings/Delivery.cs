using ChatOps.SampleDay.Trail;

namespace ChatOps.SampleDay.Findings;

/// <summary>One report of a finding: when it was made, and what GuardDuty knew by then. Its details are those of the latest occurrence.</summary>
internal sealed record Delivery(FindingStory Story, DateTimeOffset ReportedAt, DateTimeOffset LastSeen, int Count, Deed Deed)
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMinutes(15);

    /// <summary>The first report a few minutes after the first occurrence, then updates, the last of them with the final state.</summary>
    public static IReadOnlyList<Delivery> Of(FindingStory story) => story.Number == 2 ? OfTheStartingPoint(story) : Paced(story);

    // The finding the story starts from: DescribeParameters shows up in between, as it overwrites the call reported before.
    private static List<Delivery> OfTheStartingPoint(FindingStory story) =>
    [
        new(story, Lab.At("00:25:02"), Lab.At("00:23:48"), 12, story.Deed),
        new(story, Lab.At("00:41:07"), Lab.At("00:38:31"), 26, new CalledApi(ApiMethod.DescribeParameters)),
        new(story, Lab.At("00:58:04"), story.Last, story.Count, story.Deed),
    ];

    private static List<Delivery> Paced(FindingStory story)
    {
        var dice = new Dice($"deliveries {story.Number}");
        var first = story.First.AddSeconds(dice.Between(190, 250));
        if (story.Last == story.First)
            return [new(story, first, story.Last, story.Count, story.Deed)];

        var final = story.Last.AddSeconds(dice.Between(225, 255));
        List<Delivery> deliveries = [];
        for (var at = first; at <= final - Spacing; at += story.Pace)
        {
            var seen = at.AddSeconds(-dice.Between(100, 180));
            deliveries.Add(new(story, at, seen, CountAt(story, seen), story.Deed));
        }

        return [.. deliveries, new(story, final, story.Last, story.Count, story.Deed)];
    }

    private static int CountAt(FindingStory story, DateTimeOffset seen) =>
        1 + (int)((story.Count - 1) * ((seen - story.First) / (story.Last - story.First)));
}
