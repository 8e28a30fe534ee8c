const ADDRESS = `address{*{accept-data arp broadcast destination destination-profile eui-64
  master-only multipoint-destination ndp preferred primary rib
  subnet-router-anycast virtual-gateway-address virtual-gateway-accept-data
    vrrp-group{*{accept-data no-accept-data advertise-interval advertisements-threshold
    authentication-key authentication-type fast-interval preempt no-preempt
      priority track virtual-address vrrp-inherit-from preferred preference
        virtual-link-local-address}}
    vrrp-inet6-group virtual-gateway-v4-mac virtual-gateway-v6-mac}}`;
const INET = `accounting ${ADDRESS} bundle dad-disable demux-source dhcp dhcp-client
  destination-udp-port filter{input output input-list output-list group
  dialer} forwarding forward-forwarding ipsec-sa mac-validate mtu multicast-only nd6-stale-time
    nd6-max-cache negotiate-address next-hop-tunnel no-neighbor-learn no-redirects no-dad-detect
    policer primary receive-options-packets receive-ttl-exceeded
  rpf-check sampling service simple-filter static-arp tcp-mss targeted-broadcast targeted-options
    unconditional-src-learn unnumbered-address virtual-gateway no-icmpv6-redirects dhcpv6-client
    arp-max-cache
  arp-new-hold-limit directed-broadcast address-family rtr ndp-proxy proxy-ndp ndp no-preferred
    dad-proxy interface-mac-limit`;
const FAMILY = `family{inet{${INET}} inet6{${INET}} iso{address destination-udp-port mtu}
  mpls{filter label-stack maximum-labels mtu policer mac-validate}
  ethernet-switching{bridge-domain-type filter inner-vlan-id-list interface-mode{access trunk}
    mac-limit port-mode{access trunk tagged-access} native-vlan-id policer recovery-timeout
    reflective-relay
    storm-control vlan{members} vlan-id vlan-rewrite vlan-auto-sense vlan-name mac-move-limit}
  bridge{bridge-domain-type core-facing filter inner-vlan-id-list interface-mode{access trunk}
    interface-mac-limit policer storm-control vlan-auto-sense vlan-id vlan-id-list vlan-rewrite}
  ccc vpls tcc fiber-channel any mlppp mlfr-end-to-end mlfr-uni-nni pppoe bridge-ccc tnp
    fibre-channel}`;
const UNIT = `unit{*{accept-source-mac accounting-profile advisory-options alias apply-groups
  apply-groups-except arp-resp auto-configure backup-options bandwidth bearer-bandwidth-limit
  bfd-liveness-detection cell-bundle-size clear-dont-fragment-bit compression
  copy-tos-to-outer-ip-header demux demux-destination demux-options demux-source description
    dial-options dialer-options disable dlci drop-timeout dynamic-call-admission-control
  encapsulation encapsulation-type epd-threshold esi etree-ac-role ${FAMILY}
    forward-and-send-to-re forward-only forwarding-class-accounting fragment-threshold
    host-prefix-only inner-vlan-id-range input-vlan-map
  interface-shared-with inverse-arp keepalives layer2-policer link-layer-overhead
    load-balancing-options mac mac-validate minimum-links mrru multi-chassis-protection
    multicast-dlci
  multicast-vci multilink-max-classes multipoint native-inner-vlan-id no-auto-mdix no-traps
    oam-liveness oam-period output-vlan-map passive-monitor-mode peer-interface
  peer-psd peer-unit plp-to-clp point-to-point ppp-options pppoe-options pppoe-underlying-options
    proxy-arp proxy-macip-advertisement radio-router rpm receive-lsp rp
  service service-domain shaping short-sequence skip-bridge statistics swap-by-poppush
    targeted-distribution targeted-options transmit-lsp traps trunk-bandwidth trunk-id
    tunnel{allow-fragmentation
    destination source key ttl path-mtu-discovery routing-instance backup-destination
      do-not-fragment traffic-class}
  unnumbered-address vci virtual-gateway-esi vlan-id vlan-id-list vlan-id-range vlan-tags vpi
    web-authentication no-vlan-id virtual-gateway-v4-mac virtual-gateway-v6-mac
    virtual-gateway-accept-data virtual-switch no-neighbor-learn
  multi-chassis}}`;
