namespace ChatOps.TestKit.Slack;

/// <summary>What goes wrong, and when.</summary>
internal sealed class SlackFaults(SlackDouble slack) : FaultQueues
{
    /// <summary>Faults of a method; also of <c>upload</c> (the bytes' own request), <c>response_url</c>, and <c>*</c> (whatever comes next).</summary>
    /// <param name="place">The only channel they are met in.</param>
    public SlackFaultPlan On(string method, SlackPlace? place = null) => new(this, method, place?.Id);

    /// <summary>How many times a completed file must be asked for before Slack has looked at it.</summary>
    public int FilesReadyAfter { get; set; } = 1;

    /// <summary>Files are never looked at.</summary>
    public void FilesNeverReady() => FilesReadyAfter = -1;

    /// <summary>files.completeUploadExternal says ok and shares nothing, that many times.</summary>
    public int SharesNothing { get; set; }

    /// <summary>What files are answered instead of their bytes, to whoever shows the bot's token; null for the bytes.</summary>
    public Func<Microsoft.AspNetCore.Http.HttpContext, Task>? Download { get; set; }

    /// <summary>Each of the next events is brought twice, under the same event_id.</summary>
    public int DuplicateEvents { get; set; }

    /// <summary>From now on events wait until they are released.</summary>
    public void HoldEvents() => slack.Deliveries.Hold();

    /// <summary>Brings what waited, in order or backwards.</summary>
    public Task ReleaseEvents(bool backwards = false) => slack.Deliveries.ReleaseAsync(backwards);

    public override void Clear()
    {
        base.Clear();
        FilesReadyAfter = 1;
        SharesNothing = DuplicateEvents = 0;
        Download = null;
    }
}
