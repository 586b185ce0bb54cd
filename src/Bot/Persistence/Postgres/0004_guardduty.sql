-- How far each place of GuardDuty was asked for changes.
CREATE TABLE polling (
    place TEXT COLLATE "C" PRIMARY KEY,
    up_to BIGINT NOT NULL
);

-- In which thread of a channel a finding was looked for that had not been received.
CREATE TABLE finding_search (
    vendor TEXT COLLATE "C" NOT NULL,
    workspace TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    thread TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (vendor, workspace, channel, subject)
);