const AE = `aggregated-ether-options{bfd-liveness-detection ethernet-switch-profile fcoe-lag
  flow-control no-flow-control lacp{accept-data active admin-key aggregate-wait-time fast-failover
  force-up hold-time
    link-protection minimum-links passive periodic sync-reset system-id system-priority fast slow}
      link-protection link-speed load-balance local-bias local-minimum-links-threshold
      logical-interface-chassis-redundancy logical-interface-fpc-redundancy loopback no-loopback
    mc-ae mcast-fec minimum-bandwidth minimum-links mixed-speed rebalance-periodic resilient-hash
      shared-scheduler source-address-filter source-filtering system-id targeted-options
    traffic-load-balance mac-address configured-flow-control}`;
const ETHER = `802.3ad asynchronous-notification auto-negotiation no-auto-negotiation
  autostate-exclude auto-reconnect configured-flow-control ethernet-switch-profile fec
  flow-control no-flow-control ieee-802-3az-eee
  ieee-802.3ad ignore-l3-incompletes link-mode link-protection loopback loopback-remote
    mac-address mdi-mode media-type mpls mru no-auto-mdix pad-to-minimum-frame-size
    redundant-parent source-address-filter source-filtering speed storm-control vlan-tpid
  lacp no-loopback fec74 mac-learn-limit psm4`;
/** What may stand below an interface in Junos. */
export const JUNOS_INTERFACE = `accounting-profile ${AE} aggregated-sonet-options
  aggregated-inline-services-options anchor-point apply-groups apply-groups-except apply-macro
  arp-l2-validate
  atm-options auto-configure autostate-exclude cascade-port chassis-fpc clocking container-options
    dce description dialer-options disable ds0-options dsl-options e1-options e3-options enable
    encapsulation es-options esi{*} ether-options{${ETHER}} external-model evc
  fabric-options fastether-options{${ETHER}} fibrechannel-options fabric-name
    flexible-vlan-tagging forwarding-class-accounting forwarding-options framing
    gigether-options{${ETHER}} gratuitous-arp-reply hierarchical-scheduler hold-time
  input-native-vlan-push interface-mib interface-range interface-set interface-transmit-statistics
    isdn-options keepalives l2tp-maximum-session lacp-auto layer2-policer link-degrade
    link-degrade-monitor link-mode lmi load-balancing-options logical-tunnel-options
    lsq-failure-options mac member member-range
  metadata mc-ae media-type mlfr-uni-nni-bundle-options modem-options mtu mtp-options
    multi-chassis-protection multicast-router-interface multicast-statistics multiservice-options
    native-vlan-id no-bypass-queueing no-gratuitous-arp-reply no-gratuitous-arp-request
    no-interface-mib no-keepalives no-native-vlan-insert
  no-partition number-of-sub-ports optics-options otn-options per-unit-scheduler
    no-per-unit-scheduler partition passive-monitor-mode port port-mirror ppp-options
    promiscuous-mode ps-options psm4-options receive-bucket redundancy-options
    redundant-ether-options{flow-control no-flow-control lacp
    link-speed loopback minimum-links redundancy-group source-address-filter source-filtering} rpm
      satop-options schedulers serial-options services-options shared-interface shared-scheduler
      shdsl-options sonet-options speed stacked-vlan-tagging statistics sync-e switch-options
  t1-options t3-options targeted-distribution threshold traceoptions transmit-bucket traps
    no-traps tunnel-port tunnel-termination twamp-server ${UNIT} unidirectional unused
    vdsl-options vlan-offload vlan-tagging vlan-vci-tagging no-vlan-tagging gre-key oam optics
    storm-control lane wlan-options cellular-options
  virtual-gateway-esi ether-type irb-options fpc gigabit source-interface native-inner`;
