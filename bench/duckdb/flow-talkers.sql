SET threads = $threads;
SELECT CASE WHEN srcaddr IN ('$own4', '$own6') THEN dstaddr ELSE srcaddr END AS remote,
  coalesce(sum(bytes) FILTER (action = 'ACCEPT' AND srcaddr NOT IN ('$own4', '$own6')), 0) AS bytesin, coalesce(sum(bytes) FILTER (action = 'ACCEPT' AND srcaddr IN ('$own4', '$own6')), 0) AS bytesout, count(*)
FROM read_csv('$flows/AWSLogs/**/*.log.gz', delim = ' ', header = true, auto_detect = false, compression = 'gzip', nullstr = '-', columns = {
  'version': 'INTEGER', 'account-id': 'VARCHAR', 'interface-id': 'VARCHAR', 'srcaddr': 'VARCHAR', 'dstaddr': 'VARCHAR', 'srcport': 'INTEGER', 'dstport': 'INTEGER', 'protocol': 'INTEGER',
  'packets': 'BIGINT', 'bytes': 'BIGINT', 'start': 'BIGINT', 'end': 'BIGINT', 'action': 'VARCHAR', 'log-status': 'VARCHAR' })
WHERE "interface-id" = '$interface' AND "log-status" = 'OK' AND "start" < $until AND "end" >= $from
GROUP BY remote ORDER BY bytesin + bytesout DESC, remote LIMIT 100;
