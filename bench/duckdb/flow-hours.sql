SET threads = $threads;
WITH mine AS (
  SELECT "start" // 3600 * 3600 AS hour, srcaddr IN ('$own4', '$own6') AS outgoing, srcaddr, dstaddr, srcport, dstport, protocol IN (6, 17) AS ported, action = 'ACCEPT' AS accepted, bytes
  FROM read_csv('$flows/AWSLogs/**/*.log.gz', delim = ' ', header = true, auto_detect = false, compression = 'gzip', nullstr = '-', columns = {
  'version': 'INTEGER', 'account-id': 'VARCHAR', 'interface-id': 'VARCHAR', 'srcaddr': 'VARCHAR', 'dstaddr': 'VARCHAR', 'srcport': 'INTEGER', 'dstport': 'INTEGER', 'protocol': 'INTEGER',
  'packets': 'BIGINT', 'bytes': 'BIGINT', 'start': 'BIGINT', 'end': 'BIGINT', 'action': 'VARCHAR', 'log-status': 'VARCHAR' })
  WHERE "interface-id" = '$interface' AND "log-status" = 'OK')
SELECT hour, count(*), sum(bytes) FILTER (accepted AND NOT outgoing), sum(bytes) FILTER (accepted AND outgoing),
  count(DISTINCT CASE WHEN outgoing THEN dstaddr ELSE srcaddr END),
  count(DISTINCT CASE WHEN outgoing THEN srcport ELSE dstport END) FILTER (ported),
  count(DISTINCT CASE WHEN outgoing THEN dstport ELSE srcport END) FILTER (ported)
FROM mine GROUP BY hour ORDER BY hour;
