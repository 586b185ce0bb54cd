using System.Globalization;
using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.EksAudit.Indexing;

/// <summary>Events in columns.</summary>
internal sealed class AuditBlock
{
    /// <summary>How many texts make a value of each column; the order is that of the index.</summary>
    private static readonly int[] Widths = [8, 5, 2, 1, 1, 3, 2];

    /// <summary>The events.</summary>
    public CallBlock Calls { get; } = new(Widths);

    /// <summary>Who called: subject, its id, whom it impersonated, ARN, canonical ARN, session, principal, key.</summary>
    public BlockColumn Who => Calls.Columns[0];

    /// <summary>What was wanted: verb, path, resource, subresource, group.</summary>
    public BlockColumn What => Calls.Columns[1];

    /// <summary>Namespace and name of the object.</summary>
    public BlockColumn Object => Calls.Columns[2];

    /// <summary>Client's address as it stands in the log.</summary>
    public BlockColumn Address => Calls.Columns[3];

    /// <summary>User agent.</summary>
    public BlockColumn Agent => Calls.Columns[4];

    /// <summary>Stage, status and whether it was forbidden.</summary>
    public BlockColumn Outcome => Calls.Columns[5];

    /// <summary>Cluster and account.</summary>
    public BlockColumn Where => Calls.Columns[6];

    /// <summary>Puts all that is known of an event into one that may have held another.</summary>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public void Fill(AuditEvent audited, int at)
    {
        (audited.Ticks, audited.Identity) = (Calls.Ticks[at], Calls.Identities[at]);
        foreach (var column in Calls.Columns) Fill(audited, column, column.Of[at]);
    }

    /// <summary>The same of one column's value.</summary>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public void Fill(AuditEvent audited, BlockColumn column, int value)
    {
        if (column == Who)
        {
            (audited.Subject, audited.SubjectId, audited.Impersonated) = (Text(0), Text(1), Text(2));
            (audited.Arn, audited.CanonicalArn, audited.SessionName, audited.PrincipalId, audited.AccessKey) = (Text(3), Text(4), Text(5), Text(6), Text(7));
        }
        else if (column == What)
        {
            (audited.Verb, audited.Path, audited.Resource, audited.Subresource, audited.Group) = (Text(0), Text(1), Text(2), Text(3), Text(4));
        }
        else if (column == Object)
        {
            (audited.Namespace, audited.Name) = (Text(0), Text(1));
        }
        else if (column == Address)
        {
            audited.Address = Text(0);
        }
        else if (column == Agent)
        {
            audited.UserAgent = Text(0);
        }
        else if (column == Outcome)
        {
            (audited.Stage, audited.Code, audited.IsForbidden) = ((AuditStage)Number(0), Number(1), Number(2) == 1);
        }
        else
        {
            (audited.Cluster, audited.Account) = (Text(0), Text(1));
        }

        string? Text(int part) => Calls.Text(column, value, part);

        int Number(int part) => int.TryParse(Text(part), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidDataException("An entry of the index is damaged.");
    }

    /// <summary>Whether two events are the same, but for their times and ids.</summary>
    public static bool AreSame(AuditEvent one, AuditEvent other) =>
        WhoOf(one) == WhoOf(other) && WhatOf(one) == WhatOf(other) && OutcomeOf(one) == OutcomeOf(other)
        && (one.Namespace, one.Name, one.Address, one.UserAgent, one.Cluster, one.Account) == (other.Namespace, other.Name, other.Address, other.UserAgent, other.Cluster, other.Account);

    /// <summary>Encodes events, which must be in the order of their times.</summary>
    public static byte[] Encode(IReadOnlyList<KeptCall<AuditEvent>> rows)
    {
        var texts = new BlockTexts();
        var who = new ValueWriter<Caller>(rows.Count, Widths[0], texts.Of, static one => [one.Subject, one.SubjectId, one.Impersonated, one.Arn, one.CanonicalArn, one.SessionName, one.PrincipalId, one.AccessKey]);
        var what = new ValueWriter<Wanted>(rows.Count, Widths[1], texts.Of, static one => [one.Verb, one.Path, one.Resource, one.Subresource, one.Group]);
        var thing = new PairWriter(rows.Count, Widths[2], texts.Of);
        var address = new PairWriter(rows.Count, Widths[3], texts.Of);
        var agent = new PairWriter(rows.Count, Widths[4], texts.Of);
        var outcome = new ValueWriter<Ended>(rows.Count, Widths[5], texts.Of, static one => [Number((int)one.Stage), Number(one.Code), Number(one.IsForbidden ? 1 : 0)]);
        var where = new PairWriter(rows.Count, Widths[6], texts.Of);
        for (var row = 0; row < rows.Count; row++)
        {
            var audited = rows[row].Event;
            who.Of[row] = who.NumberOf(WhoOf(audited));
            what.Of[row] = what.NumberOf(WhatOf(audited));
            thing.Add(row, audited.Namespace, audited.Name);
            address.Add(row, audited.Address);
            agent.Add(row, audited.UserAgent);
            outcome.Of[row] = outcome.NumberOf(OutcomeOf(audited));
            where.Add(row, audited.Cluster, audited.Account);
        }

        return CallBlock.Encode(rows, [who, what, thing, address, agent, outcome, where], texts);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Caller WhoOf(AuditEvent one) => new(one.Subject, one.SubjectId, one.Impersonated, one.Arn, one.CanonicalArn, one.SessionName, one.PrincipalId, one.AccessKey);

    /// <summary>Of a request that names an object the path tells nothing more.</summary>
    private static Wanted WhatOf(AuditEvent one) => new(one.Verb, one.Resource is null ? one.Path : null, one.Resource, one.Subresource, one.Group);

    private static Ended OutcomeOf(AuditEvent one) => new(one.Stage, one.Code, one.IsForbidden);

    private readonly record struct Caller(string? Subject, string? SubjectId, string? Impersonated, string? Arn, string? CanonicalArn, string? SessionName, string? PrincipalId, string? AccessKey);

    private readonly record struct Wanted(string? Verb, string? Path, string? Resource, string? Subresource, string? Group);

    private readonly record struct Ended(AuditStage Stage, int Code, bool IsForbidden);
}
