import { JUNOS_INTERFACE } from './junosInterface.ts';
import { JUNOS_PROTOCOLS } from './junosProtocols.ts';
import { JUNOS_SYSTEM } from './junosSystem.ts';
import { vocabulary } from './vocabulary.ts';

const FILTER_FROM = `address apply-groups apply-groups-except destination-address
  destination-class destination-mac-address destination-port destination-port-except
  destination-port-range-optimize destination-prefix-list dscp dscp-except ether-type
  ether-type-except exp extension-headers first-fragment flexible-match-mask flexible-match-range
    forwarding-class forwarding-class-except fragment-flags fragment-offset fragment-offset-except
    gre-key gleans hop-limit icmp-code icmp-code-except icmp-type
  icmp-type-except icmp6-code icmp6-type interface interface-group interface-group-except
    interface-set ip-address ip-destination-address ip-options
  ip-precedence ip-protocol ip-source-address ip-version ip6-source-address
    ip6-destination-address is-fragment isid l2-encap-type last-fragment learn-vlan-1p-priority
    learn-vlan-id loss-priority
  loss-priority-except mac-address next-header next-header-except packet-length
    packet-length-except payload-protocol policy-map port port-except port-range-optimize
  precedence precedence-except prefix-list protocol protocol-except rat-type redirect-reason
    redirect-type service-filter-hit source-address source-class source-mac-address source-port
  source-port-except source-prefix-list tcp-established tcp-flags tcp-initial traffic-class
    traffic-class-except traffic-type ttl ttl-except user-vlan-1p-priority user-vlan-id vlan
  vlan-ether-type vxlan vlan-id arp-type label dot1q-tag dot1q-user-priority mac-source-address
    mac-destination-address src-dst-address fragment-flags`;
const FILTER_THEN = `accept count dont-fragment decapsulate discard dscp encapsulate
  forwarding-class force-premium hierarchical-policer interface ipsec-sa
  load-balance log logical-system loss-priority next next-hop-group next-interface next-ip
    next-ip6 packet-mode policer port-mirror port-mirror-instance prefix-action redirect
  reject routing-instance sample service-accounting service-accounting-deferred service-filter-hit
    set-mac-match skip syslog three-color-policer topology traffic-class
  analyzer vlan policy-map no-decapsulate evict flow-mode mirror ipfix`;
const FILTER = `*{accounting-profile apply-groups enhanced-mode enhanced-mode-override
  fast-filter-lookup filter-list-template instance-shared interface-shared interface-specific
  no-automatic-filter-list physical-interface-filter promote
  scale-optimized term{*{filter from{${FILTER_FROM}} then{${FILTER_THEN}} apply-groups
    description}} description simple-filter}`;
const POLICY_FROM = `access-internal aigp aggregate-contributor area as-path as-path-calc-length
  as-path-group as-path-neighbors as-path-origins as-path-transits as-path-unique-count
  bgp-output-queue-priority bgp-srte-discriminator color color2 community community-count
  condition evpn-esi evpn-etag evpn-mac-route
  evpn-tag external family{ethernet-switching evpn inet inet-mdt inet-mvpn inet-vpn inet6
    inet6-mvpn inet6-vpn iso iso-vpn l2vpn route-target traffic-engineering vpls inet-srte
    inet6-srte}
  instance instance-any interface level local-preference mac-filter-list metric metric2 metric3
    metric4 multicast-scope neighbor next-hop next-hop-ip-ttl next-hop-type nexthop-ip
    nlri-route-type
  nlri origin policy preference preference2 prefix-list prefix-list-filter programmed protocol rib
    rib-list route-distinguisher route-filter route-filter-list route-type rtf-prefix-list
  source-address-filter source-address-filter-list srte-color state tag tag2 tunnel-type
    validation-database traffic-engineering validation-state te-link-attribute aigp-originate
    bgp-labeled`;
const POLICY_THEN = `accept add-path aggregate-bandwidth aigp-adjust aigp-originate analyze
  apply-advanced as-path-expand as-path-prepend bgp-output-queue-priority class color color2
  community{+ - = add delete set *} cos-next-hop-map damping default-action destination-class
  dynamic-tunnel-attributes external forwarding-class install-nexthop install-to-fib label
    label-allocation load-balance local-preference map-to-interface metric metric2 metric3 metric4
    mhop-bfd-port multipath-resolve next next-hop next-hop-unchanged no-backup
    no-entropy-label-capability
  no-install-to-fib no-route-localize origin p2mp-lsp-root preference preference2 prefix-segment
    priority reject resolution-map select-backup-lsp set-down-bit source-class ssm-source
  sr-te-template srte-binding-sid srte-color tag tag2 trace tunnel-attribute
    tunnel-end-point-address validation-state vpn-label limit-bandwidth get-route-range
    route-filter`;
const POLICY_TERM = `from{${POLICY_FROM}} to{${POLICY_FROM}} then{${POLICY_THEN}} apply-groups`;

