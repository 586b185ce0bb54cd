namespace ChatOps.Investigation.Evidence.Recorded;

/// <summary>An investigation that was recorded, for the sample day. It answers for the one role it was made for, whatever scope is asked, with the scope it was recorded with.</summary>
public sealed class RecordedDetective : IDetectiveEvidence
{
    private const string OnlyRecorded = "the sample day holds a recorded investigation of its own role only; connect AWS to ask Detective";
    private readonly DetectiveReport report;

    private RecordedDetective(DetectiveReport report) => this.report = report;

    /// <summary>The role it answers for.</summary>
    public string EntityArn => report.Run.EntityArn;

    /// <inheritdoc/>
    public IReadOnlyList<string> Regions => [report.Run.Graph.Region];

    /// <summary>Reads a recording.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="System.Text.Json.JsonException">It is no recording.</exception>
    public static RecordedDetective Read(string path) => new(DetectiveReport.Read(File.ReadAllText(path)));

    /// <inheritdoc/>
    public Task<RegionGraphs> GraphsAsync(string region, CancellationToken cancellationToken) =>
        Task.FromResult(new RegionGraphs(region, report.ReadAt, region == report.Run.Graph.Region ? [new GraphMembers(report.Run.Graph, new Dictionary<string, string?>(), Answered)] : [], []));

    /// <inheritdoc/>
    public async Task<DetectiveMembership> MembershipAsync(string account, string region, CancellationToken cancellationToken) => (await GraphsAsync(region, cancellationToken)).Of(account);

    /// <inheritdoc/>
    public Task<EvidenceAnswer<DetectiveRun>> FindAsync(BehaviorGraph graph, DetectiveAsk ask, CancellationToken cancellationToken) => Task.FromResult(Of(ask.EntityArn == EntityArn));

    /// <inheritdoc/>
    public Task<EvidenceAnswer<DetectiveRun>> StartAsync(BehaviorGraph graph, DetectiveAsk ask, CancellationToken cancellationToken) => FindAsync(graph, ask, cancellationToken);

    /// <inheritdoc/>
    public Task<EvidenceAnswer<DetectiveRun>> RunAsync(BehaviorGraph graph, string id, CancellationToken cancellationToken) => Task.FromResult(Of(id == report.Run.Id));

    /// <inheritdoc/>
    public Task<EvidenceAnswer<IReadOnlyList<DetectiveIndicator>>> IndicatorsAsync(BehaviorGraph graph, string id, CancellationToken cancellationToken) =>
        Task.FromResult(new EvidenceAnswer<IReadOnlyList<DetectiveIndicator>>(report.Indicators, Answered));

    private Coverage Answered => new(CoverageState.Answered, report.ReadAt);

    private EvidenceAnswer<DetectiveRun> Of(bool isTheOne) =>
        isTheOne ? new EvidenceAnswer<DetectiveRun>(report.Run, Answered) : new EvidenceAnswer<DetectiveRun>(null, new Coverage(CoverageState.Refused, report.ReadAt, OnlyRecorded));
}
