// Loaded into the Playground before anything else: the login it knows by name is on this machine.
const dns = require('node:dns');
const lookup = dns.lookup;
dns.lookup = (name, ...rest) => lookup(name === 'login.microsoftonline.com' ? '127.0.0.1' : name, ...rest);
