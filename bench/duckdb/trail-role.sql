SET threads = $threads;
WITH events AS (SELECT unnest(Records) AS e FROM read_json('$trail/AWSLogs/**/*.json.gz', format = 'unstructured', compression = 'gzip', columns = { 'Records': 'STRUCT(
  eventID VARCHAR, eventTime TIMESTAMP, eventSource VARCHAR, eventName VARCHAR, sourceIPAddress VARCHAR, userAgent VARCHAR, errorCode VARCHAR,
  userIdentity STRUCT(sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR))))[]' }))
SELECT date_trunc('hour', e.eventTime) AS hour, count(DISTINCT e.eventID) FILTER (e.errorCode IS NULL), count(DISTINCT e.eventID) FILTER (e.errorCode IS NOT NULL)
FROM events WHERE e.userIdentity.sessionContext.sessionIssuer.arn = '$role' GROUP BY hour ORDER BY hour;
