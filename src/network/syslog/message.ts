/**
 * Which grammar a log line's header followed:
 * - `rfc5424`: versioned header with structured data (Junos structured-data, Linux, FTD relays),
 * - `cisco`: IOS, IOS-XE, NX-OS, AireOS and EOS lines with a `%FACILITY-SEVERITY-MNEMONIC` code,
 * - `iosxr`: the same with a node (`RP/0/RSP0/CPU0:`) or a `process[pid]:` before the code,
 * - `asa`: ASA, FTD, FWSM and PIX (`%ASA-6-302013`),
 * - `junos`: RFC 3164 style lines whose text begins with a Junos tag (`RPD_OSPF_NBRDOWN:`),
 * - `rfc3164`: everything else with a BSD or ISO time, or a PRI, in front.
 */
export type SyslogFormat = 'rfc5424' | 'cisco' | 'iosxr' | 'asa' | 'junos' | 'rfc3164';

/** A time as the message writes it; months and days count from 1. */
export interface SyslogClock {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** The zone as written: `UTC`, `CEST`, `Z`, `+02:00`. */
  readonly zone?: string;
  /** Minutes east of UTC where the zone is known (an ambiguous or unknown name gives none). */
  readonly offsetMinutes?: number;
  /** Cisco's mark: `*` the clock was never set, `.` it has lost its time source. */
  readonly mark?: '*' | '.';
}

export interface SyslogProcess {
  readonly name: string;
  readonly pid?: number;
}

/** A named value in a message. Interfaces are written as in the message. */
export type SyslogFieldName =
  | 'interface'
  | 'bundle'
  | 'neighbor'
  | 'neighborInterface'
  | 'address'
  | 'vrf'
  | 'as'
  | 'processId'
  | 'process'
  | 'area'
  | 'user'
  | 'line'
  | 'source'
  | 'sourcePort'
  | 'sourceInterface'
  | 'destination'
  | 'destinationPort'
  | 'destinationInterface'
  | 'protocol'
  | 'acl'
  | 'action'
  | 'connection'
  | 'vlan'
  | 'mac'
  | 'state'
  | 'from'
  | 'to'
  | 'group'
  | 'track'
  | 'level'
  | 'instance'
  | 'reason'
  | 'command'
  | 'count'
  | 'limit'
  | 'domain'
  | 'commit'
  | 'code'
  | 'id'
  | 'function'
  | 'port';

export type SyslogFields = { readonly [name in SyslogFieldName]?: string };

export interface SyslogMessage {
  readonly format: SyslogFormat;
  /** Milliseconds since 1970 (UTC); only where a year is in the line or given by the context. */
  readonly time?: number;
  /** The time's parts as written, whether or not a year is known. */
  readonly clock?: SyslogClock;
  /** Milliseconds since the device started, for `service timestamps log uptime`. */
  readonly uptimeMs?: number;
  readonly host?: string;
  /** The syslog priority value 0-191 of `<PRI>`: facility number × 8 + severity. */
  readonly pri?: number;
  /** The message code's facility (`LINEPROTO`, `PKT_INFRA-LINK`, `ASA`). */
  readonly facility?: string;
  /** 0 (emergency) to 7 (debug): of the message code, else of the PRI. */
  readonly severity?: number;
  /** The message code's name (`UPDOWN`, `302013`, `RPD_OSPF_NBRDOWN`). */
  readonly mnemonic?: string;
  readonly process?: SyslogProcess;
  /** Number of `service sequence-numbers`, or the relay's counter where that is the only one. */
  readonly sequence?: number;
  /** The part of the device that speaks: `RP/0/RSP0/CPU0`, `SLOT 3`, `re0`, `fpc0`. */
  readonly node?: string;
  /** The text after the header and the code. */
  readonly message: string;
  readonly fields: SyslogFields;
}

/** What a line alone does not say. */
export interface SyslogContext {
  /** Milliseconds since 1970: a year-less line belongs to the latest year not after it. */
  readonly referenceTime?: number;
  /** The year of year-less lines; wins over `referenceTime`. */
  readonly year?: number;
  /** Zone of lines that name none: minutes east of UTC. UTC when not given. */
  readonly defaultOffsetMinutes?: number;
}
