-- Investigations of Detective's asked for here, each entity and scope once, with what they found. entity_key is the ARN, shortened where an index could not hold it.
CREATE TABLE detective_run (
    region           TEXT COLLATE "C" NOT NULL,
    entity_key       TEXT COLLATE "C" NOT NULL,
    entity_arn       TEXT COLLATE "C" NOT NULL,
    scope_start      BIGINT NOT NULL,
    scope_end        BIGINT NOT NULL,
    is_sample        BIGINT NOT NULL,
    owner            TEXT COLLATE "C" NOT NULL,
    asked_at         BIGINT NOT NULL,
    graph_arn        TEXT COLLATE "C",
    investigation_id TEXT COLLATE "C",
    document         TEXT COLLATE "C",
    finished_at      BIGINT,
    PRIMARY KEY (entity_key, scope_start, scope_end, region, is_sample)
);

-- Addresses that finished ones name. run_start and run_end are the scope Detective says it had.
CREATE TABLE detective_address (
    address     TEXT COLLATE "C" NOT NULL,
    region      TEXT COLLATE "C" NOT NULL,
    entity_key  TEXT COLLATE "C" NOT NULL,
    entity_arn  TEXT COLLATE "C" NOT NULL,
    scope_start BIGINT NOT NULL,
    scope_end   BIGINT NOT NULL,
    is_sample   BIGINT NOT NULL,
    run_start   BIGINT NOT NULL,
    run_end     BIGINT NOT NULL,
    says        TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (address, entity_key, scope_start, scope_end, region, is_sample, says)
);
CREATE INDEX detective_address_run ON detective_address (entity_key, scope_start);
