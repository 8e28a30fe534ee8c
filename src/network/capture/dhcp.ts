import type { Dissector, Frame } from './frame.ts';
import type { PacketView } from './packetView.ts';

const MAGIC_COOKIE = 0x63825363;
const MESSAGES = [
  '',
  'Discover',
  'Offer',
  'Request',
  'Decline',
  'ACK',
  'NAK',
  'Release',
  'Inform',
  'Force Renew',
];

interface Options {
  message: string;
  server: string;
  lease: string;
  hostname: string;
  requested: string;
  router: string;
}

function readOptions(view: PacketView, start: number): Options {
  const options: Options = {
    message: '',
    server: '',
    lease: '',
    hostname: '',
    requested: '',
    router: '',
  };
  let at = start;
  while (at < view.captured) {
    const code = view.u8(at);
    if (code === 255) break;
    if (code === 0) {
      at += 1;
      continue;
    }
    const length = view.u8(at + 1);
    view.need(at + 2, length);
    if (code === 53 && length >= 1) options.message = MESSAGES[view.u8(at + 2)] ?? '';
    else if (code === 54 && length >= 4) options.server = view.ipv4(at + 2);
    else if (code === 51 && length >= 4) options.lease = `${view.u32(at + 2)} s`;
    else if (code === 50 && length >= 4) options.requested = view.ipv4(at + 2);
    else if (code === 3 && length >= 4) options.router = view.ipv4(at + 2);
    else if (code === 12) options.hostname = view.text(at + 2, length);
    at += 2 + length;
  }
  return options;
}

/** DHCP and BOOTP (RFC 2131, 2132). */
export const dissectDhcp: Dissector = (view, frame) => {
  frame.enter('dhcp', 'DHCP');
  view.need(0, 236);
  const reply = view.u8(0) === 2;
  const transaction = view.hex(4, 4);
  const address = view.ipv4(16);
  const client = view.mac(28);
  const relay = view.ipv4(24);
  if (!view.has(236, 4) || view.u32(236) !== MAGIC_COOKIE) {
    frame.say(reply ? 'Boot Reply' : 'Boot Request');
    return true;
  }
  tell(frame, readOptions(view, 240), { reply, transaction, address, client, relay });
  return true;
};

interface Fixed {
  readonly reply: boolean;
  readonly transaction: string;
  readonly address: string;
  readonly client: string;
  readonly relay: string;
}

function tell(frame: Frame, options: Options, fixed: Fixed): void {
  const { reply, transaction, address, client, relay } = fixed;
  const message = options.message || (reply ? 'BOOTP Reply' : 'BOOTP Request');
  frame.say(`DHCP ${message} - Transaction ID 0x${transaction}`);
  const parts = [`${message} ${reply ? 'to' : 'from'} client ${client}`];
  if (reply && address !== '0.0.0.0') parts.push(`address ${address}`);
  if (options.requested) parts.push(`requested address ${options.requested}`);
  if (options.server) parts.push(`server ${options.server}`);
  if (options.lease) parts.push(`lease ${options.lease}`);
  if (options.router) parts.push(`router ${options.router}`);
  if (options.hostname) parts.push(`host name ${options.hostname}`);
  if (relay !== '0.0.0.0') parts.push(`relay ${relay}`);
  frame.fact('DHCP', parts.join(', '), message === 'NAK' || message === 'Decline');
}

const V6_MESSAGES = [
  '',
  'Solicit',
  'Advertise',
  'Request',
  'Confirm',
  'Renew',
  'Rebind',
  'Reply',
  'Release',
  'Decline',
  'Reconfigure',
  'Information-request',
  'Relay-forward',
  'Relay-reply',
];

/** DHCPv6 (RFC 8415): the kind of message. */
export const dissectDhcpv6: Dissector = (view, frame) => {
  frame.enter('dhcpv6', 'DHCPv6');
  const type = view.u8(0);
  view.need(0, 4);
  const message = V6_MESSAGES[type] ?? `message ${type}`;
  frame.say(message);
  frame.fact('DHCP', `DHCPv6 ${message}: ${frame.source} → ${frame.destination}`);
  return true;
};
