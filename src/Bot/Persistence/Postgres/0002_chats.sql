-- What chats told us, so that what they tell again is known.
CREATE TABLE heard (
    vendor    TEXT COLLATE "C" NOT NULL,
    heard_key TEXT COLLATE "C" NOT NULL,
    heard_at  BIGINT NOT NULL,
    PRIMARY KEY (vendor, heard_key)
);
CREATE INDEX heard_time ON heard (heard_at);

-- Answers to commands that may come twice.
CREATE TABLE receipt (
    once_key TEXT COLLATE "C" PRIMARY KEY,
    document TEXT COLLATE "C" NOT NULL,
    made_at  BIGINT NOT NULL
);
CREATE INDEX receipt_time ON receipt (made_at);

-- What a chat holds of a message beside its first part.
CREATE TABLE delivered_part (
    message     TEXT COLLATE "C" NOT NULL,
    part        TEXT COLLATE "C" NOT NULL,
    external_id TEXT COLLATE "C" NOT NULL,
    mark        TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (message, part)
);

-- Who we are in each workspace.
CREATE TABLE chat_identity (
    vendor    TEXT COLLATE "C" NOT NULL,
    workspace TEXT COLLATE "C" NOT NULL,
    name      TEXT COLLATE "C" NOT NULL,
    bot_user  TEXT COLLATE "C" NOT NULL,
    bot_id    TEXT COLLATE "C" NOT NULL,
    seen_at   BIGINT NOT NULL,
    PRIMARY KEY (vendor, workspace)
);

CREATE INDEX thread_external ON thread (vendor, workspace, channel, external_id) WHERE external_id IS NOT NULL;
-- What a person asked about.
CREATE INDEX audit_person ON audit (person, seq);

-- Roots that were deleted in the chat and posted anew: what people write under the old one is still of the thread.
CREATE TABLE former_root (
    vendor      TEXT COLLATE "C" NOT NULL,
    workspace   TEXT COLLATE "C" NOT NULL,
    channel     TEXT COLLATE "C" NOT NULL,
    external_id TEXT COLLATE "C" NOT NULL,
    thread      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (vendor, workspace, channel, external_id)
);
