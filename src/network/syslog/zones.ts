/**
 * Minutes east of UTC by zone name: the acronyms of Cisco's `clock timezone` documentation and
 * further names that stand for one offset only. Names that mean several (IST: India, Israel,
 * Ireland; AST, BST) are left out, so that their lines keep the reader's default zone.
 */
const OFFSETS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  MEZ: 60,
  CEST: 120,
  MESZ: 120,
  EET: 120,
  SAST: 120,
  EEST: 180,
  MSK: 180,
  TRT: 180,
  GST: 240,
  PKT: 300,
  ICT: 420,
  WIB: 420,
  AWST: 480,
  HKT: 480,
  SGT: 480,
  JST: 540,
  KST: 540,
  ACST: 570,
  AEST: 600,
  ACDT: 630,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  NST: -210,
  NDT: -150,
  ADT: -180,
  BRT: -180,
  ART: -180,
  CLT: -240,
  EDT: -240,
  EST: -300,
  COT: -300,
  PET: -300,
  CDT: -300,
  CST: -360,
  MDT: -360,
  MST: -420,
  PDT: -420,
  PST: -480,
  AKDT: -480,
  AKST: -540,
  HST: -600,
};

const NUMERIC = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/;

/** Minutes east of UTC of a zone as logs write it, or undefined for a name that is not clear. */
export function zoneOffsetMinutes(zone: string): number | undefined {
  const named = OFFSETS[zone];
  if (named !== undefined) return named;
  const [, sign, hours, minutes] = NUMERIC.exec(zone) ?? [];
  if (hours === undefined) return undefined;
  const total = Number(hours) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -total : total;
}
