/** Pieces of the field grammars, as regular expression sources. */
/** An IPv4 or IPv6 address; the look-ahead keeps times and MAC addresses out. */
export const ADDRESS =
  '(?:\\d{1,3}(?:\\.\\d{1,3}){3}|(?=[0-9A-Fa-f:]{0,39}::|(?:[0-9A-Fa-f]{1,4}:){7})[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\\.\\d{1,3}){0,3})';

/** Interfaces as Cisco, Arista and Junos messages write them, long and short. */
export const INTERFACE = [
  '(?:(?:[A-Z][A-Za-z]*(?:GigabitEthernet|GigE|Ethernet|Gig)|GigabitEthernet|FastEthernet|Ethernet',
  '|(?:Ten|Forty|Hundred|TwentyFive|FourHundred|Two|Five)Gig\\w*|MgmtEth|Mgmt|mgmt|Management',
  '|[Pp]ort-[Cc]hannel|Bundle-(?:Ether|POS)|Loopback|loopback|Tunnel|tunnel-(?:ip|te)|Serial|Dialer',
  '|Virtual-(?:Access|Template|PPP)|Embedded-Service-Engine|Cellular|Multilink|Async|Vlan|BDI|BVI',
  '|Null|nve|Vxlan|NVE|POS|ATM|Port-Channel',
  '|Gi|Te|Fa|Eth|Et|Po|Vl|Lo|Tu|Hu|Fo|Twe|Tw|Fi|Se|BE|Ma|Ap)',
  '\\d+(?:/(?:\\d+|RS?P\\d+|CPU\\d+))*(?::\\d+)*(?:\\.\\d+)?',
  '|(?:ge|xe|et|so|fe|t1|e1|t3|e3|gr|ip|lt|vt|pd|pe|mt|ms|sp|hu|lc|mge|fte)-\\d+/\\d+/\\d+(?::\\d+)?(?:\\.\\d+)?',
  '|(?:ae|irb|reth|fxp|vme|em|me|lo|st|gre|vlan)\\.?\\d+(?:\\.\\d+)?)',
].join('');

/** Cisco's dotted, and the colon and hyphen forms. */
export const MAC =
  '(?:[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}|[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5})';
