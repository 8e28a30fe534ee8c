interface BgpError {
  readonly name: string;
  /** By subcode; 0 is unspecific. */
  readonly subcodes: readonly string[];
}

/** Error codes and subcodes of NOTIFICATION (IANA's BGP parameters). */
export const BGP_ERRORS: ReadonlyMap<number, BgpError> = new Map([
  [
    1,
    {
      name: 'Message Header Error',
      subcodes: ['', 'Connection Not Synchronized', 'Bad Message Length', 'Bad Message Type'],
    },
  ],
  [
    2,
    {
      name: 'OPEN Message Error',
      subcodes: [
        '',
        'Unsupported Version Number',
        'Bad Peer AS',
        'Bad BGP Identifier',
        'Unsupported Optional Parameter',
        'Authentication Failure',
        'Unacceptable Hold Time',
        'Unsupported Capability',
        '',
        '',
        '',
        'Role Mismatch',
      ],
    },
  ],
  [
    3,
    {
      name: 'UPDATE Message Error',
      subcodes: [
        '',
        'Malformed Attribute List',
        'Unrecognized Well-known Attribute',
        'Missing Well-known Attribute',
        'Attribute Flags Error',
        'Attribute Length Error',
        'Invalid ORIGIN Attribute',
        'AS Routing Loop',
        'Invalid NEXT_HOP Attribute',
        'Optional Attribute Error',
        'Invalid Network Field',
        'Malformed AS_PATH',
      ],
    },
  ],
  [4, { name: 'Hold Timer Expired', subcodes: [] }],
  [
    5,
    {
      name: 'Finite State Machine Error',
      subcodes: [
        '',
        'Unexpected Message in OpenSent State',
        'Unexpected Message in OpenConfirm State',
        'Unexpected Message in Established State',
      ],
    },
  ],
  [
    6,
    {
      name: 'Cease',
      subcodes: [
        '',
        'Maximum Number of Prefixes Reached',
        'Administrative Shutdown',
        'Peer De-configured',
        'Administrative Reset',
        'Connection Rejected',
        'Other Configuration Change',
        'Connection Collision Resolution',
        'Out of Resources',
        'Hard Reset',
        'BFD Down',
      ],
    },
  ],
  [7, { name: 'ROUTE-REFRESH Message Error', subcodes: ['', 'Invalid Message Length'] }],
  [8, { name: 'Send Hold Timer Expired', subcodes: [] }],
]);
