using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Access;

/// <summary>Who asked for what, and whether it was allowed. Append-only.</summary>
internal interface IAuditLog
{
    ValueTask AppendAsync(IWork work, AuditEntry entry);

    /// <summary>Newest first.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>What was asked about one subject, in the order asked.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> OfSubjectAsync(string subject, CancellationToken cancellationToken);

    /// <summary>The subjects a person was allowed something about, each once, the last asked about first.</summary>
    /// <param name="person">As <see cref="Person.ToString"/> says it.</param>
    ValueTask<IReadOnlyList<string>> SubjectsOfAsync(string person, int limit, CancellationToken cancellationToken);
}

/// <param name="Subject">Thread, finding or job the verb was about; null when none.</param>
/// <param name="Argument">What was typed after the verb; untrusted text, cut at 1,000 characters.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Person, string Verb, string Channel, string? Subject, string Argument, bool Allowed, string? Why);
