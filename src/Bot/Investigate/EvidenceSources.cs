using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.CloudTrail;
using ChatOps.Investigation.Evidence.FlowLogs;
using ChatOps.Investigation.Evidence.Folder;

namespace ChatOps.Bot.Investigate;

/// <summary>The sources that may be asked about something. The sample day's logs speak of the sample day only.</summary>
internal sealed class EvidenceSources
{
    private readonly EvidenceOrigin origin;
    private readonly IEvidenceSource findings;
    private readonly IReadOnlyList<IEvidenceSource> logs;

    public EvidenceSources(EvidenceOptions options, LedgerFindings findings)
    {
        this.findings = findings;
        origin = options.Source;
        var root = options.Source switch
        {
            EvidenceOrigin.Sample => Path.Combine(AppContext.BaseDirectory, "samples", "workshop-day", "evidence"),
            EvidenceOrigin.Folder => options.Folder,
            _ => null,
        };
        if (root is null)
        {
            logs = [];
            return;
        }

        var folder = new FolderLogs(root);
        logs = [new CloudTrailSource(folder), new FlowLogSource(folder)];
    }

    /// <param name="isSampleDay">Whether the question is about the bundled day.</param>
    public IReadOnlyList<IEvidenceSource> For(bool isSampleDay) =>
        origin == EvidenceOrigin.Sample && !isSampleDay ? [findings] : [findings, .. logs];
}
