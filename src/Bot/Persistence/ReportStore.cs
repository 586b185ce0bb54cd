using ChatOps.Bot.Access;
using ChatOps.Bot.AfterAction;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class ReportStore(Database database) : IReportStore
{
    private const string Columns = "case_number, version, made_at, vendor, person_id, person_name, title, digest";

    private const string Latest = $"SELECT {Columns} FROM report WHERE case_number = @number ORDER BY version DESC LIMIT 1";

    public async ValueTask AddAsync(IWork work, KeptReport report, RenderedReport text)
    {
        const string Sql = $"INSERT INTO report ({Columns}, markdown, html) VALUES (@number, @version, @MadeAt, @Vendor, @Id, @Name, @Title, @Digest, @Markdown, @Html)";
        var row = new { number = report.Case.Value, version = (long)report.Version, report.MadeAt, report.By.Vendor, report.By.Id, report.By.Name, report.Title, report.Digest, text.Markdown, text.Html };
        await DbWork.Of(work).ExecuteAsync(Sql, row);
    }

    public async ValueTask<KeptReport?> LatestAsync(IWork work, CaseNumber number) => (await DbWork.Of(work).FirstAsync<ReportRow>(Latest, new { number = number.Value }))?.ToReport();

    public async ValueTask<KeptReport?> LatestAsync(CaseNumber number, CancellationToken cancellationToken) =>
        (await database.FirstAsync<ReportRow>(Latest, new { number = number.Value }, cancellationToken))?.ToReport();

    public async ValueTask<IReadOnlyList<KeptReport>> OfCaseAsync(CaseNumber number, CancellationToken cancellationToken) =>
        (await database.QueryAsync<ReportRow>($"SELECT {Columns} FROM report WHERE case_number = @number ORDER BY version", new { number = number.Value }, cancellationToken)).ConvertAll(static row => row.ToReport());

    public async ValueTask<RenderedReport?> FindAsync(CaseNumber number, int version, CancellationToken cancellationToken) =>
        await database.FirstAsync<TextRow>("SELECT title, markdown, html FROM report WHERE case_number = @number AND version = @version", new { number = number.Value, version = (long)version }, cancellationToken)
            is { } row ? new RenderedReport(row.Title, row.Markdown, row.Html) : null;

    private sealed class ReportRow
    {
        public long CaseNumber { get; init; }

        public long Version { get; init; }

        public DateTimeOffset MadeAt { get; init; }

        public string Vendor { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string PersonName { get; init; } = "";

        public string Title { get; init; } = "";

        public string Digest { get; init; } = "";

        public KeptReport ToReport() => new(new CaseNumber(CaseNumber), (int)Version, MadeAt, new Person(Vendor, PersonId, PersonName), Title, Digest);
    }

    private sealed class TextRow
    {
        public string Title { get; init; } = "";

        public string Markdown { get; init; } = "";

        public string Html { get; init; } = "";
    }
}
