using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Investigate.Ingest;

/// <summary>Tells people how far the index is, and starts a run when they ask.</summary>
internal sealed class IngestDesk(EvidenceIngest ingest, IngestWorker worker)
{
    public IngestProgress Progress => ingest.Progress;

    /// <summary>Starts a run, or one more after the one under way.</summary>
    /// <returns>How far it is now.</returns>
    public Card Wake(bool isSample)
    {
        worker.Wake();
        return IngestCard.Of(ingest.Progress, isSample);
    }
}
