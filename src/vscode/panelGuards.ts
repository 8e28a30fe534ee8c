/** Hand-written type guards, small enough for the webview's bundle. */
export type Guard<T> = (value: unknown) => value is T;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

export function isStringRecord(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every(isString);
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Guard<T> {
  const set: ReadonlySet<unknown> = new Set(allowed);
  return (value): value is T => set.has(value);
}

export function nullable<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

/** For optional fields of a `shape` only: the field may be missing. */
export function optional<T>(guard: Guard<T>): Guard<T> {
  return (value): value is T => value === undefined || guard(value);
}

export function arrayOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

/** An object whose fields pass their guards; further fields are let through. */
export function shape<T extends object>(
  fields: {
    readonly [K in keyof T]-?: Guard<T[K]>;
  },
): Guard<T> {
  const checks: readonly (readonly [string, (value: unknown) => boolean])[] =
    Object.entries(fields);
  return (value): value is T =>
    isObject(value) && checks.every(([name, check]) => check(value[name]));
}

/** A message whose `type` names one of the guards, and that passes it. */
export function oneOfTypes<M extends { readonly type: string }>(
  guards: {
    readonly [K in M['type']]: Guard<Extract<M, { readonly type: K }>>;
  },
): Guard<M> {
  const table: Readonly<Record<string, (value: unknown) => boolean>> = guards;
  return (value): value is M =>
    isObject(value) &&
    isString(value.type) &&
    Object.hasOwn(table, value.type) &&
    table[value.type]?.(value) === true;
}

const MAX_DEPTH = 12;
/** What a value costs besides its characters, so that endless lists do not pass as small. */
const NODE_COST = 4;

/**
 * Characters of a message, up to about `limit`: it stops counting beyond (Infinity for values
 * that are nested too deep). Total, also for cyclic values.
 */
export function messageSize(value: unknown, limit: number): number {
  let size = 0;
  const visit = (part: unknown, depth: number): void => {
    size += NODE_COST;
    if (depth > MAX_DEPTH) size = Number.POSITIVE_INFINITY;
    if (size > limit) return;
    if (typeof part === 'string') size += part.length;
    if (typeof part !== 'object' || part === null) return;
    for (const [key, inner] of Object.entries(part)) {
      if (size > limit) return;
      size += key.length;
      visit(inner, depth + 1);
    }
  };
  visit(value, 0);
  return size;
}
