namespace ChatOps.Bot.Persistence;

/// <summary>The queue's statements. They hold on SQLite and on PostgreSQL alike.</summary>
internal static class JobSql
{
    public const string Columns = "id, lane, order_key, kind, payload, priority, coalesce_key, state, attempts, forgiven, revision, created_at, due_at, done_at, reason";

    /// <summary>A job that stands for itself alone. Looking for one to stand for it costs as much as writing it, and what chats tell comes in hundreds a second.</summary>
    public const string Enqueue = """
        INSERT INTO job (lane, order_key, kind, payload, priority, coalesce_key, state, attempts, forgiven, revision, created_at, due_at)
        VALUES (@Lane, @OrderKey, @Kind, @Payload, @Priority, @CoalesceKey, 'pending', 0, 0, 1, @Now, @DueAt)
        """;

    /// <summary>A job that still waits, or died, stands for a new one with the same key: it is the newest state that is sent.</summary>
    public const string Coalesce = $"""
        {Enqueue}
        ON CONFLICT (coalesce_key, lane) WHERE coalesce_key IS NOT NULL AND state <> 'sent' DO UPDATE SET
            revision = job.revision + 1,
            payload = excluded.payload,
            priority = CASE WHEN excluded.priority < job.priority THEN excluded.priority ELSE job.priority END,
            forgiven = CASE WHEN job.state = 'dead' THEN job.attempts ELSE job.forgiven END,
            due_at = CASE WHEN job.state = 'dead' OR (job.attempts = 0 AND excluded.due_at < job.due_at) THEN excluded.due_at ELSE job.due_at END,
            state = 'pending', done_at = NULL, reason = NULL
        """;

    /// <summary>The job is first of its order key. A job whose time has not come yet is not in line; one that waits to be tried again keeps its place.
    /// A dead root holds back all that was to follow it. (SQLite uses the index of open jobs only when the index's own condition stands in the statement.)</summary>
    private const string IsFirst = """
        NOT EXISTS (SELECT 1 FROM job e WHERE e.lane = j.lane AND e.order_key = j.order_key AND e.state <> 'sent' AND e.state = 'pending'
            AND (e.priority, e.id) < (j.priority, j.id) AND (e.attempts > 0 OR e.due_at <= @now))
        AND NOT EXISTS (SELECT 1 FROM job r WHERE r.lane = j.lane AND r.order_key = j.order_key AND r.state <> 'sent' AND r.priority = 0 AND r.state = 'dead')
        """;

    /// <summary>Names of the lanes with waiting jobs, one index step each, however many jobs they hold.</summary>
    private const string Waiting = """
        WITH RECURSIVE waiting (lane) AS (
            SELECT MIN(lane) FROM job WHERE state = 'pending'
            UNION ALL
            SELECT (SELECT MIN(j.lane) FROM job j WHERE j.state = 'pending' AND j.lane > w.lane) FROM waiting w WHERE w.lane IS NOT NULL)
        """;

    private const string CanRun = $"EXISTS (SELECT 1 FROM job j WHERE j.lane = w.lane AND j.state = 'pending' AND j.due_at <= @now AND {IsFirst})";

    private const string IsFree = "l.stopped_reason IS NULL AND l.lease_until <= @now AND l.next_send_at <= @now";

    /// <summary>0 for a lane that has something to deliver, else the priority of its best job.</summary>
    private const string Urgency = """
        (SELECT CASE WHEN MIN(j.priority) < 3 THEN 0 ELSE MIN(j.priority) END FROM job j WHERE j.lane = w.lane AND j.state = 'pending' AND j.due_at <= @now)
        """;

    public const string AnyReady = $"""
        {Waiting}
        SELECT w.lane FROM waiting w LEFT JOIN lane l ON l.lane = w.lane
        WHERE w.lane IS NOT NULL AND (l.lane IS NULL OR ({IsFree})) AND {CanRun} AND {Urgency} <= @least LIMIT 1
        """;

    public const string MakeLanes = $"""
        {Waiting}
        INSERT INTO lane (lane, fence, lease_until, next_send_at)
        SELECT w.lane, 0, 0, 0 FROM waiting w WHERE w.lane IS NOT NULL AND NOT EXISTS (SELECT 1 FROM lane l WHERE l.lane = w.lane)
        ON CONFLICT (lane) DO NOTHING
        """;

    /// <summary>Of the lanes whose next job is most urgent the one that was served longest ago; all deliveries are equally urgent here. The fence never repeats, even when a lane is removed and made again: it is at least the time.</summary>
    public static string Claim(string lockingClause) => $"""
        {Waiting}, ready AS MATERIALIZED (
            SELECT l.lane FROM lane l JOIN waiting w ON w.lane = l.lane
            WHERE {IsFree} AND {CanRun} AND {Urgency} <= @least ORDER BY {Urgency}, l.fence, l.lane LIMIT 1 {lockingClause})
        UPDATE lane SET worker = @worker, lease_until = @until, fence = CASE WHEN fence >= @now THEN fence + 1 ELSE @now END
        WHERE lane IN (SELECT lane FROM ready) RETURNING lane, fence
        """;

    private const string IsOurs = "lane = @Lane AND fence = @Fence AND worker = @Worker";

    private const string Heads = $"""
        FROM job j JOIN lane l ON l.lane = j.lane
        WHERE l.lane = @Lane AND l.fence = @Fence AND l.worker = @Worker AND l.lease_until > @now AND l.next_send_at <= @now AND l.stopped_reason IS NULL
            AND j.state = 'pending' AND j.due_at <= @now AND {IsFirst}
        """;

