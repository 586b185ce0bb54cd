-- What teams carry from an alert to a verdict: one for each finding, for an entity one at a time that is not closed.
CREATE TABLE case_file (
    number          INTEGER PRIMARY KEY AUTOINCREMENT,
    finding_account TEXT,
    finding_region  TEXT,
    finding_id      TEXT,
    entity          TEXT,
    entity_key      TEXT,
    title           TEXT NOT NULL,
    severity        REAL,
    is_sample       INTEGER NOT NULL,
    state           TEXT NOT NULL,
    assignee_vendor TEXT,
    assignee_id     TEXT,
    assignee_name   TEXT,
    assigned_at     INTEGER,
    verdict         TEXT,
    reason          TEXT,
    duplicate_of    INTEGER,
    closed_vendor   TEXT,
    closed_id       TEXT,
    closed_name     TEXT,
    snoozed         INTEGER NOT NULL,
    snoozed_until   INTEGER,
    wakes_on_change INTEGER NOT NULL,
    lead            INTEGER,
    opened_at       INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL,
    closed_at       INTEGER,
    closed_as_of    INTEGER
) STRICT;
CREATE UNIQUE INDEX case_finding ON case_file (finding_account, finding_region, finding_id) WHERE finding_id IS NOT NULL;
CREATE UNIQUE INDEX case_entity ON case_file (entity_key) WHERE entity_key IS NOT NULL AND state <> 'closed';
-- All cases an entity had.
CREATE INDEX case_past ON case_file (entity_key, number) WHERE entity_key IS NOT NULL;
CREATE INDEX case_changed ON case_file (changed_at, number);
CREATE INDEX case_standing ON case_file (changed_at, number) WHERE state <> 'closed';
CREATE INDEX case_lead ON case_file (lead) WHERE lead IS NOT NULL;

ALTER TABLE thread ADD COLUMN case_number INTEGER;
INSERT INTO case_file (finding_account, finding_region, finding_id, title, severity, is_sample, state, snoozed, wakes_on_change, opened_at, changed_at)
SELECT finding_account, finding_region, finding_id, MAX(title), MAX(severity), MAX(is_sample), 'new', 0, 0, MIN(created_at), MAX(updated_at)
FROM thread WHERE finding_id IS NOT NULL GROUP BY finding_account, finding_region, finding_id ORDER BY MIN(created_at);
INSERT INTO case_file (entity, entity_key, title, is_sample, state, snoozed, wakes_on_change, opened_at, changed_at)
SELECT MAX(entity), entity_key, MAX(title), MAX(is_sample), 'new', 0, 0, MIN(created_at), MAX(updated_at)
FROM thread WHERE entity_key IS NOT NULL AND state <> 'closed' GROUP BY entity_key ORDER BY MIN(created_at);
UPDATE thread SET case_number = (SELECT c.number FROM case_file c
    WHERE c.finding_account = thread.finding_account AND c.finding_region = thread.finding_region AND c.finding_id = thread.finding_id) WHERE finding_id IS NOT NULL;
UPDATE thread SET case_number = (SELECT c.number FROM case_file c WHERE c.entity_key = thread.entity_key) WHERE entity_key IS NOT NULL AND state <> 'closed';
CREATE INDEX thread_case ON thread (case_number) WHERE case_number IS NOT NULL;

-- What happened in cases. Rows are never changed.
CREATE TABLE case_event (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    case_number INTEGER NOT NULL,
    thread      TEXT,
    happened_at INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    words       TEXT NOT NULL,
    vendor      TEXT,
    person_id   TEXT,
    person_name TEXT,
    verb        TEXT,
    entity      TEXT,
    via         TEXT,
    scope_start INTEGER,
    scope_end   INTEGER,
    message     TEXT
) STRICT;
CREATE INDEX case_event_case ON case_event (case_number, happened_at, seq);
CREATE INDEX case_event_message ON case_event (message) WHERE message IS NOT NULL;

