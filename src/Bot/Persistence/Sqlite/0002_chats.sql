-- What chats told us, so that what they tell again is known.
CREATE TABLE heard (
    vendor    TEXT NOT NULL,
    heard_key TEXT NOT NULL,
    heard_at  INTEGER NOT NULL,
    PRIMARY KEY (vendor, heard_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_time ON heard (heard_at);

-- Answers to commands that may come twice.
CREATE TABLE receipt (
    once_key TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    made_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_time ON receipt (made_at);

-- What a chat holds of a message beside its first part.
CREATE TABLE delivered_part (
    message     TEXT NOT NULL,
    part        TEXT NOT NULL,
    external_id TEXT NOT NULL,
    mark        TEXT NOT NULL,
    PRIMARY KEY (message, part)
) STRICT, WITHOUT ROWID;

-- Who we are in each workspace.
CREATE TABLE chat_identity (
    vendor    TEXT NOT NULL,
    workspace TEXT NOT NULL,
    name      TEXT NOT NULL,
    bot_user  TEXT NOT NULL,
    bot_id    TEXT NOT NULL,
    seen_at   INTEGER NOT NULL,
    PRIMARY KEY (vendor, workspace)
) STRICT, WITHOUT ROWID;

CREATE INDEX thread_external ON thread (vendor, workspace, channel, external_id) WHERE external_id IS NOT NULL;
-- What a person asked about.
CREATE INDEX audit_person ON audit (person, seq);

-- Roots that were deleted in the chat and posted anew: what people write under the old one is still of the thread.
CREATE TABLE former_root (
    vendor      TEXT NOT NULL,
    workspace   TEXT NOT NULL,
    channel     TEXT NOT NULL,
    external_id TEXT NOT NULL,
    thread      TEXT NOT NULL,
    PRIMARY KEY (vendor, workspace, channel, external_id)
) STRICT, WITHOUT ROWID;
