-- Conversations a chat let us into, and where it is called for each.
CREATE TABLE chat_place (
    vendor      TEXT NOT NULL,
    workspace   TEXT NOT NULL,
    channel     TEXT NOT NULL,
    service_url TEXT NOT NULL,
    team        TEXT,
    name        TEXT,
    is_closed   INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    PRIMARY KEY (vendor, workspace, channel)
) STRICT, WITHOUT ROWID;
CREATE INDEX chat_place_team ON chat_place (vendor, workspace, team);
