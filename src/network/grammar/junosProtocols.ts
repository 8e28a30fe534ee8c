const BFD = 'bfd-liveness-detection';
const AF = `add-path aggregate-label aigp damping accepted-prefix-limit advertise-default allow
  any delay-route-advertisements extended-nexthop explicit-null entropy-label fallback flow
  graceful-restart idle-after-switch-over legacy-redirect-ip-action local-ipv4-address
    local-ipv6-address loops nexthop-resolution no-install no-validate
  output-queue-priority accept-srv6-service advertise-srv6-service per-group-label per-prefix-label prefix-limit protection resolve-vpn rib
    rib-group route-refresh-priority route-age-bgp-med route-type secondary-independent-resolution
  signaling tail-end-protection topology traffic-statistics withdraw-priority
    defer-initial-multipath-build strip-nexthop-color extended-nexthop-color
    extended-nexthop-tunnel install-address-family always-resolve export external-paths
    egress-te`;
const BGP_FAMILY = `family{bridge-vpn evpn{auto-discovery-mspw auto-discovery signaling} inet{any
  flow labeled-unicast multicast segment-routing-te topology unicast{${AF}} tunnel-attributes}
  inet-mdt inet-mvpn inet-vpn{any
  flow multicast unicast{${AF}}} inet6{any flow labeled-unicast multicast segment-routing-te
    topology unicast{${AF}}} inet6-mvpn inet6-vpn iso-vpn l2vpn route-target
  traffic-engineering}`;
const BGP_COMMON = `accept-remote-nexthop add-path-display-ipv4-address advertise-bgp-static
  advertise-external advertise-from-main-vpn-tables advertise-inactive advertise-peer-as
  advertise-prefix-sid advertise-srv6-service aigp allow alternate-cost apply-groups
  apply-groups-except as-override authentication-algorithm authentication-key
  authentication-key-chain ${BFD}{*} bgp-error-tolerance bmp cluster client-to-client
    cut-through-v6 damping description disable disable-4byte-as drop-path-attributes
    enforce-first-as egress-te egress-te-node-segment egress-te-set-segment export ${BGP_FAMILY}
    forwarding-context graceful-restart graceful-shutdown source-packet-routing
  group-split-size hold-time holddown idle-after-switch-over import include-mp-next-hop ipsec-sa
    keep iso-vpn-as-override local-address local-as local-interface local-preference log-updown
    long-lived metric-out minimum-hold-time mtu-discovery multihop multipath{*}
    multipath-build-priority
  mvpn-iana-rt-import network-instance next-hop-self no-advertise-peer-as no-aggregator-id
    no-bgp-loop-self no-client-reflect no-nexthop-change no-precision-timers omit-no-export
    optimal-route-reflection out-delay outbound-route-filter output-queue-priority
    override-source-address passive path-selection peer-as
  peer-as-list precision-timers precision-timers-max-period preference prioritize-route-queue
    protection rfc6514-compliant-safi129 remove-private rib-sharding route-server-client router-id
    send-addpath-optimization session-mode set-self-esi sr-preference-override snmp-options
  stale-labels-holddown-period tcp-aggressive-transmission tcp-ao-key-chain tcp-connect-port
    tcp-mss traceoptions traffic-statistics-labeled-path transport-class ttl type
    unconfigured-peer-graceful-restart update-threading vpn-apply-export vrf-advertise-selective
  dynamic-neighbor sharding no-export as-set no-validate secondary flood-synchronize`;
const OSPF_INTERFACE = `apply-groups authentication{md5 simple-password keychain multi-active-md5}
  auto-interface-metric bandwidth-based-metrics ${BFD}{*} dead-interval demand-circuit disable
  dynamic-neighbors flood-group flood-reduction full-neighbors-only
  hello-interval hello-padding interface-type ipsec-sa ldp-synchronization link-protection
    link-degrade-threshold metric mtu neighbor no-advertise-adjacency-segment no-eligible-backup
    no-eligible-remote-backup no-interface-state-traps no-neighbor-down-notification
    node-link-protection nssa passive poll-interval post-convergence-lfa priority
  retransmit-interval secondary te-metric topology transit-delay strict-bfd segment instance
    own-router-lsa delay-metric application-specific delay-measurement`;
const OSPF = `apply-groups area{*{apply-groups area-range authentication-type context-identifier
  inter-area-prefix-export inter-area-prefix-import interface{*{${OSPF_INTERFACE}}}
  label-switched-path network-summary-export network-summary-import
  no-context-identifier-advertisement no-source-packet-routing nssa peer-interface
    sham-link-remote stub{default-metric no-summaries summaries} virtual-link multi-area}}
      advertise-to-non-spring backup-spf-options disable database-protection domain-id
      domain-vpn-tag export external-preference forwarding-address-to-broadcast graceful-restart
      import job-stats jitter-min label-preference labeled-preference loopback
  lsa-refresh-interval no-domain-vpn-tag no-nssa-abr no-rfc-1583 overload preference
    prefix-export-limit realm reference-bandwidth rib-group rib-groups route-type-community
    sham-link source-packet-routing spf-options spring-traffic-engineering topology topologies
    traceoptions
  traffic-engineering no-loopback-checkpoint import-rib`;
