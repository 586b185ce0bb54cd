SET threads = $threads;
SELECT min("start"), max("end"), count(*), sum(bytes) FILTER (srcaddr = '$attacker'), sum(bytes) FILTER (dstaddr = '$attacker')
FROM read_csv('$flows/AWSLogs/**/*.log.gz', delim = ' ', header = true, auto_detect = false, compression = 'gzip', nullstr = '-', columns = {
  'version': 'INTEGER', 'account-id': 'VARCHAR', 'interface-id': 'VARCHAR', 'srcaddr': 'VARCHAR', 'dstaddr': 'VARCHAR', 'srcport': 'INTEGER', 'dstport': 'INTEGER', 'protocol': 'INTEGER',
  'packets': 'BIGINT', 'bytes': 'BIGINT', 'start': 'BIGINT', 'end': 'BIGINT', 'action': 'VARCHAR', 'log-status': 'VARCHAR' })
WHERE (srcaddr = '$attacker' OR dstaddr = '$attacker') AND "start" < $until AND "end" >= $from;
