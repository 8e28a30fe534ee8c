import type { Dissector } from './frame.ts';

const ETHERNET = 1;
const IPV4 = 0x0800;

/** ARP for IPv4 over Ethernet (RFC 826), with duplicate and gratuitous announcements. */
export const dissectArp: Dissector = (view, frame) => {
  frame.enter('arp', 'ARP');
  const operation = view.u16(6);
  if (view.u16(0) !== ETHERNET || view.u16(2) !== IPV4 || view.u8(4) !== 6 || view.u8(5) !== 4) {
    view.need(8, 2 * (view.u8(4) + view.u8(5)));
    return true;
  }
  const sender = { mac: view.mac(8), address: view.ipv4(14) };
  const target = { mac: view.mac(18), address: view.ipv4(24) };
  const { mac, address } = sender;
  const probe = address === '0.0.0.0';
  if (operation === 1) {
    frame.say(`Who has ${target.address}? Tell ${address}`);
    if (probe) frame.fact('ARP', `ARP probe for ${target.address} from ${mac}`);
  } else if (operation === 2) {
    frame.say(`${address} is at ${mac}`);
    frame.fact('ARP', `${address} is at ${mac} (ARP reply)`);
  } else {
    frame.say(`ARP operation ${operation}`);
  }
  if (probe || operation > 2) return true;
  if (address === target.address) {
    frame.fact('ARP', `Gratuitous ARP: ${address} announced by ${mac}`);
  }
  const other = frame.silent ? undefined : frame.session.arp.claim(address, mac);
  if (other !== undefined) {
    frame.say(`duplicate use of ${address} detected`);
    const pair = [mac, other].sort().join(' and ');
    frame.fact('ARP', `Conflict: ${address} is claimed by two MAC addresses, ${pair}`, true);
  }
  return true;
};
