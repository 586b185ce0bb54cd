SET threads = $threads;
SELECT "interface-id", srcaddr, dstaddr, sum(bytes) AS total, count(*)
FROM read_csv('$flows/AWSLogs/**/*.log.gz', delim = ' ', header = true, auto_detect = false, compression = 'gzip', nullstr = '-', columns = {
  'version': 'INTEGER', 'account-id': 'VARCHAR', 'interface-id': 'VARCHAR', 'srcaddr': 'VARCHAR', 'dstaddr': 'VARCHAR', 'srcport': 'INTEGER', 'dstport': 'INTEGER', 'protocol': 'INTEGER',
  'packets': 'BIGINT', 'bytes': 'BIGINT', 'start': 'BIGINT', 'end': 'BIGINT', 'action': 'VARCHAR', 'log-status': 'VARCHAR' })
WHERE "log-status" = 'OK' AND "start" < $until AND "end" >= $from
GROUP BY ALL ORDER BY total DESC LIMIT 100;
