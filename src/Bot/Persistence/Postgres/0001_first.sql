-- Times are microseconds since 1970 in UTC. Text is UTF-8 without U+0000 and compared byte by byte.

CREATE TABLE delivery (
    seq         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account     TEXT COLLATE "C" NOT NULL,
    region      TEXT COLLATE "C" NOT NULL,
    finding_id  TEXT COLLATE "C" NOT NULL,
    updated_at  BIGINT NOT NULL,
    occurrences BIGINT NOT NULL,
    document    TEXT COLLATE "C" NOT NULL,
    source      TEXT COLLATE "C" NOT NULL,
    sent_at     BIGINT,
    received_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX delivery_once ON delivery (account, region, finding_id, updated_at, occurrences);
CREATE INDEX delivery_sent ON delivery (source, sent_at);

-- The state of a finding is its newest delivery; the columns beside it are what lists show and sort by.
CREATE TABLE finding (
    account      TEXT COLLATE "C" NOT NULL,
    region       TEXT COLLATE "C" NOT NULL,
    finding_id   TEXT COLLATE "C" NOT NULL,
    delivery_seq BIGINT NOT NULL,
    arn          TEXT COLLATE "C",
    type         TEXT COLLATE "C" NOT NULL,
    severity     DOUBLE PRECISION NOT NULL,
    title        TEXT COLLATE "C" NOT NULL,
    first_seen   BIGINT NOT NULL,
    last_seen    BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    occurrences  BIGINT NOT NULL,
    archived     BOOLEAN NOT NULL,
    is_sample    BOOLEAN NOT NULL,
    words        TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account, region, finding_id)
);
CREATE INDEX finding_last ON finding (last_seen);

-- What findings say of entities, over all their deliveries. entity_account is empty for kinds that are unique without one;
-- entity_key is the id, shortened where an index could not hold it.
CREATE TABLE finding_entity (
    kind           TEXT COLLATE "C" NOT NULL,
    entity_key     TEXT COLLATE "C" NOT NULL,
    entity_account TEXT COLLATE "C" NOT NULL,
    account        TEXT COLLATE "C" NOT NULL,
    region         TEXT COLLATE "C" NOT NULL,
    finding_id     TEXT COLLATE "C" NOT NULL,
    relation       TEXT COLLATE "C" NOT NULL,
    entity_id      TEXT COLLATE "C" NOT NULL,
    key_folded     TEXT COLLATE "C" NOT NULL,
    detective_id   TEXT COLLATE "C",
    first_seen     BIGINT NOT NULL,
    last_seen      BIGINT NOT NULL,
    PRIMARY KEY (kind, entity_key, entity_account, account, region, finding_id, relation)
);
CREATE INDEX finding_entity_folded ON finding_entity (key_folded, last_seen);
CREATE INDEX finding_entity_last ON finding_entity (last_seen);