-- Answers that are to stand in the report.
CREATE TABLE pin (
    case_number INTEGER NOT NULL,
    message     TEXT NOT NULL,
    vendor      TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    person_name TEXT NOT NULL,
    pinned_at   INTEGER NOT NULL,
    PRIMARY KEY (case_number, message)
) STRICT, WITHOUT ROWID;

-- Reports as they were made. digest: of what they say without the times of asking and making.
CREATE TABLE report (
    case_number INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    made_at     INTEGER NOT NULL,
    vendor      TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    person_name TEXT NOT NULL,
    title       TEXT NOT NULL,
    digest      TEXT NOT NULL,
    markdown    TEXT NOT NULL,
    html        TEXT NOT NULL,
    PRIMARY KEY (case_number, version)
) STRICT, WITHOUT ROWID;

-- Where a note can be seen in its chat; who marked it as key evidence, and when; who deleted it. A deletion told before the note itself stands for it, with an empty person_id.
ALTER TABLE note ADD COLUMN link TEXT;
ALTER TABLE note ADD COLUMN key_at INTEGER;
ALTER TABLE note ADD COLUMN key_by TEXT;
ALTER TABLE note ADD COLUMN deleted_by TEXT;
ALTER TABLE note ADD COLUMN deleted_name TEXT;

-- Files that go with notes. state: linked, waiting, kept, refused. content is the name of the file in the data folder.
CREATE TABLE note_file (
    note       TEXT NOT NULL,
    place      INTEGER NOT NULL,
    name       TEXT NOT NULL,
    media_type TEXT,
    size       INTEGER,
    link       TEXT,
    source     TEXT,
    state      TEXT NOT NULL,
    content    TEXT,
    why        TEXT,
    PRIMARY KEY (note, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_file_content ON note_file (content) WHERE content IS NOT NULL;

-- What notes name: addresses, instances, roles and the like. entity_key as in finding_entity.
CREATE TABLE note_entity (
    entity_key TEXT NOT NULL,
    note       TEXT NOT NULL,
    PRIMARY KEY (entity_key, note)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_entity_note ON note_entity (note);

-- Names of people as their chats told them last; the keys are as people look for them.
CREATE TABLE person (
    vendor    TEXT NOT NULL,
    person_id TEXT NOT NULL,
    name      TEXT NOT NULL,
    name_key  TEXT NOT NULL,
    id_key    TEXT NOT NULL,
    seen_at   INTEGER NOT NULL,
    PRIMARY KEY (vendor, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_name ON person (vendor, name_key);
CREATE INDEX person_called ON person (vendor, id_key);

-- How far old rows were removed, so that only what is older than this can be.
CREATE TABLE retention (
    kind  TEXT PRIMARY KEY,
    up_to INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The audit log and what happened in cases are only added to. What is older than retention says was removed may go, and nothing else.
ALTER TABLE audit ADD COLUMN person_name TEXT;
CREATE INDEX audit_made ON audit (made_at, seq);
CREATE TRIGGER audit_new BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit WHEN OLD.made_at >= COALESCE((SELECT up_to FROM retention WHERE kind = 'audit'), OLD.made_at) BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER case_event_new BEFORE INSERT ON case_event WHEN EXISTS (SELECT 1 FROM case_event WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'case_event is append-only'); END;
CREATE TRIGGER case_event_unchanged BEFORE UPDATE ON case_event BEGIN SELECT RAISE(ABORT, 'case_event is append-only'); END;
CREATE TRIGGER case_event_kept BEFORE DELETE ON case_event WHEN OLD.happened_at >= COALESCE((SELECT up_to FROM retention WHERE kind = 'case_event'), OLD.happened_at) BEGIN SELECT RAISE(ABORT, 'case_event is append-only'); END;

-- What a button lets choose from, as JSON; null where there is no choice.
ALTER TABLE button ADD COLUMN choices TEXT;
