import type { ReferenceKind } from '../../network/references.ts';
import type { NamePlace } from './nameIndex.ts';

/** The file that is asked about. */
export interface Here {
  /** Absent for a file outside of every workspace folder. */
  readonly folder?: string;
  readonly path?: string;
  readonly hostname?: string;
}

/** Kinds whose names mean something on one device only: every device has a Loopback0. */
const LOCAL_KINDS = new Set<ReferenceKind>([
  'interface',
  'track',
  'ip-sla',
  'fhrp-group',
  'bgp-neighbor',
]);
/** Numbers that mean the same on all devices. */
const SHARED_NUMBERS = new Set<ReferenceKind>(['vlan']);

function isHere(place: NamePlace, here: Here): boolean {
  return place.folder === here.folder && place.path === here.path;
}

function isSameDevice({ hostname }: NamePlace, here: Here): boolean {
  return hostname !== undefined && hostname.toLowerCase() === here.hostname?.toLowerCase();
}

/**
 * Definitions in other files that a name of this file can mean: those of the same device (its
 * configuration may be split). A file that names no device may belong to any of them.
 */
export function definitionsElsewhere(
  places: readonly NamePlace[],
  here: Here,
): readonly NamePlace[] {
  const others = places.filter(({ role }) => role === 'definition').filter(notIn(here));
  return here.hostname === undefined ? others : others.filter((place) => isSameDevice(place, here));
}

function notIn(here: Here): (place: NamePlace) => boolean {
  return (place) => !isHere(place, here);
}

/**
 * Places in other files that speak of a name: the same device's first. Names that are only
 * numbers, and interfaces, are another device's own affair.
 */
export function referencesElsewhere(
  places: readonly NamePlace[],
  here: Here,
): readonly NamePlace[] {
  const others = places.filter(notIn(here));
  const own = others.filter((place) => isSameDevice(place, here));
  const foreign = others.filter(
    (place) =>
      !isSameDevice(place, here) &&
      !LOCAL_KINDS.has(place.kind) &&
      (!/^\d+$/.test(place.name) || SHARED_NUMBERS.has(place.kind)),
  );
  return [...own, ...foreign];
}
