-- Investigations of Detective's asked for here, each entity and scope once, with what they found. entity_key is the ARN, shortened where an index could not hold it.
CREATE TABLE detective_run (
    region           TEXT NOT NULL,
    entity_key       TEXT NOT NULL,
    entity_arn       TEXT NOT NULL,
    scope_start      INTEGER NOT NULL,
    scope_end        INTEGER NOT NULL,
    is_sample        INTEGER NOT NULL,
    owner            TEXT NOT NULL,
    asked_at         INTEGER NOT NULL,
    graph_arn        TEXT,
    investigation_id TEXT,
    document         TEXT,
    finished_at      INTEGER,
    PRIMARY KEY (entity_key, scope_start, scope_end, region, is_sample)
) STRICT;

-- Addresses that finished ones name. run_start and run_end are the scope Detective says it had.
CREATE TABLE detective_address (
    address     TEXT NOT NULL,
    region      TEXT NOT NULL,
    entity_key  TEXT NOT NULL,
    entity_arn  TEXT NOT NULL,
    scope_start INTEGER NOT NULL,
    scope_end   INTEGER NOT NULL,
    is_sample   INTEGER NOT NULL,
    run_start   INTEGER NOT NULL,
    run_end     INTEGER NOT NULL,
    says        TEXT NOT NULL,
    PRIMARY KEY (address, entity_key, scope_start, scope_end, region, is_sample, says)
) STRICT, WITHOUT ROWID;
CREATE INDEX detective_address_run ON detective_address (entity_key, scope_start);
