// Loaded with --require into a process and all of its workers: every connection, datagram and name
// look-up fails, and is written down in the file that $NETGURU_NETWORK_GUARD names.
const { appendFileSync } = require('node:fs');
const { threadId } = require('node:worker_threads');

const file = process.env.NETGURU_NETWORK_GUARD;
if (!file) throw new Error('NETGURU_NETWORK_GUARD is not set.');

function note(entry) {
  appendFileSync(file, `${JSON.stringify({ threadId, ...entry })}\n`);
}

function describe(args) {
  try {
    return JSON.stringify(args[0]) ?? String(args[0]);
  } catch {
    return typeof args[0];
  }
}

function forbid(owner, name, label) {
  if (typeof owner?.[name] !== 'function') return;
  // A class expression would refuse calls without `new`, an arrow function those with it.
  function refuse(...args) {
    note({ event: 'call', call: label, target: describe(args), stack: new Error('call').stack });
    throw new Error(`The network guard refused ${label}.`);
  }
  owner[name] = refuse;
}

const net = require('node:net');
const tls = require('node:tls');
const dgram = require('node:dgram');
const dns = require('node:dns');
const http = require('node:http');
const https = require('node:https');
const http2 = require('node:http2');

forbid(net.Socket.prototype, 'connect', 'net.Socket.connect');
forbid(net.Server.prototype, 'listen', 'net.Server.listen');
forbid(tls, 'connect', 'tls.connect');
forbid(http2, 'connect', 'http2.connect');
for (const name of ['request', 'get']) {
  forbid(http, name, `http.${name}`);
  forbid(https, name, `https.${name}`);
}
for (const name of ['send', 'connect', 'bind']) {
  forbid(dgram.Socket.prototype, name, `dgram.Socket.${name}`);
}
const lookUps = (names) => names.filter((name) => /^(?:lookup|resolve|reverse)/.test(name));
for (const name of lookUps(Object.keys(dns))) forbid(dns, name, `dns.${name}`);
for (const name of lookUps(Object.keys(dns.promises))) {
  forbid(dns.promises, name, `dns.promises.${name}`);
}
for (const resolver of [dns.Resolver, dns.promises.Resolver]) {
  for (const name of lookUps(Object.getOwnPropertyNames(resolver.prototype))) {
    forbid(resolver.prototype, name, `dns.Resolver.${name}`);
  }
}
for (const name of ['fetch', 'WebSocket', 'EventSource']) forbid(globalThis, name, name);
// Below all of the above: what opens a connection without them.
try {
  const { TCP } = process.binding('tcp_wrap');
  for (const name of ['connect', 'connect6']) forbid(TCP.prototype, name, `TCP.${name}`);
  const { UDP } = process.binding('udp_wrap');
  for (const name of ['send', 'send6', 'connect', 'connect6']) {
    forbid(UDP.prototype, name, `UDP.${name}`);
  }
} catch {
  // A Node without them is guarded by the rest.
}
require('node:module').syncBuiltinESMExports();
note({ event: 'armed' });
