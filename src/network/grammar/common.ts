/** Words that several Cisco-like platforms share, to be put into their vocabularies. */

export const ACE = `permit deny remark evaluate statistics fragments dynamic counters-per-entry`;
/** Entries of an ACL, numbered or not. */
export const ACL_ENTRIES = `${ACE} #{${ACE}} resequence`;

export const LEAVE_AF = 'exit-address-family exit exit-vrf';

export const PREFIX_LIST = `prefix-list{sequence-number *{seq{#{permit deny description}} permit
  deny description #{permit deny}}}`;
export const COMMUNITY_LIST = `community-list|extcommunity-list|large-community-list{standard|expanded|regexp{*{permit
  deny seq #}} *{permit deny seq}}`;

export const ROUTE_MAP = `
  description continue on-match sub-route-map
  match{as-path as-number additional-paths clns community extcommunity large-community
    evpn{route-type} interface invert-result isis l2vpn length local-preference mac-list mac
    metric mpls-label metric-type ospf-area
    ip|ipv6{address{prefix-list access-list dynamic * #} next-hop{prefix-list *} route-source
      multicast
      resolved-next-hop flowspec redistribution-source}
    nlri route-type rpki source-protocol security-group tag track vlan vtep ospf-external
    ip dscp string peer}
  set{as-path{prepend tag replace auto match} as-path-prepend automatic-tag aigp-metric bfd clns
    comm-list
    community{*} community-list community-additive extcommunity extcomm-list large-community
    large-comm-list dampening default distance evpn forwarding-address global interface
    ip|ipv6{next-hop{peer-address verify-availability self recursive redist-unchanged unchanged
      encapsulate load-share
      dynamic drop-on-fail force-order evpn *} default df precedence prec tos qos-group vrf global
        address dscp}
    isis label level local-preference metric metric-type mpls-label next-hop nlri origin
      path-selection
    qos-group segment-routing static-topology sr-label-index tag traffic-index vrf weight lsp
    null-interface origin-as}`;

/** Traffic classes and policies (MQC), as IOS, XR and ASA speak it. */
export const CLASS_MAP = `description match{access-group access-list activated-service-template any
  application atm authorization-status authorization-failure-status authorizing-method-priority
    class-map
  client-type cos current-method-priority default-inspection-traffic destination-address
    discard-class
  dscp exp exception field flow fr-dlci group-object input-interface ip ipv4 ipv6 kbps mac-address
    message method
  metadata mpls not packet pbr port precedence protocol qos-group redirect result-type request source-port destination-port tcp-flag packet-length fragment-type
  rtp security-group service-template source-address start tag timer traffic-category
  tunnel-group tunnel-type tunnel-mode vlan vpls traffic-class security-level server
  user-group regex body header content-type uri} no end-class-map rename`;
const CLASS_ACTIONS = `account admit bandwidth compression decapsulate description drop estimate
  exit
  fair-queue gtp inspect ips log mirror netflow-sampler pass pause pgm police>police priority
  priority-queue queue-buffers queue-limit random-detect reset service-fragment
  service-policy set{atm-clp cos cos-inner discard-class dscp fr-de ip mpls precedence qos-group
    srp-priority traffic-class vlan connection{advanced-options conn-max decrement-ttl
      embryonic-conn-max
    per-client-max per-client-embryonic-max random-sequence-number timeout syn-cookie} nexthop
      forward-class
    destination-address df ttl}
  shape sfr csc cxsc flow-export transmit user-statistics hw-module no-shutdown encap-sequence
    redirect
  conform-action>police exceed-action>police violate-action>police queue-stats snmp`;
export const POLICY_MAP = `class>policyClass description event>policyEvent parameters
  #{class>policyClass} match>policyClass sequence-interval
  exit-class end-policy-map rename template`;
export const POLICY_SECTIONS = {
  policyClass: `${CLASS_ACTIONS} mtu #{${CLASS_ACTIONS}} multicast-optimize congestion-control
    protocol-violation match-violation message-length id-mismatch id-randomization dns-guard
      nat-rewrite tsig parameters`,
  policyEvent: `class>policyEvent #{class>policyEvent activate authenticate authorize terminate
    clear-session clear-authenticated-data-hosts-on-port deactivate err-disable pause protect
    replace restrict resume set-timer unauthorize map} description`,
  police: `conform-action exceed-action violate-action conform exceed violate child-conform-aware`,
};

/** Options of OSPF that a router section has on IOS, NX-OS, EOS and the ASA. */
export const OSPF = `
  area{*{authentication{message-digest ipsec keychain key-chain} default-cost filter-list nssa
    range stub virtual-link sham-link
    capability sham-link not-advertise segment-routing multi-area-adjacency stub-router ip-frr}}
  auto-cost{reference-bandwidth} bfd capability compatible{rfc1583 rfc1587}
    default-information{originate} default-metric
  discard-route distance distribute-list domain-id domain-tag dn-bit-ignore event-log fast-reroute
  graceful-restart graceful-restart-helper ignore ispf limit local-rib-criteria
    log-adjacency-changes log-adj-changes logging
  max-lsa max-metric{router-lsa} maximum-paths mpls{ldp traffic-eng{* area autoroute-exclude
    interface mesh-group multicast-intact router-id}}
  name-lookup neighbor network{* #{*}} nsf nsr ospf passive-interface point-to-multipoint
    prefix-priority
  prefix-suppression priority process-min-time queue-depth redistribute redistribute-internal
    rfc1583compatibility
  router-id segment-routing shutdown snmp soft-reconfiguration summary-address summary-prefix
    table-map
  timers{throttle{lsa spf} lsa lsa-arrival lsa-group-pacing pacing spf nsf dd hello retransmit
    out-delay redistribution
    manual lsa-interval} traffic-share tunnel ttl-security adjacency microloop topology>topology
      interface-id protocol vrf`;
