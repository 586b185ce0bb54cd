-- How far each place of GuardDuty was asked for changes.
CREATE TABLE polling (
    place TEXT PRIMARY KEY,
    up_to INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- In which thread of a channel a finding was looked for that had not been received.
CREATE TABLE finding_search (
    vendor    TEXT NOT NULL,
    workspace TEXT NOT NULL,
    channel   TEXT NOT NULL,
    subject   TEXT NOT NULL,
    thread    TEXT NOT NULL,
    PRIMARY KEY (vendor, workspace, channel, subject)
) STRICT, WITHOUT ROWID;
