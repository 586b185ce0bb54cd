using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Cases;

/// <summary>Cases as people look for them. Read-only.</summary>
internal interface ICaseList
{
    /// <summary>Newest change first.</summary>
    ValueTask<CasePage> ListAsync(CaseFilter filter, CancellationToken cancellationToken);

    /// <summary>How many cases the filter finds in each standing, whichever it asks for; those that have none are left out.</summary>
    ValueTask<IReadOnlyDictionary<CaseStanding, long>> CountAsync(CaseFilter filter, CancellationToken cancellationToken);

    /// <summary>Null for a number no case has.</summary>
    ValueTask<CaseContents?> FindAsync(CaseNumber number, CancellationToken cancellationToken);
}
