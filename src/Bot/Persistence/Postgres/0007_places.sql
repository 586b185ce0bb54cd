-- Conversations a chat let us into, and where it is called for each.
CREATE TABLE chat_place (
    vendor      TEXT COLLATE "C" NOT NULL,
    workspace   TEXT COLLATE "C" NOT NULL,
    channel     TEXT COLLATE "C" NOT NULL,
    service_url TEXT COLLATE "C" NOT NULL,
    team        TEXT COLLATE "C",
    name        TEXT COLLATE "C",
    is_closed   BIGINT NOT NULL,
    seen_at     BIGINT NOT NULL,
    PRIMARY KEY (vendor, workspace, channel)
);
CREATE INDEX chat_place_team ON chat_place (vendor, workspace, team);
