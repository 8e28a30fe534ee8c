import type { StatementTable } from './statementTable.ts';

/** Route-policy language and sets of IOS-XR. */
export const XR_POLICIES: readonly StatementTable[] = [
  {
    top: true,
    statements: [
      'route-policy <=route-policy>',
      'prefix-set <=prefix-list>',
      'community-set|large-community-set <=community-list>',
      'extcommunity-set rt|soo|cost|opaque|bandwidth|evpn-link-bandwidth|seg-nh|redirect <=community-list>',
      'extcommunity-set !rt|soo|cost|opaque|bandwidth <=community-list>',
      'as-path-set <=as-path-list>',
      'rd-set <=rd-set>',
      'ospf-area-set|tag-set|etag-set|mac-set|esi-set <=prefix-list>',
    ],
  },
  {
    within: /^route-policy /,
    statements: [
      '~apply !( <route-policy>',
      '~destination|destination-prefix|next-hop|source|rib-has-route|prefix|ospf-area|tag in !( <prefix-list>',
      '~rib-has-route async !( <prefix-list>',
      '~matches-any|matches-every|matches-within !( <community-list>',
      '~as-path in !( <as-path-list>',
      '~rd in !( <rd-set>',
      'set community|large-community !( <community-list>',
      'set extcommunity rt|soo|color|cost|opaque|bandwidth !( <community-list>',
      'delete community|large-community [ not ] in !( <community-list>',
      'delete extcommunity [ rt|soo|color|cost|opaque|bandwidth ] [ not ] in !( <community-list>',
    ],
  },
  {
    within: /^vrf /,
    statements: ['import|export ... route-policy <route-policy>'],
  },
  {
    within: /^mpls /,
    statements: [
      'label local|remote ... for <access-list>',
      'discovery targeted-hello accept from <access-list>',
      'allocate for <access-list>',
      'advertise ... for <access-list>',
      'for <access-list> [ to <access-list> ]',
      'accept from ... for <access-list>',
      'redistribute bgp advertise-to <access-list>',
      'advertise-to <access-list>',
      'targeted-hello accept from <access-list>',
    ],
  },
];
