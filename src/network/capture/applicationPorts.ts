import { dissectBgp } from './bgp.ts';
import { dissectDhcp, dissectDhcpv6 } from './dhcp.ts';
import { dissectDns, dissectDnsStream, dissectLlmnr, dissectMdns, dissectNbns } from './dns.ts';
import { dissectKerberosStream, dissectNbdgm, dissectNbss, dissectTpkt } from './fileSharing.ts';
import { dissectGlbp, dissectHsrp } from './firstHop.ts';
import type { ByContent, Dissector, StreamDissector } from './frame.ts';
import { FRAMED_PORTS } from './framedProtocols.ts';
import { dissectHttp, HTTP_BY_CONTENT } from './http.ts';
import { dissectSmtp } from './mail.ts';
import {
  application,
  dissectIsakmp,
  dissectRadius,
  dissectSnmp,
  dissectSyslog,
  dissectTacacsPlus,
  dissectTftp,
} from './management.ts';
import { QUIC_HINT, RTCP_HINT, RTP_HINT } from './portHints.ts';
import { BITTORRENT_BY_CONTENT, DCERPC_BY_CONTENT } from './remoteCalls.ts';
import {
  dissectBfd,
  dissectLdp,
  dissectLdpStream,
  dissectRip,
  routingByName,
} from './routingOthers.ts';
import { dissectRpc, RPC_BY_CONTENT } from './rpc.ts';
import { dissectSsh } from './ssh.ts';
import { dissectFtp, dissectFtpData, dissectTelnet } from './textProtocols.ts';
import { dissectTls, TLS_BY_CONTENT } from './tls.ts';
import {
  dissectGeneve,
  dissectGre,
  dissectGtp,
  dissectL2tp,
  dissectLispData,
  dissectMpls,
  dissectTeredo,
  dissectUdpEncapsulation,
  dissectVxlan,
  dissectVxlanGpe,
  dissectWireGuard,
} from './tunnels.ts';
import {
  dissectKnownQuic,
  dissectQuic,
  dissectRtcp,
  dissectRtp,
  dissectSip,
  dissectSipByContent,
  dissectSipStream,
  dissectStun,
  SIP_BY_CONTENT,
} from './voice.ts';

/** Name, label and ports of protocols that are only named; the layer names are Wireshark's. */
const UDP_NAMES: readonly (readonly [string, string, ...number[]])[] = [
  ['echo', 'ECHO', 7],
  ['daytime', 'DAYTIME', 13],
  ['chargen', 'Chargen', 19],
  ['time', 'TIME', 37],
  ['tacacs', 'TACACS', 49],
  ['kerberos', 'KRB5', 88],
  ['ntp', 'NTP', 123],
  ['xdmcp', 'XDMCP', 177],
  ['ipx', 'IPX', 213],
  ['ptp', 'PTPv2', 319, 320],
  ['cldap', 'CLDAP', 389],
  ['srvloc', 'SRVLOC', 427],
  ['mip', 'MobileIP', 434],
  ['kpasswd', 'KPASSWD', 464],
  ['auto_rp', 'Auto-RP', 496],
  ['who', 'WHO', 513],
  ['rmcp', 'RMCP', 623],
  ['cups', 'CUPS', 631],
  ['aodv', 'AODV', 654],
  ['olsr', 'OLSR', 698],
  ['lmp', 'LMP', 701],
  ['openvpn', 'OpenVPN', 1194],
  ['h225', 'H.225.0', 1718, 1719],
  ['ssdp', 'SSDP', 1900],
  ['wccp', 'WCCP', 2048],
  ['cflow', 'CFLOW', 2055, 9996, 4739],
  ['amt', 'AMT', 2268],
  ['mgcp', 'MGCP', 2427, 2727],
  ['mpls-echo', 'MPLS Echo', 3503],
  ['bfd_echo', 'BFD Echo', 3785],
  ['lisp', 'LISP', 4342],
  ['iax2', 'IAX2', 4569],
  ['nat-pmp', 'NAT-PMP', 5350, 5351],
  ['coap', 'CoAP', 5683],
  ['capwap', 'CAPWAP', 5246],
  ['capwap.data', 'CAPWAP-Data', 5247],
  ['sflow', 'sFlow', 6343],
  ['pfcp', 'PFCP', 8805],
  ['sap', 'SAP', 9875],
  ['lwapp', 'LWAPP', 12_222, 12_223],
  ['memcache', 'MEMCACHE', 11_211],
  ['db-lsp-disc', 'DB-LSP-DISC', 17_500],
  ['bvlc', 'BVLC', 47_808],
];