const ISIS_LEVEL = `apply-groups authentication-key authentication-key-chain authentication-type
  disable external-preference flood-group hello-authentication-key hello-authentication-key-chain
  hello-authentication-type hello-interval hold-time
  ipv4-multicast-metric ipv6-multicast-metric ipv6-unicast-metric label-preferences
    labeled-preference lsp-interval metric no-csnp-authentication no-hello-authentication
    no-psnp-authentication passive post-convergence-lfa preference prefix-export-limit priority
    purge-originator source-packet-routing
  te-metric topologies topology wide-metrics-only flex-algorithm srv6-adjacency-segment
    ipv4-adjacency-segment ipv6-adjacency-segment`;
const ISIS = `apply-groups advertise-high-metrics authentication-key authentication-type
  authentication-key-chain backup-spf-options clns-routing context-identifier disable export
  family fate-sharing graceful-restart hold-time ignore-attached-bit interface{*{apply-groups
  bandwidth-based-metrics ${BFD} bfd checksum csnp-interval disable family flood-group
    hello-authentication-key hello-authentication-type hello-padding hello-interval hold-time
      interface-group-holddown-delay layer2-map ldp-synchronization level{*{${ISIS_LEVEL}}}
      link-degrade-threshold link-group link-protection lsp-interval max-hello-size max-lsp-size
      mesh-group no-adjacency-down-notification no-adjacency-holddown
      no-advertise-adjacency-segment no-eligible-backup no-eligible-remote-backup
    no-ipv4-multicast no-ipv6-multicast no-ipv6-unicast no-unicast-topology node-link-protection
      passive per-packet point-to-point priority retransmit-interval strict-dual-isis te-metric
      topology disable-when delay-metric application-specific}} interface-group-holddown-delay
      job-stats label-switched-path layer2-map level{*{${ISIS_LEVEL}}} loose-authentication-check
      lsp-lifetime
  max-areas max-hello-size max-lsp-size max-snp-size net new-lsp-flood-fast-interval
    no-adjacency-holddown no-authentication-check no-ipv4-routing no-ipv6-routing overload
    prefix-export-limit purge-originator reference-bandwidth rib-group
  rib segment source-packet-routing spf-delay spf-options spring-traffic-engineering
    static-host-mapping topologies traceoptions traffic-engineering update-threading import
    no-ipv4-multicast-topology flood-reflector no-ipv6-multicast-topology lsp-interval spf`;
const PIM = `apply-groups anycast-prefix assert-timeout bootstrap-export bootstrap-import
  bootstrap-priority default-vpn-source dense-groups disable dr-election-on-p2p dr-register-policy
  export family graceful-restart hello-interval idle-standby-path-switchover-delay
  import interface join-load-balance join-make-before-break join-prune-timeout mldp-inband-signalling mvpn no-bidirectional-mode no-wildcard-register-stop nonstop-routing override override-interval propagation-delay
  reset-tracking-bit rib-groups rib-group rp{*} rpf-selection rpf-vector sglimit spt-threshold
    standby-path-creation-delay static traceoptions tunnel-devices vpn-group-address
    vpn-tunnel-source mdt accept`;
const STP = `apply-groups backup-bridge-priority bpdu-block-on-edge bpdu-destination-mac-address
  bridge-priority configuration-name disable extended-system-id force-version forward-delay
  hello-time interface{*{access-trunk arp-on-stp bpdu-timeout-action cost disable edge mode
  no-root-port
  priority}} max-age max-hops msti{*{backup-bridge-priority bridge-priority interface vlan}}
    priority-hold-time revision-level system-identifier system-id traceoptions
    vpls-flush-on-topology-change vlan vlan-group enable-all-ifl`;

const STATIC_ROUTE = `active as-path ${BFD} backup-pe-group bfd-admin-down-passive color community
  defaults destination-class discard fec install no-install label-switched-path longest-match
  no-longest-match lsp-next-hop metric metric2 metric3 metric4 next-hop next-table no-readvertise
  p2mp-lsp-next-hop p2mp-ldp-next-hop passive policy preference preference2 qualified-next-hop
    readvertise receive reject resolve no-resolve retain no-retain static-lsp-next-hop tag tag2
    sr-te transit-static color2 static-route segment-routing-te full brief no-discard`;
