import { alignedSpec } from '../alignedTable.ts';
import { blockSpec, rowSpec, type ShowSpec } from '../showSpec.ts';

const VRF = /^show (?:ip )?vrf\b/;

export const SYSTEM_SPECS: readonly ShowSpec[] = [
  blockSpec({
    command: /^show version\b/,
    name: 'show version',
    header:
      /^(?:Cisco (?:IOS|Internetwork Operating System|Nexus Operating System|Adaptive Security Appliance)|Software image version: |Junos: |JUNOS \S+ \[)/,
    fields: [
      ['Device', /^(?:Hostname: ?|\s*Device name: ?)(\S+)|^(\S+) uptime is |^(\S+) up \d/],
      [
        'Platform',
        /^[Cc]isco (?!IOS|Nexus Op|Inter|Adap|Fire)(\S+(?: \S+)?) ?.*(?:processor|[Cc]hassis)|^Arista (\S+)|^Model: ?(\S+)|^Hardware: +([^,\s]+)|^\s+cisco (Nexus.*?) [Cc]hassis/,
      ],
      [
        'Version',
        /Software.*, Version ([^\s,]+)|^Software image version: ?(\S+)|^Junos: ?(\S+)|^\s*(?:NXOS|system): +version (\S+)|Appliance Software Version (\S+)|^JUNOS .*\[(\S+)\]|^Cisco IOS XR Software, Version (\S+)/,
      ],
      [
        'Uptime',
        /(?:uptime is |^Uptime: +)(.+)|^\S+ up (\d.*(?:hours?|mins?|days?|secs?|years?).*)/,
      ],
      ['Image', /^System image file is "?([^"]+)|^\s*NXOS image file is: ?(\S+)/],
      ['Serial', /^\s*Processor [Bb]oard ID (\S+)|^\s*Serial [Nn]umber ?: ?(\S+)/],
      ['Memory', /with (\d+K(?:\/\d+K)? bytes) of memory|^Total memory: +(.+)|memory of (\S+ \S+)/],
      ['Register', /^Configuration register is (\S+)/],
      ['Last reload', /^(?:Last reload reason|System returned to ROM by|\s*Reason): ?(.+)/],
    ],
  }),
  blockSpec({
    command: /^show inventory\b/,
    name: 'show inventory',
    start: /^NAME: ?"?([^"]*)"? ?, *DESCR: ?"?([^"]*)"?/,
    key: ['Name', 'Description'],
    fields: [
      ['PID', /^PID: ?([^\s,]*)/],
      ['VID', /\bVID: ?([^\s,]*)/],
      ['SN', /\bSN: ?(\S*)/],
    ],
  }),
  rowSpec({
    command: VRF,
    name: 'show vrf',
    header: /^\s*Name\s+Default RD\s+(?:Protocols\s+)?Interfaces/,
    rows: [
      'Name:word | Default RD:<not set>|\\d\\S*:\\d+ | Protocols:ipv[46](?:,ipv[46])* | ?Interfaces:rest',
      'Name:word | Default RD:<not set>|\\d\\S*:\\d+ | ?Interfaces:rest',
    ],
    more: /^\s{30,}(\S+)$/,
  }),
  rowSpec({
    command: VRF,
    name: 'show vrf',
    header: /^VRF-Name\s+VRF-ID\s+State/,
    rows: ['VRF-Name:word | VRF-ID:num | State:Up|Down | ?Reason:rest'],
  }),
  rowSpec({
    command: VRF,
    name: 'show vrf',
    header: /^\s*VRF\s+(?:RD\s+)?Protocols\s+State\s+Interfaces/i,
    rows: [
      'VRF:word | ?RD:\\d\\S*:\\d+ | Protocols:IPv[46]\\S*(?:,IPv[46]\\S*)* | State:.*?(?:routing|up|down|enabled|disabled)\\S* | ?Interfaces:rest',
    ],
  }),
  alignedSpec({
    command: /^show chassis hardware\b/,
    name: 'show chassis hardware',
    header: /^Item\s+Version\s+Part number\s+Serial number\s+Description/,
    columns: ['Item', 'Version', 'Part number', 'Serial number', 'Description'],
  }),
  rowSpec({
    command: /^show ntp (?:associations|status|peer-status)\b/,
    name: 'show ntp associations',
    header: /^\s*(?:address\s+ref clock|remote\s+refid)\s+st\b/,
    rows: [
      'address:[*#+~x-]{0,2}[\\w.:-]+ | ref clock:\\S+ | st:num | ?type:[ulbm-] | when:\\S+ | poll:num | reach:num | delay:[\\d.-]+ | offset:[\\d.-]+ | disp:[\\d.]+',
    ],
  }),
];