const TCP_NAMES: readonly (readonly [string, string, ...number[]])[] = [
  ['echo', 'ECHO', 7],
  ['daytime', 'DAYTIME', 13],
  ['chargen', 'Chargen', 19],
  ['time', 'TIME', 37],
  ['whois', 'WHOIS', 43],
  ['gopher', 'Gopher', 70],
  ['finger', 'FINGER', 79],
  ['pop', 'POP', 110],
  ['nntp', 'NNTP', 119],
  ['imap', 'IMAP', 143],
  ['srvloc', 'SRVLOC', 427],
  ['exec', 'EXEC', 512],
  ['rlogin', 'Rlogin', 513],
  ['rsh', 'RSH', 514],
  ['lpd', 'LPD', 515],
  ['rtsp', 'RTSP', 554, 8554],
  ['msdp', 'MSDP', 639],
  ['rsync', 'RSYNC', 873],
  ['socks', 'Socks', 1080],
  ['tns', 'TNS', 1521],
  ['pptp', 'PPTP', 1723],
  ['xot', 'XOT', 1998],
  ['dlsw', 'DLSw', 2065],
  ['iscsi', 'iSCSI', 3260],
  ['xmpp', 'XMPP', 5222],
  ['vnc', 'VNC', 5900, 5901],
  ['x11', 'X11', 6000, 6001, 6002, 6003],
  ['irc', 'IRC', 6667],
  ['resp', 'RESP', 6379],
  ['git', 'Git', 9418],
];

const TLS_PORTS = [443, 465, 636, 853, 989, 990, 992, 993, 994, 995, 2443, 5061, 8443, 8883];
const HTTP_PORTS = [80, 631, 1900, 2869, 3128, 3132, 5985, 8080, 8088, 11_371];

function namedPorts(
  names: readonly (readonly [string, string, ...number[]])[],
): [number, Dissector][] {
  return names.flatMap(([layer, label, ...ports]) =>
    ports.map((port): [number, Dissector] => [port, application(layer, label)]),
  );
}

const both = (ports: readonly number[], dissect: Dissector): [number, Dissector][] =>
  ports.map((port) => [port, dissect]);

const streams = (ports: readonly number[], dissect: StreamDissector): [number, StreamDissector][] =>
  ports.map((port) => [port, dissect]);

/** What UDP ports stand for. */
export const UDP_PORTS: ReadonlyMap<number, Dissector> = new Map([
  ...namedPorts(UDP_NAMES),
  ...both([53], dissectDns),
  ...both([5353], dissectMdns),
  ...both([5355], dissectLlmnr),
  ...both([137], dissectNbns),
  ...both([138], dissectNbdgm),
  ...both([67, 68, 4011], dissectDhcp),
  ...both([546, 547], dissectDhcpv6),
  ...both([69], dissectTftp),
  ...both([161, 162], dissectSnmp),
  ...both([500], dissectIsakmp),
  ...both([4500], dissectUdpEncapsulation),
  ...both([514], dissectSyslog),
  ...both([520], dissectRip),
  ...both([521], routingByName('ripng', 'RIPng')),
  ...both([6696], routingByName('babel', 'Babel')),
  ...both([646], dissectLdp),
  ...both([1985, 2029], dissectHsrp),
  ...both([3222], dissectGlbp),
  ...both([1645, 1646, 1700, 1812, 1813, 3799], dissectRadius),
  ...both([1701], dissectL2tp),
  ...both([2123, 2152], dissectGtp),
  ...both([3544], dissectTeredo),
  ...both([3784, 4784, 6784, 7784], dissectBfd),
  ...both([4341], dissectLispData),
  ...both([4754], dissectGre),
  ...both([4789], dissectVxlan),
  ...both([4790], dissectVxlanGpe),
  ...both([5060], dissectSip),
  ...both([6081], dissectGeneve),
  ...both([6635], dissectMpls),
  ...both([RTP_HINT], dissectRtp),
  ...both([RTCP_HINT], dissectRtcp),
  ...both([QUIC_HINT], dissectKnownQuic),
]);

/** What TCP ports stand for. */
export const TCP_PORTS: ReadonlyMap<number, StreamDissector> = new Map([
  ...namedPorts(TCP_NAMES),
  ...FRAMED_PORTS,
  ...streams([20], dissectFtpData),
  ...streams([21], dissectFtp),
  ...streams([22], dissectSsh),
  ...streams([23], dissectTelnet),
  ...streams([25, 587], dissectSmtp),
  ...streams([49], dissectTacacsPlus),
  ...streams([53], dissectDnsStream),
  ...streams([102, 3389], dissectTpkt),
  ...streams([88], dissectKerberosStream),
  ...streams([139, 445], dissectNbss),
  ...streams([179], dissectBgp),
  ...streams([646], dissectLdpStream),
  ...streams([5060], dissectSipStream),
  ...streams(TLS_PORTS, dissectTls),
  ...streams(HTTP_PORTS, dissectHttp),
]);

/** Tried in this order on what no port explains. */
export const UDP_CONTENT: readonly Dissector[] = [
  dissectStun,
  dissectWireGuard,
  dissectQuic,
  dissectSipByContent,
  dissectRpc,
  dissectRtcp,
];
export const TCP_CONTENT: readonly ByContent[] = [
  TLS_BY_CONTENT,
  HTTP_BY_CONTENT,
  RPC_BY_CONTENT,
  DCERPC_BY_CONTENT,
  BITTORRENT_BY_CONTENT,
  SIP_BY_CONTENT,
];
