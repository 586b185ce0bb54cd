using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Access;

/// <summary>Who asked for what, and whether it was allowed. Append-only: the database refuses anything else.</summary>
internal interface IAuditLog
{
    ValueTask AppendAsync(IWork work, AuditEntry entry);

    /// <summary>Newest first.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    /// <param name="before">Only entries with a lower <see cref="AuditEntry.Seq"/>; null for the newest.</param>
    ValueTask<IReadOnlyList<AuditEntry>> ListAsync(AuditFilter filter, int limit, long? before, CancellationToken cancellationToken);

    /// <summary>All that was written until now, oldest first, however many: they are read a thousand at a time.</summary>
    IAsyncEnumerable<AuditEntry> AllAsync(AuditFilter filter, CancellationToken cancellationToken);

    /// <summary>What was asked about one subject, in the order asked.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> OfSubjectAsync(string subject, CancellationToken cancellationToken);

    /// <summary>The subjects a person was allowed something about, each once, the last asked about first.</summary>
    /// <param name="person">As <see cref="Person.ToString"/> says it.</param>
    ValueTask<IReadOnlyList<string>> SubjectsOfAsync(string person, int limit, CancellationToken cancellationToken);
}

/// <param name="Person">Vendor and id, as the policy names people.</param>
/// <param name="Subject">Thread, finding or job the verb was about; null when none.</param>
/// <param name="Argument">What was typed after the verb; untrusted text. Of more than 1,000 characters the beginning is kept, and how many there were.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Person, string Verb, string Channel, string? Subject, string Argument, bool Allowed, string? Why)
{
    /// <summary>What the person was called then; untrusted text, null in entries of before names were kept.</summary>
    public string? Name { get; init; }

    /// <summary>Grows with every entry; 0 until written.</summary>
    public long Seq { get; init; }
}

/// <summary>Which entries are meant; what is null does not matter.</summary>
internal sealed record AuditFilter
{
    /// <summary>As <see cref="AuditEntry.Person"/> has them, in any case of ASCII letters: any of these.</summary>
    public IReadOnlyCollection<string>? People { get; init; }

    public string? Verb { get; init; }

    public string? Channel { get; init; }

    public string? Subject { get; init; }

    public bool? Allowed { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }
}