    public const string AnyNext = $"SELECT j.id {Heads} LIMIT 1";

    /// <summary>The start is recorded with the hand-out: whoever runs a job again after a crash can see that it may have been done.</summary>
    public const string Next = $"""
        UPDATE job SET attempts = attempts + 1 WHERE id IN (SELECT j.id {Heads} ORDER BY j.priority, j.id LIMIT 1) RETURNING {Columns}
        """;

    public const string Renew = $"UPDATE lane SET lease_until = @until WHERE {IsOurs}";

    public const string Release = $"UPDATE lane SET worker = NULL, lease_until = 0 WHERE {IsOurs}";

    public const string FreeAllLanes = "UPDATE lane SET worker = NULL, lease_until = 0 WHERE lease_until > 0";

    /// <summary>Changes nothing when the claim was lost.</summary>
    public const string SettleLane = $"""
        UPDATE lane SET next_send_at = CASE WHEN next_send_at < @nextSendAt THEN @nextSendAt ELSE next_send_at END, stopped_reason = @stopped WHERE {IsOurs}
        """;

    private const string IsUnchanged = "revision = @Revision";

    /// <summary>A job that came to stand for another one during the run waits again, as an edit: what it brings has been posted by now.</summary>
    public const string Done = $"""
        UPDATE job SET
            state = CASE WHEN {IsUnchanged} THEN 'sent' ELSE 'pending' END,
            done_at = CASE WHEN {IsUnchanged} THEN @now ELSE NULL END,
            attempts = CASE WHEN {IsUnchanged} THEN attempts ELSE 0 END,
            forgiven = CASE WHEN {IsUnchanged} THEN forgiven ELSE 0 END,
            priority = CASE WHEN {IsUnchanged} OR priority > 2 THEN priority ELSE 2 END,
            due_at = CASE WHEN {IsUnchanged} THEN due_at ELSE @now END,
            reason = NULL
        WHERE id = @Id AND state = 'pending'
        """;

    public const string Retry = "UPDATE job SET due_at = @dueAt, forgiven = forgiven + @forgive, reason = @reason WHERE id = @Id AND state = 'pending'";

    /// <summary>What came to stand for another one meanwhile deserves a try of its own.</summary>
    public const string Dead = $"""
        UPDATE job SET
            state = CASE WHEN {IsUnchanged} THEN 'dead' ELSE 'pending' END,
            done_at = CASE WHEN {IsUnchanged} THEN @now ELSE NULL END,
            forgiven = CASE WHEN {IsUnchanged} THEN forgiven ELSE attempts END,
            due_at = CASE WHEN {IsUnchanged} THEN due_at ELSE @now END,
            reason = @reason
        WHERE id = @Id AND state = 'pending'
        """;

    /// <summary>A lane that rests or is worked on is looked at again when that ends; any other when the first of its jobs that lead their order key becomes due.</summary>
    public const string NextDue = $"""
        {Waiting}
        SELECT MIN(CASE
            WHEN l.lease_until > @now AND l.lease_until >= l.next_send_at THEN l.lease_until
            WHEN l.next_send_at > @now THEN l.next_send_at
            ELSE (SELECT MIN(j.due_at) FROM job j WHERE j.lane = w.lane AND j.state = 'pending' AND {IsFirst}) END)
        FROM waiting w LEFT JOIN lane l ON l.lane = w.lane WHERE w.lane IS NOT NULL AND l.stopped_reason IS NULL
        """;

    public const string List = $"SELECT {Columns} FROM job WHERE state = @state ORDER BY id DESC LIMIT @limit";

    public const string Lanes = """
        SELECT j.lane, COUNT(CASE WHEN j.state = 'pending' THEN 1 END) AS waiting, COUNT(CASE WHEN j.state = 'dead' THEN 1 END) AS dead,
            MAX(l.next_send_at) AS next_send_at, MAX(l.stopped_reason) AS stopped_reason
        FROM job j LEFT JOIN lane l ON l.lane = j.lane WHERE j.state <> 'sent' GROUP BY j.lane ORDER BY j.lane
        """;

    public const string StoppedReason = "SELECT stopped_reason FROM lane WHERE lane = @lane";

    public const string LaneOf = "SELECT lane FROM job WHERE id = @id AND state <> 'sent'";

    public const string Revive = "UPDATE job SET state = 'pending', forgiven = attempts, due_at = @now, done_at = NULL, reason = NULL WHERE id = @id AND state = 'dead'";

    public const string StartLane = "UPDATE lane SET stopped_reason = NULL WHERE lane = @lane AND stopped_reason IS NOT NULL";

    public const string StartLanes = "UPDATE lane SET stopped_reason = NULL WHERE substr(lane, 1, @length) = @prefix AND stopped_reason IS NOT NULL";

    public const string SweepJobs = "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE state = 'sent' AND done_at < @sentBefore ORDER BY done_at LIMIT @most)";

    /// <summary>The conditions stand twice: on PostgreSQL only the outer ones are looked at again when a worker was faster.</summary>
    public const string SweepLanes = """
        DELETE FROM lane WHERE stopped_reason IS NULL AND lease_until <= @now AND next_send_at <= @now AND lane IN (
            SELECT l.lane FROM lane l WHERE l.stopped_reason IS NULL AND l.lease_until <= @now AND l.next_send_at <= @now
                AND NOT EXISTS (SELECT 1 FROM job j WHERE j.lane = l.lane AND j.state <> 'sent') LIMIT @most)
        """;
}