const RIB_ROUTES = `aggregate{defaults route rib-group} generate{defaults route rib-group}
  static{defaults iso-route rib-group route{*{${STATIC_ROUTE}}} static-route}`;

/** Sections of the Junos tree that recur: in routing instances, logical systems and groups. */
export const JUNOS_PROTOCOLS = {
  protocols: `amt ancp apply-groups bfd bgp{${BGP_COMMON} group{*{${BGP_COMMON}
    neighbor{*{${BGP_COMMON}}}}} rfc-3107 path-selection precision-timers neighbor} bgmp colocated
    connections clksyncd-defaults dcbx ddos-protection dot1x{*} dot1xd dvmrp edge-ethernet esis
    ethernet-ring evpn{*} fip gvrp igmp{*} igmp-host igmp-snooping{*} ilmi iccp
    isis{${ISIS}} l2-learning l2circuit l2iw l2vpn lacp layer2-control ldp{allow-subnet-mismatch
      apply-groups auto-targeted-session authentication-key authentication-key-chain
      chained-composite cos-label-inheritance deaggregate no-deaggregate downstream-on-demand
      dod-request-policy egress-policy entropy-label explicit-null export family
      fec graceful-restart igp-synchronization import interface keepalive-interval
        keepalive-timeout l2-smart-policy label-withdrawal-delay link-protection log-updown
        longest-match make-before-break no-forwarding next-hop oam p2mp policing preference
        rib-group session session-group
      session-protection session-threading strict-targeted-hellos targeted-hello track-igp-metric
        traceoptions traffic-statistics transport-address upstream-label-assignment mtu-discovery
        no-mtu-discovery}
    link-management lldp{*} lldp-med loop-detect mac-rewrite mld mld-snooping mld-host mpls{*}
      msdp mstp{${STP}} mvpn mvrp neighbor-discovery nhrp oam ospf{${OSPF}} ospf2{${OSPF}}
      ospf3{${OSPF}} overlayd ovsdb passive-monitoring pbb-evpn pcep pgm pim{${PIM}} ppp
      ppp-service pppoe protection-group ptp r2cp rift rip{*} ripng router-advertisement{*}
    router-discovery rstp{${STP}} rsvp{*} sflow{*} source-packet-routing soft-gre stp{${STP}}
      stp-control te-auto-lsp tunnel-termination uplink-failure-detection vpls vrrp vstp{${STP}}
      xstp bridge-loop l2-domain captive-portal-custom-options iccp multi-chassis mcgroup`,
  routingOptions: `access access-internal ${RIB_ROUTES} apply-groups as-path-options
    auto-bandwidth auto-export autonomous-system backup-selection bgp-orf-cisco-mode bmp
    confederation dynamic-tunnels enable-reload fate-sharing fast-reroute-priority flow
    forwarding-table graceful-restart host-fast-reroute ifrr install instance-export
    instance-import
    interface-routes invalid-bgp-policy label-allocation label-space lb-pool
      l3vpn-composite-nexthop localized-fib logical-system-mux martians maximum-paths
      maximum-prefixes med-igp-update-interval micro-bfd mpls multicast multi-chassis multipath
      next-hop next-hop-group no-delegate-processing no-instance-policy no-local-next-hop
      nonstop-routing options source-packet-routing
    parallel-l3vpn policy ppm protect programmable-rpd preserve-nexthop-hierarchy resolution
      rib{*{access aggregate apply-groups generate label martians maximum-paths maximum-prefixes
      multipath protect static{defaults iso-route rib-group route{*{${STATIC_ROUTE}}}} flow
      policy}} rib-groups route-distinguisher-id route-record router-id source-routing srlg
    tag-encoding topologies traceoptions traffic-engineering transport-class tunnel-attribute
      validation warm-standby nsr-phantom-holdtime forwarding-context flowspec
      default-import-policy`,
  instances: `*{access access-profile apply-groups bridge-domains>vlans description
    egress-protection forwarding-options{*} igmp-snooping-options instance-role instance-type
    interface l2vpn-id layer3-domain-identifier layer-2-control multicast-snooping-options
    no-irb-layer-2-copy no-local-switching no-normalization no-vrf-advertise
    no-vrf-propagate-ttl pbb-options protocols>protocols provider-tunnel
      qualified-bum-pruning-mode remote-vtep-list remote-vtep-v6-list route-distinguisher
      routing-interface routing-options>routingOptions service-groups services system
      switch-options traceoptions vlan-id vlan-model vlan-tags vlans>vlans vrf-advertise-selective
      vrf-export vrf-import
    vrf-propagate-ttl vrf-table-label vrf-target vtep-source-interface vxlan security
      arp-prefix-limit route-target connector-id-advertise-route-distinguisher device
      services-interface service-type vtep-source}`,
};
