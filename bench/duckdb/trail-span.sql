SET threads = $threads;
WITH events AS (SELECT unnest(Records) AS e FROM read_json('$trail/AWSLogs/**/*.json.gz', format = 'unstructured', compression = 'gzip', columns = { 'Records': 'STRUCT(
  eventID VARCHAR, eventTime TIMESTAMP, eventSource VARCHAR, eventName VARCHAR, sourceIPAddress VARCHAR, userAgent VARCHAR, errorCode VARCHAR,
  userIdentity STRUCT(sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR))))[]' }))
SELECT min(e.eventTime), max(e.eventTime), count(DISTINCT e.eventID) FROM events WHERE e.sourceIPAddress = '$attacker';