const SECURITY_POLICY = `policy{*{apply-groups description match{application destination-address
  destination-address-excluded destination-end-user-profile dynamic-application from-zone
  source-address
      source-address-excluded source-end-user-profile source-identity source-l3vpn-vrf-group
        destination-l3vpn-vrf-group to-zone url-category traffic-type} scheduler-name then{count
        deny log permit reject}}}`;
const NAT_RULES = `address-persistent interface pool{*} pool-default-port-range
  pool-default-twin-port-range pool-utilization-alarm port-overloading-factor-global port
  port-randomization rule-set{*{description from{interface routing-group routing-instance zone}
  match-rights-first
      rule{*{description match{application destination-address destination-address-name
        destination-port protocol source-address source-address-name source-port} then}}
        to{interface routing-instance zone routing-group}}} session-persistence-scan
        session-drop-hold-down`;
const SECURITY = `address-book advanced-anti-malware advance-policy-based-routing alarms alg
  analysis anti-spam anti-virus application-firewall application-tracking
  authentication-key-chains certificates cloud content-filtering content-security
  datapath-debug dynamic-address dynamic-application dynamic-vpn firewall-authentication flow{*}
    forwarding-options forwarding-process gprs group-vpn host-vpn icap-redirect idp ike{dpd
    gateway{*{aaa address advpn certificate dead-peer-detection dynamic external-interface
    fragmentation general-ikeid
      ike-policy local-address local-identity nat-keepalive no-nat-traversal ppk-profile
        proposal-set protocol remote-identity reauth-frequency tcp-encap-profile
        tunnel-interface-vrf version wildcard-vendor xauth node-local}}
    policy{*{certificate description mode pre-shared-key proposal-set proposals reauth-frequency
      seeded-pre-shared-key}} proposal{*{authentication-algorithm authentication-method
      description dh-group encryption-algorithm
      lifetime-seconds hybridized-key-exchange signature-hash-algorithm}} respond-bad-spi
        traceoptions session blocklists}
  intelligence ipsec{anti-replay-window-size internal policy{*{description perfect-forward-secrecy
    proposal-set proposals}} proposal{*{authentication-algorithm description encryption-algorithm
    extended-sequence-number
        lifetime-kilobytes lifetime-seconds protocol}} security-association traceoptions
          tunnel-mtu vpn{*{bind-interface copy-outer-dscp df-bit distribution-profile
          establish-tunnels ike{gateway idle-time install-interval
        ipsec-policy no-anti-replay proxy-identity anti-replay-window-size} manual match-direction
          multi-sa passive-mode-tunneling traffic-selector tunnel-mtu udp-encapsulate
          vpn-monitor}} vpn-monitor-options}
  ipsec-policy key-manager key-protection l3vpn log{*} macsec mirror-filter
    nat{allow-overlapping-pools destination{${NAT_RULES}} natv6v4 proxy-arp proxy-ndp
    source{${NAT_RULES}} static{${NAT_RULES}} traceoptions} ngfw pgcp pki policies{apply-groups
    default-policy from-zone{*{to-zone{*{${SECURITY_POLICY}}}}} global{${SECURITY_POLICY}}
    pre-id-default-policy
    policy-rematch policy-stats stateful-inspection traceoptions unified-policy} remote-access
      resource-manager saml screen{ids-option traceoptions trap white-list} secure-web-proxy
      securid ssh-known-hosts softwires ssl tcp-encap traceoptions tunnel-inspection
      user-identification utm zones{apply-groups functional-zone security-zone{*{address-book
      advance-policy-based-routing
      advance-policy-based-routing-profile application-tracking apply-groups description
        enable-reverse-reroute host-inbound-traffic interfaces screen source-identity-log tcp-rst
        unidirectional-session-refreshing}}} zone
  authentication-zone`;

