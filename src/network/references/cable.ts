import type { StatementTable } from './statementTable.ts';

/** Cable headends (CMTS) that run IOS: DEPI tunnels, load balancing and service classes. */
export const CABLE: readonly StatementTable[] = [
  {
    top: true,
    statements: [
      'depi-class <=depi-class>',
      'depi-tunnel <=depi-tunnel>',
      'cable load-balance docsis-policy <=docsis-policy>',
      'cable load-balance docsis-policy * ... rule <docsis-rule>',
      'cable load-balance rule <=docsis-rule>',
      'cable service class <=service-class>',
    ],
  },
  {
    within: /^depi-tunnel /,
    statements: [
      'depi-class <depi-class>',
      'l2tp-class <l2tp-class>',
      'protect-tunnel <depi-tunnel>',
    ],
  },
  {
    within: /^controller /,
    statements: ['rf-channel * depi-tunnel <depi-tunnel>', '~depi-tunnel <depi-tunnel>'],
  },
  {
    within: /^cable load-balance docsis-group/,
    statements: ['docsis-policy <docsis-policy>'],
  },
  {
    within: /^cable qos enforce-rule/,
    statements: ['service-class * <service-class>', 'service-class <service-class> $'],
  },
];
