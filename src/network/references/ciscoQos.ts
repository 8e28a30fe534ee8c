import type { StatementTable } from './statementTable.ts';

/** Words of `class-map` and `policy-map` types that stand before the name. */
const TYPES =
  'qos|queuing|queueing|network-qos|control-plane|inspect|pbr|traffic|accounting|access-control|port-filter|queue-threshold|logging|stack|redirect|packet-service|multicast-flows|performance-traffic|nwfm|copp|urlfilter|performance-monitor|appnav|waas|ngsw-qos|mediatrace|quality-of-service|tap|dmap|flow-monitor|service-chain|umbrella|match-planes|slb|http|management|dns|ftp|sip|im|h323|rtsp|gtp|diameter|scansafe|ipsec-pass-thru|ipv6|netbios|esmtp|mgcp|skinny|snmp|xdmcp|radius-accounting|dcerpc|m3ua|lisp|rtp|regex';

/** Class-maps, policy-maps of all types and where they are applied. */
export const QOS: readonly StatementTable[] = [
  {
    statements: [
      `class-map [ type ${TYPES} ] [ ${TYPES} ] [ match-any|match-all|match-none ] !type|match-any|match-all|match-none <=class-map>`,
      'class-map type control subscriber [ match-any|match-all|match-none ] !match-any|match-all|match-none <=class-map>',
      'class-map type * match-any|match-all|match-none <=class-map>',
      `policy-map [ type ${TYPES} ] [ ${TYPES} ] !type <=policy-map>`,
      'policy-map type control [ subscriber ] !subscriber <=policy-map>',
      'policy-map type control subscriber <=policy-map>',
      'policy-map type copp <=policy-map>',
      `service-policy [ type ${TYPES} ] [ input|output|in|out ] !type|input|output|in|out|http|im|imap|pop3|smtp|sunrpc|urlfilter|p2p|h323|sip <policy-map>`,
      'service-policy type * input|output <policy-map>',
      'service-policy type control subscriber <policy-map>',
      'service-policy type control !subscriber <policy-map>',
      'service-policy http|im|imap|pop3|smtp|sunrpc|urlfilter|p2p|h323|sip <policy-map>',
    ],
  },
  {
    top: true,
    statements: ['table-map <=table-map>'],
  },
  {
    within: /^policy-map /,
    statements: [
      `class [ type ${TYPES} ] [ ${TYPES} ] !type|class-default <class-map>`,
      'class type * <class-map>',
      'class type * * <class-map>',
      'police ... table <table-map>',
      'set * ... table <table-map>',
      'violate-action|exceed-action|conform-action * * table <table-map>',
      'inspect dns|http|ftp|esmtp|sip|h323|im|rtsp|netbios|skinny|mgcp|gtp|snmp|ipsec-pass-thru|ipv6|dcerpc|radius-accounting|scansafe|diameter|m3ua|waas|sunrpc|lisp !dynamic-filter-snoop|h225|ras|strict|$ <policy-map>',
      'inspect dns|ftp strict|dynamic-filter-snoop <policy-map>',
      'inspect h323 h225|ras <policy-map>',
      'match class <class-map>',
    ],
  },
  {
    within: /^class-map /,
    statements: [
      'match [ not ] class-map <class-map>',
      'match [ not ] class <class-map>',
      'match ... regex class <class-map>',
      'match input-interface <interface>',
      'match flow monitor <flow-monitor>',
    ],
  },
];