/** Juniper Junos, as paths: braces and `set` lines alike. */
export const JUNOS = vocabulary({
  top: `access access-profile accounting-options apply-groups apply-groups-except apply-macro
    applications{application{*{application-protocol
        description destination-port do-not-translate-AAAA-query-to-A-query icmp-code icmp-type
          icmp6-type inactivity-timeout protocol rpc-program-number source-port term uuid
          ttl-threshold icmp6-code}} application-set
      traceoptions} bridge-domains>vlans chassis class-of-service{adaptive-shapers apply-groups
        classifiers{dscp dscp-ipv6 exp ieee-802.1 ieee-802.1ad inet-precedence}
      application-traffic-control code-point-aliases cos-fabric-queue-monitor copy-plp-all
        drop-profiles explicit-null-cos fabric forwarding-classes{class queue *}
        forwarding-class-map forwarding-class-set forwarding-class-sets forwarding-policy
        fragmentation-maps host-outbound-traffic interfaces
      loss-priority-maps loss-priority-rewrites multi-destination no-input routing-instances
        policy-map rewrite-rules restricted-queues scheduler-map scheduler-maps
        scheduler-map-chassis schedulers{*{adjust-minimum adjust-percent buffer-dynamic-threshold
        buffer-size drop-profile drop-profile-map excess-priority excess-rate
        explicit-congestion-notification priority shaping-rate transmit-rate transmit-rate}}
          sharing shared-buffer system-defaults traceoptions traffic-class-map
          traffic-control-profiles traffic-manager translation-table tri-color
          virtual-channel-groups virtual-channels congestion-notification-profile
          non-strict-priority-scheduling
      interface-set multicast hierarchical-scheduler}
    diameter dynamic-profiles ethernet-switching-options event-options fabric
      firewall{apply-groups atm-policer bandwidth-profile family{any{filter{${FILTER}}
      service-filter simple-filter} bridge{filter{${FILTER}}} ccc{filter{${FILTER}}}
      ethernet-switching{filter{${FILTER}} profile} inet{dialer-filter
        fast-update-filter filter{${FILTER}} prefix-action service-filter simple-filter template}
          inet6{filter{${FILTER}} service-filter dialer-filter fast-update-filter template}
          mpls{filter{${FILTER}} dialer-filter} vpls{filter{${FILTER}}} evpn} filter{${FILTER}}
          flexible-match hierarchical-policer interface-set load-balance-group policer
      service-filter simple-filter three-color-policer tunnel-end-point traceoptions}
    forwarding-options{accounting access-security analyzer apply-groups bridge-storm dhcp-relay
      dynamic-filters enhanced-hash-key evpn-vxlan export-parameters family fast-reroute-priority
      hash-key helpers hyper-mode ip-options-protocol-queue ingress-filter load-balance
      load-balance-group load-balance-label-capability
      local-bias monitoring mpls-tunnel multicast multicast-replication next-hop-group next-hop
        packet-capture port-mirror port-mirroring prefix-del-wait-time rpf-loose-mode-discard
        sampling satellite storm-control-profiles symmetric-hash traceroute-maxttl
        tunnel-termination vrf-fallback vxlan-overlay-load-balance vxlan-disable-copy-tos-decap
        vxlan-disable-copy-tos-encap
      vxlan-routing vxlan-flexflow-disable flow symmetrical-hash cut-through unicast mcast-l2-snoop}
    groups{*>top} interfaces{apply-groups apply-groups-except interface-range{*{description member
      member-range ${JUNOS_INTERFACE}}} interface-set stacked-interface-set traceoptions
      *{${JUNOS_INTERFACE}}} jnx-example jsrc jsrc-partition l2-learning logical-systems{*>top}
      multi-chassis multicast-snooping-options openconfig-bgp poe
    policy-options{application-maps apply-groups as-list as-path as-path-group community{*}
      condition damping mac-list mtu-discover neighbor-set policy-statement{*{apply-groups
      defaults dynamic-db term{*{${POLICY_TERM}}} ${POLICY_TERM}}}
      prefix-list resolution-map rib-list route-distinguisher route-filter-list rtf-prefix-list
        source-address-filter-list static-nexthop tunnel-attribute unicast-sharing traceoptions
        large-community extended-community as-path-neighbors}
    protocols>protocols rcsid routing-instances>instances routing-options>routingOptions
      security{${SECURITY}} services session-limit-group smtp snmp{access alarm-management
      apply-groups arp client-list community{*{authorization client-list-name clients
      logical-system routing-instance view}} contact customization
      description engine-id filter-duplicates filter-interfaces health-monitor
        if-count-with-filter-interfaces interface location logical-system-trap-filter mib-profile
        name nonvolatile proxy rmon routing-instance routing-instance-access
        stats-response-statistics subagent system-name traceoptions trap-group{*{categories
        destination-port logical-system routing-instance targets version}} trap-options v3{*} view}
    switch-options{*} system{${JUNOS_SYSTEM}} tenants unified-edge use version virtual-chassis
      vlans>vlans vmhost wlan event-script replace logical policy extensions license dot1x bridge
      ethernet chassis-cluster`,
  vlans: `*{accept-source-mac apply-groups bridge-options description dot1q-tunneling domain-type
    enable-mac-move-action filter forwarding-options{dhcp-security filter flood fip-security
    dhcp-relay} interface isid isolated-vlan isolation-vlan-id l3-interface mac-limit
    mac-notification
    mac-rewrite mac-statistics mac-table-aging-time mcae-mac-flush mcae-mac-synchronize
      multicast-snooping-options no-local-switching no-irb-layer-2-copy no-mac-learning
      no-normalization pbb-options primary-vlan private-vlan proxy-arp protocols routing-interface
      service-id static-mac
    switch-options traceoptions vlan-id vlan-id-list vlan-prune vlan-range vlan-tags vn-id
      vxlan{decapsulate-accept-inner-vlan encapsulate-inner-vlan ingress-node-replication
      multicast-group ovsdb-managed static-remote-vtep-list translation-vni
      unreachable-vtep-aging-timer vni} community-vlan community-vlans isolated-vlans promiscuous
        interface-mac-limit family no-arp-suppression extend-secondary-vlan-id private
        remote-vtep-list}`,
  ...JUNOS_PROTOCOLS,
});
