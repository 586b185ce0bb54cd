-- Times are microseconds since 1970 in UTC. Text is UTF-8 without U+0000 and compared byte by byte.

CREATE TABLE delivery (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    account     TEXT NOT NULL,
    region      TEXT NOT NULL,
    finding_id  TEXT NOT NULL,
    updated_at  INTEGER NOT NULL,
    occurrences INTEGER NOT NULL,
    document    TEXT NOT NULL,
    source      TEXT NOT NULL,
    sent_at     INTEGER,
    received_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX delivery_once ON delivery (account, region, finding_id, updated_at, occurrences);
CREATE INDEX delivery_sent ON delivery (source, sent_at);

-- The state of a finding is its newest delivery; the columns beside it are what lists show and sort by.
CREATE TABLE finding (
    account      TEXT NOT NULL,
    region       TEXT NOT NULL,
    finding_id   TEXT NOT NULL,
    delivery_seq INTEGER NOT NULL,
    arn          TEXT,
    type         TEXT NOT NULL,
    severity     REAL NOT NULL,
    title        TEXT NOT NULL,
    first_seen   INTEGER NOT NULL,
    last_seen    INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    occurrences  INTEGER NOT NULL,
    archived     INTEGER NOT NULL,
    is_sample    INTEGER NOT NULL,
    words        TEXT NOT NULL,
    PRIMARY KEY (account, region, finding_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_last ON finding (last_seen);

-- What findings say of entities, over all their deliveries. entity_account is empty for kinds that are unique without one;
-- entity_key is the id, shortened where an index could not hold it.
CREATE TABLE finding_entity (
    kind           TEXT NOT NULL,
    entity_key     TEXT NOT NULL,
    entity_account TEXT NOT NULL,
    account        TEXT NOT NULL,
    region         TEXT NOT NULL,
    finding_id     TEXT NOT NULL,
    relation       TEXT NOT NULL,
    entity_id      TEXT NOT NULL,
    key_folded     TEXT NOT NULL,
    detective_id   TEXT,
    first_seen     INTEGER NOT NULL,
    last_seen      INTEGER NOT NULL,
    PRIMARY KEY (kind, entity_key, entity_account, account, region, finding_id, relation)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_entity_folded ON finding_entity (key_folded, last_seen);
CREATE INDEX finding_entity_last ON finding_entity (last_seen);

CREATE TABLE refusal (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    path   TEXT,
    reason TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE thread (
    id              TEXT PRIMARY KEY,
    vendor          TEXT NOT NULL,
    workspace       TEXT NOT NULL,
    channel         TEXT NOT NULL,
    finding_account TEXT,
    finding_region  TEXT,
    finding_id      TEXT,
    finding_arn     TEXT,
    entity          TEXT,
    entity_key      TEXT,
    title           TEXT NOT NULL,
    severity        REAL,
    state           TEXT NOT NULL,
    occurrences     INTEGER NOT NULL,
    first_seen      INTEGER,
    last_seen       INTEGER,
    interval_start  INTEGER,
    interval_end    INTEGER,
    interval_origin TEXT,
    interval_set_by TEXT,
    summarised_in   TEXT,
    group_type      TEXT,
    group_about     TEXT,
    is_sample       INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    external_id     TEXT
) STRICT, WITHOUT ROWID;
-- One finding has one thread per channel; one entity has one that is not closed.
CREATE UNIQUE INDEX thread_finding ON thread (finding_account, finding_region, finding_id, vendor, workspace, channel) WHERE finding_id IS NOT NULL;
CREATE UNIQUE INDEX thread_entity ON thread (entity_key, vendor, workspace, channel) WHERE entity_key IS NOT NULL AND state <> 'closed';
CREATE INDEX thread_updated ON thread (updated_at, id);
CREATE INDEX thread_channel ON thread (vendor, workspace, channel, created_at);
CREATE INDEX thread_arn ON thread (finding_arn) WHERE length(finding_arn) <= 500;
CREATE INDEX thread_summary ON thread (summarised_in) WHERE summarised_in IS NOT NULL;

CREATE TABLE message (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT NOT NULL UNIQUE,
    thread       TEXT NOT NULL,
    message_key  TEXT NOT NULL,
    kind         TEXT NOT NULL,
    card         TEXT NOT NULL,
    version      INTEGER NOT NULL,
    sent_version INTEGER NOT NULL,
    delivery     TEXT NOT NULL,
    external_id  TEXT,
    made_at      INTEGER NOT NULL,
    edited_at    INTEGER
) STRICT;
CREATE UNIQUE INDEX message_key ON message (thread, message_key);
CREATE INDEX message_root ON message (made_at) WHERE kind = 'root';

-- What a button does, under the only thing a chat ever sees of it.
CREATE TABLE button (
    id       TEXT PRIMARY KEY,
    message  TEXT NOT NULL,
    label    TEXT NOT NULL,
    verb     TEXT NOT NULL,
    argument TEXT NOT NULL,
    prompt   TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX button_message ON button (message);

CREATE TABLE note (
    id          TEXT PRIMARY KEY,
    thread      TEXT NOT NULL,
    vendor      TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    person_name TEXT NOT NULL,
    body        TEXT NOT NULL,
    written_at  INTEGER NOT NULL,
    edited_at   INTEGER,
    deleted_at  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX note_thread ON note (thread, written_at, id);

CREATE TABLE audit (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    made_at  INTEGER NOT NULL,
    person   TEXT NOT NULL,
    verb     TEXT NOT NULL,
    channel  TEXT NOT NULL,
    subject  TEXT,
    argument TEXT NOT NULL,
    allowed  INTEGER NOT NULL,
    why      TEXT
) STRICT;
CREATE INDEX audit_subject ON audit (subject, seq);

-- The outbox. attempts counts every start; forgiven those that do not count against the bound. revision grows when a waiting job comes to stand for another one.
CREATE TABLE job (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    lane         TEXT NOT NULL,
    order_key    TEXT NOT NULL,
    kind         TEXT NOT NULL,
    payload      TEXT NOT NULL,
    priority     INTEGER NOT NULL,
    coalesce_key TEXT,
    state        TEXT NOT NULL,
    attempts     INTEGER NOT NULL,
    forgiven     INTEGER NOT NULL,
    revision     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    done_at      INTEGER,
    reason       TEXT
) STRICT;
CREATE INDEX job_line ON job (lane, priority, id) WHERE state = 'pending';
CREATE INDEX job_open ON job (lane, order_key, priority, id) WHERE state <> 'sent';
CREATE UNIQUE INDEX job_coalesce ON job (coalesce_key, lane) WHERE coalesce_key IS NOT NULL AND state <> 'sent';
CREATE INDEX job_dead ON job (id) WHERE state = 'dead';
CREATE INDEX job_done ON job (done_at) WHERE state = 'sent';

-- A destination: who works on it until when, and when it may be sent to again. Made by the first claim.
CREATE TABLE lane (
    lane           TEXT PRIMARY KEY,
    worker         TEXT,
    fence          INTEGER NOT NULL,
    lease_until    INTEGER NOT NULL,
    next_send_at   INTEGER NOT NULL,
    stopped_reason TEXT
) STRICT, WITHOUT ROWID;