CREATE TABLE refusal (
    seq    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source TEXT COLLATE "C" NOT NULL,
    path   TEXT COLLATE "C",
    reason TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE thread (
    id              TEXT COLLATE "C" PRIMARY KEY,
    vendor          TEXT COLLATE "C" NOT NULL,
    workspace       TEXT COLLATE "C" NOT NULL,
    channel         TEXT COLLATE "C" NOT NULL,
    finding_account TEXT COLLATE "C",
    finding_region  TEXT COLLATE "C",
    finding_id      TEXT COLLATE "C",
    finding_arn     TEXT COLLATE "C",
    entity          TEXT COLLATE "C",
    entity_key      TEXT COLLATE "C",
    title           TEXT COLLATE "C" NOT NULL,
    severity        DOUBLE PRECISION,
    state           TEXT COLLATE "C" NOT NULL,
    occurrences     BIGINT NOT NULL,
    first_seen      BIGINT,
    last_seen       BIGINT,
    interval_start  BIGINT,
    interval_end    BIGINT,
    interval_origin TEXT COLLATE "C",
    interval_set_by TEXT COLLATE "C",
    summarised_in   TEXT COLLATE "C",
    group_type      TEXT COLLATE "C",
    group_about     TEXT COLLATE "C",
    is_sample       BOOLEAN NOT NULL,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    external_id     TEXT COLLATE "C"
);
-- One finding has one thread per channel; one entity has one that is not closed.
CREATE UNIQUE INDEX thread_finding ON thread (finding_account, finding_region, finding_id, vendor, workspace, channel) WHERE finding_id IS NOT NULL;
CREATE UNIQUE INDEX thread_entity ON thread (entity_key, vendor, workspace, channel) WHERE entity_key IS NOT NULL AND state <> 'closed';
CREATE INDEX thread_updated ON thread (updated_at, id);
CREATE INDEX thread_channel ON thread (vendor, workspace, channel, created_at);
CREATE INDEX thread_arn ON thread (finding_arn) WHERE length(finding_arn) <= 500;
CREATE INDEX thread_summary ON thread (summarised_in) WHERE summarised_in IS NOT NULL;

CREATE TABLE message (
    seq          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id           TEXT COLLATE "C" NOT NULL UNIQUE,
    thread       TEXT COLLATE "C" NOT NULL,
    message_key  TEXT COLLATE "C" NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL,
    card         TEXT COLLATE "C" NOT NULL,
    version      BIGINT NOT NULL,
    sent_version BIGINT NOT NULL,
    delivery     TEXT COLLATE "C" NOT NULL,
    external_id  TEXT COLLATE "C",
    made_at      BIGINT NOT NULL,
    edited_at    BIGINT
);
CREATE UNIQUE INDEX message_key ON message (thread, message_key);
CREATE INDEX message_root ON message (made_at) WHERE kind = 'root';

-- What a button does, under the only thing a chat ever sees of it.
CREATE TABLE button (
    id       TEXT COLLATE "C" PRIMARY KEY,
    message  TEXT COLLATE "C" NOT NULL,
    label    TEXT COLLATE "C" NOT NULL,
    verb     TEXT COLLATE "C" NOT NULL,
    argument TEXT COLLATE "C" NOT NULL,
    prompt   TEXT COLLATE "C"
);
CREATE INDEX button_message ON button (message);

CREATE TABLE note (
    id          TEXT COLLATE "C" PRIMARY KEY,
    thread      TEXT COLLATE "C" NOT NULL,
    vendor      TEXT COLLATE "C" NOT NULL,
    person_id   TEXT COLLATE "C" NOT NULL,
    person_name TEXT COLLATE "C" NOT NULL,
    body        TEXT COLLATE "C" NOT NULL,
    written_at  BIGINT NOT NULL,
    edited_at   BIGINT,
    deleted_at  BIGINT
);
CREATE INDEX note_thread ON note (thread, written_at, id);

CREATE TABLE audit (
    seq      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    made_at  BIGINT NOT NULL,
    person   TEXT COLLATE "C" NOT NULL,
    verb     TEXT COLLATE "C" NOT NULL,
    channel  TEXT COLLATE "C" NOT NULL,
    subject  TEXT COLLATE "C",
    argument TEXT COLLATE "C" NOT NULL,
    allowed  BOOLEAN NOT NULL,
    why      TEXT COLLATE "C"
);
CREATE INDEX audit_subject ON audit (subject, seq);

-- The outbox. attempts counts every start; forgiven those that do not count against the bound. revision grows when a waiting job comes to stand for another one.
CREATE TABLE job (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lane         TEXT COLLATE "C" NOT NULL,
    order_key    TEXT COLLATE "C" NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL,
    payload      TEXT COLLATE "C" NOT NULL,
    priority     BIGINT NOT NULL,
    coalesce_key TEXT COLLATE "C",
    state        TEXT COLLATE "C" NOT NULL,
    attempts     BIGINT NOT NULL,
    forgiven     BIGINT NOT NULL,
    revision     BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    due_at       BIGINT NOT NULL,
    done_at      BIGINT,
    reason       TEXT COLLATE "C"
);
CREATE INDEX job_line ON job (lane, priority, id) WHERE state = 'pending';
CREATE INDEX job_open ON job (lane, order_key, priority, id) WHERE state <> 'sent';
CREATE UNIQUE INDEX job_coalesce ON job (coalesce_key, lane) WHERE coalesce_key IS NOT NULL AND state <> 'sent';
CREATE INDEX job_dead ON job (id) WHERE state = 'dead';
CREATE INDEX job_done ON job (done_at) WHERE state = 'sent';

-- A destination: who works on it until when, and when it may be sent to again. Made by the first claim.
CREATE TABLE lane (
    lane           TEXT COLLATE "C" PRIMARY KEY,
    worker         TEXT COLLATE "C",
    fence          BIGINT NOT NULL,
    lease_until    BIGINT NOT NULL,
    next_send_at   BIGINT NOT NULL,
    stopped_reason TEXT COLLATE "C"
);
