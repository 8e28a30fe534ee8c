/**
 * Identifiers of network text in one canonical spelling, so that what an engineer types and
 * what a device prints meet: `Gi0/1`, `gigabitethernet 0/1` and `GigabitEthernet0/1` are one.
 */

/** Canonical interface types, each with the short forms that devices and engineers use. */
const TYPE_FORMS = `
  fourhundredgige: fourhundredgige fourhundredgigabitethernet fourhundredgig fh
  twohundredgige: twohundredgige twohundredgigabitethernet
  hundredgige: hundredgige hundredgigabitethernet hundredgigether hundredgig hun hu
  fiftygige: fiftygige fiftygigabitethernet fif
  fortygige: fortygige fortygigabitethernet fortygig fou fo
  twentyfivegige: twentyfivegige twentyfivegigabitethernet twentyfivegig twe tf
  tengigabitethernet: tengigabitethernet tengige tengig ten te tengigether
  fivegigabitethernet: fivegigabitethernet fivegig fiv
  twogigabitethernet: twogigabitethernet twogig tw
  gigabitethernet: gigabitethernet gigabiteth gigabit gigether gige gig gi ge g
  fastethernet: fastethernet fasteth fas fa f
  appgigabitethernet: appgigabitethernet
  ethernet: ethernet ether eth et e
  port-channel: port-channel portchannel pchan po
  bundle-ether: bundle-ether bundleether bundle be
  bundle-pos: bundle-pos bp
  loopback: loopback loop loo lo
  tunnel: tunnel tunn tun tu
  tunnel-ip: tunnel-ip ti
  tunnel-te: tunnel-te tt
  vlan: vlan vl
  vlanif: vlanif
  bvi: bvi bv
  bdi: bdi bd
  serial: serial ser se s
  pos: pos
  atm: atm
  cellular: cellular cel
  dialer: dialer di
  multilink: multilink mu
  virtual-template: virtual-template vt
  virtual-access: virtual-access vi
  virtual-ppp: virtual-ppp
  virtualportgroup: virtualportgroup vp
  management: management mgmt mg ma
  mgmteth: mgmteth
  null: null nu
  nve: nve nv
  vxlan: vxlan vx
  pseudowire: pseudowire pw
  wlan-gigabitethernet: wlan-gigabitethernet
  ucse: ucse
  redundant: redundant
  embedded-service-engine: embedded-service-engine`;

const TYPE_BY_FORM: ReadonlyMap<string, string> = new Map(
  TYPE_FORMS.trim()
    .split('\n')
    .flatMap((line) => {
      const [type = '', ...forms] = line.trim().split(/:? /);
      return forms.map((form): [string, string] => [form, type]);
    }),
);

const INTERFACE = /^([a-z][a-z-]{0,30}?) ?(\d+(?:[/.:]\d+)*)$/;
/** XR's management ports have letters in their place: MgmtEth0/RP0/CPU0/0. */
const XR_MANAGEMENT = /^(?:mgmteth|mgmt|mg) ?(\d+\/rs?p\d*\/cpu\d+\/\d+)$/;
/** Junos media names keep their hyphen: ge-0/0/1.0, xe-…, et-…, and irb.100, ae1, st0.3, lo0.0. */
const JUNOS_INTERFACE =
  /^(?:[a-z]{2}-\d+\/\d+\/\d+(?::\d+)?(?:\.\d+)?|(?:ae|irb|st|fxp|em|reth|fab|vme|me|vtep|lsi|fti|swfab)\d*(?:\.\d+)?|lo\d+\.\d+)$/;

/** The canonical spelling of an interface name, or undefined when the text is none. */
export function canonicalInterface(text: string): string | undefined {
  if (text.length > 60) return undefined;
  const lower = text.toLowerCase();
  const digit = /\d/.test(lower);
  if ((digit && JUNOS_INTERFACE.test(lower)) || lower === 'irb') return lower;
  const [, type, number] = (digit && INTERFACE.exec(lower)) || [];
  if (type && number) {
    // One letter is only a type where a slot follows: `g0/1`, but a device may be called `e1`.
    const known = type.length > 1 || number.includes('/') ? TYPE_BY_FORM.get(type) : undefined;
    return known === undefined ? undefined : known + number;
  }
  const card = digit ? XR_MANAGEMENT.exec(lower)?.[1] : undefined;
  return card && `mgmteth${card}`;
}

/** Dotted-quad text as an unsigned 32-bit number, or undefined when it is not an address. */
export function parseIpv4(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!parts) return undefined;
  let value = 0;
  for (const octet of parts.slice(1)) {
    const number = Number(octet);
    if (number > 255) return undefined;
    value = value * 256 + number;
  }
  return value;
}

/**
 * Prefix length of a contiguous mask (`255.255.255.0` → 24) or wildcard (`0.0.0.255` → 24). All
 * ones and all zeros count as masks.
 */
export function prefixLength(maskText: string): number | undefined {
  const mask = parseIpv4(maskText);
  if (mask === undefined) return undefined;
  const lengths = Array.from({ length: 33 }, (_, length) => length);
  const maskOf = (length: number): number => 2 ** 32 - 2 ** (32 - length);
  return (
    lengths.find((length) => mask === maskOf(length)) ??
    lengths.find((length) => mask === 2 ** 32 - 1 - maskOf(length))
  );
}
