import { CLASS_MAP, POLICY_MAP, POLICY_SECTIONS } from './common.ts';
import { IOSXR_INTERFACE } from './iosxrInterface.ts';
import { vocabulary } from './vocabulary.ts';

const ACE = 'permit deny remark';

const BGP_AF = `additional-paths advertise advertise-best-external advertise-local-labeled-route
  advertise-bridged-import aggregate-address allocate-label allow apply as-path-loopcheck
  bgp{attribute-download bestpath
    client-to-client dampening import-delay label-delay origin-as scan-time} client-to-client
      default-martian-check distance domain-distinguisher
  dynamic-med event-prefix export global import label label-allocation-mode label-mode
    label-security link-state maximum-paths mdt mvpn network nexthop
  option-b-asbr-only optimal-route-reflection permanent-network redistribute retain route-target
    segmented-multicast segment-routing>section shutdown soft-reconfiguration
  table-policy timers unequal-cost-path update vrf weight wait dont-default next-hop segment
    peer-set-id inter-as vni bridged export-import default-information`;
const BGP_NEIGHBOR_AF = `accept-own accept-route-legacy-rt advertise additional-paths
  advertise-permanent-network advertisement aigp allowas-in as-overide as-override
  capability default-originate encapsulation-type flowspec import inter-as
    long-lived-graceful-restart maximum-prefix multipath next-hop-self next-hop-unchanged nexthop
    optimal-route-reflection orf
  origin-as prefix-validation reoriginate remove-private-as replace route-policy
    route-reflector-client send-community-ebgp send-extended-community-ebgp
  send-community-gshut-ebgp send-multicast-attributes send-gshut-community-ebgp site-of-origin
    slow-peer soft-reconfiguration unsuppress update use validation weight allow
    enforce-multiple-labels import-afi re-originate signalling stitching-rt
  next-hop-v6-addr l2vpn vni segment-routing`;
const BGP_NEIGHBOR = `address-family>bgpNeighborAf advertisement-interval ao bfd bmp-activate
  capability cluster-id description dmz-link-bandwidth dmz-link-bandwidth ebgp-multihop
  ebgp-recv-extcommunity-dmz ebgp-send-extcommunity-dmz ebgp-send-community-dmz
    ebgp-recv-community-dmz egress-engineering
  enforce-first-as enforce-first-as-disable graceful-restart graceful-maintenance>section
    ignore-connected-check inherit internal-vpn-client keychain local local-address
    local-address-subnet local-as log
  maximum-peers msg-log mvpn password peer-node-sid peer-set precedence receive-buffer-size
    remote-as remote-as-list send-buffer-size
  session-open-mode shutdown sid sourced-paths tcp timers transport ttl-security update
    update-source use{neighbor-group session-group af-group} internal
  idle-watch-time path egress-engineering update-in route-policy`;
const OSPF_COMMON = `authentication authentication-key auto-cost adjacency bfd{fast-detect
  minimum-interval multiplier} cost cost-fallback database-filter dead-interval default-cost
  demand-circuit
  delay distribute-list fast-reroute flood-reduction flooding hello-interval link-down
    link-down-fast log loopback message-digest-key mpls>ospfMpls mtu-ignore neighbor
  network{broadcast non-broadcast point-to-multipoint point-to-point} nsf nsr packet-size passive
    prefix-sid prefix-suppression priority retransmit-interval
  route-policy security segment-routing snmp summary-in transmit-delay weight affinity flex-algo
    performance-measurement adjacency-sid strict-mode advertise`;
const OSPF = `${OSPF_COMMON} address-family>ospf area>ospfArea capability default-information
  default-metric distance
  distribute graceful-restart external-out ignore interface>ospfArea limit link-state-id
    log{adjacency} max-external-lsa max-lsa max-metric maximum{interfaces paths
    redistributed-prefixes} maximum-paths maximum
  microloop nssa originate ospf passive protocol queue range redistribute
  router-id segment-routing>section shutdown spf stub summary-prefix table-policy timers trace
    ucmp vrf>ospf domain-id domain-tag disable-dn-bit-check sham-link name-lookup
  affinity-map flexible-algorithm>section`;

const TOP = `
  aaa{accounting attribute authentication authorization default-taskgroup
    group{server{tacacs+>aaaGroup radius>aaaGroup ldap>aaaGroup}} intercept
    password-policy>section radius server service-policy enable-cert-authentication
      display-login-failed-users} access-list address-family>section af-group alias ao as-format
      apply-group aps>section arp{*} arp-list as-path-set>set banner{exec incoming login motd
      prompt-timeout slip-ppp}
  bfd>bfd bgp bridge bundle cable call-home>section cdp cdp{advertise holdtime log timer} cef
    cinetd class-map>classMap clear cli clock{timezone summer-time} commit community-set>set
    configuration configure confdcli control-plane>section controller>controller crypto{ca
    fips-mode ipsec>section isakmp>section key pki *}
  cpp dagr{} debug dhcp{ipv4>section ipv6>section iedge} dhcp-relay domain{ipv4 ipv6 list lookup
    name name-server vrf multicast} dot1x>section dynamic-template>section eem environment energy
    end end-policy end-set
  end-class-map end-policy-map epoch error-disable ethernet{cfm>section loopback oam>section
    sla>section egress-filter} ethernet-services{access-list>acl *} event{manager *} evpn>l2vpn
    exception explicit-path>explicitPath extcommunity-set>set
  fabric fault-manager fhrp file flow{exporter-map>flow monitor-map>flow sampler-map>flow
    exporter>flow} flow-sampler-map>flow flowspec>section fpd frequency-synchronization>section
    ftp generic-interface-list>section global group>top grpc>section
  gnmi>section http{client *} hostname hw-module icmp igmp>section install
    interface{preconfigure>interface *>interface} ip{tftp domain} ipsla>section
    ipv4{access-list>acl arp assembler conflict-policy netmask-format prefix-list>prefixList
    source-route unnumbered
    virtual virtual-router mtu icmp routing access-group hardware redirects} ipv6{access-list>acl
      assembler conflict-policy hop-limit icmp
    neighbor nd path-mtu prefix-list>prefixList source-route virtual access-group hardware} isis
      key{chain>keyChain config-key} l2 l2protocol l2tp>section l2vpn>l2vpn
      large-community-set>set lacp lawful-intercept ldp license
  line{console>line default>line template>line aux>line} linux lldp>lldp lmp>section
    load-balancing local local-packet logging{archive>section buffered console container
    correlator disable events>section facility file format history
    hostnameprefix ipv4 ipv6 localfilesize monitor source-interface suppress>section trap vrf yang
      suppress host count *{vrf} host}
  linecard lpts{pifib>lpts punt>section *} mac mac-set>set macsec-policy>section memory mhost mld>section
    monitor-session>section mpls{ip-ttl-propagate ipv6 label ldp>mplsLdp oam>section
    optical-uni>section
    pce>section static>section traffic-eng>mplsTe lfd ip-ttl-expiration-pop} mpp msdp multicast
      multicast-routing>multicast neighbor netconf netconf-yang>section netflow nv>section no nsr
      ntp>ntp ntp{access-group authenticate authentication-key broadcastdelay interface ipv4 ipv6
      master max-associations passive peer log-internal-sync primary-reference-clock server source
        trusted-key update-calendar vrf drift}
  object-group>objectGroup onep openflow>section ospf-policy path-selection pce>section
    performance-measurement>section performance-mgmt>section pfc platform policy-global>section
    policy-map>policyMap policy-set port-package pool>section power-mgmt
  prefix-set>set process profile proxy ptp>section pseudowire-class qos radius
    radius-server{dead-criteria deadtime host>radiusServer key retransmit source-port throttle
    timeout vsa disallow} rcp rcc rd-set>set redundancy>section
  remark rib route route-policy>routePolicy router{bgp>bgp eigrp>section hsrp>fhrp igmp>section
    isis>isis lisp>section mld>section msdp>section ospf>ospf ospfv3>ospf
    pim>section rib>section rip>section static>static traffic-controller vrrp>fhrp amt} rp rpl
      rpki rsvp>section sampler sampler-map>flow segment-routing>section selftest server
      service{cgn>section *} service-policy
      service-router session-group sflow>section sla
  snmp-server{community community-map contact context engineid ifindex ifmib inform
    interface>section location host group logging mibs mroutemib notification-log
    packetsize queue-length target timeouts throttle-time traps trap trap-source
      trap-authentication user vrf>section view view oid-poll-stats chassis-id drop engineID rf
      entityindex} source-address-set spanning-tree>section srlg>section ssh{client server
      timeout}
  statistics subscriber>section svd system{*} tacacs tacacs-server{host>tacacsServer key timeout
    ipv4 ipv6} tag-set>set taskgroup>taskgroup tcp telemetry>section telnet{vrf ipv4 ipv6}
    template terminal tftp time-range>section track>track tpa>section
  tunnel-te udp usergroup>usergroup username>username vm vpn vrf>vrf vservice vty vty-pool
    watchdog xml xr
  domain-name sr ospf-prefix traffic lcc uso hsrp icpe nd show exit root`;

/** Cisco IOS-XR. */
export const IOSXR = vocabulary({
  top: TOP,
  section: '*',
  numbers: '#',
  set: '*',
  routePolicy: `if elseif else endif pass drop done apply set{as-path aigp-metric bgp color
    community core-tree dampening downstream-core-tree administrative-distance extcommunity
    fallback-vrf-lookup eigrp-metric forward-class ip-precedence isis-metric label
    label-index label-mode large-community level load-balance local-preference local-address med
      metric metric-type mpls next-hop origin ospf-metric path-color path-selection qos-group
      rib-metric
    rip-metric rip-tag rpf-topology rt-set source-address spf-priority static-p2mp-te tag
      traffic-index upstream-core-tree vpn-distinguisher weight s-pmsi attribute-set affinity
      p2mp-te ospf}
    delete{community extcommunity large-community}
    prepend{as-path} replace{as-path} remove{as-path} suppress-route unsuppress-route var{*} call
      exit # or and not ) (`,
  interface: IOSXR_INTERFACE,
  subinterface: 'account',
  interfaceMpls: 'mtu label-security *',
  lldpInterface: 'transmit receive enable tagged destination',
  nveMember: '* vni>nveMember',
  l2transport: `l2protocol propagate service-policy mac monitor-session storm-control cfm`,
  acl: `${ACE} #{${ACE}}`,
  prefixList: `${ACE} #{${ACE}}`,
  classMap: CLASS_MAP,
  policyMap: POLICY_MAP,
  ...POLICY_SECTIONS,
  vrf: `address-family>vrfAf description evpn-route-sync fallback-vrf mhost mode rd
    remote-route-filtering vpn import export
    big bgp`,
  vrfAf: `export|import>vrfAfTargets{route-target>vrfTargets route-policy to from} maximum`,
  vrfAfTargets: 'route-target>vrfTargets route-policy to from',
  vrfTargets: '*',
  bgp: `address-family>bgpAf af-group>bgpNeighborAf apply as-league as-lookup bfd
    bgp{as-path-loopcheck attribute-download auto-policy-soft-reset bestpath cluster-id
    confederation{peers>numbers identifier}
      default default-originate enforce-first-as export fast-external-fallover graceful-restart
        graceful-maintenance import-delay install
      label-delay log long-lived-graceful-restart lpts-secure-binding maximum multipath origin-as
        policy redistribute-internal router-id scan-time unsafe-ebgp-policy update-delay
      write-limit read-only} bmp default-information default-metric global ibgp instance mpls mvpn
        neighbor>bgpNeighbor neighbor-group>bgpNeighbor nexthop nsr
    optimistic rd route-table rpki>section segment-routing>section session-group>bgpNeighbor
      slow-peer socket timers update vrf>bgp dynamic-med-interval
    rt-filter unequal-cost-path redistribute mac evpn vni label maximum-paths network neighbors`,
  bgpAf: BGP_AF,
  bgpNeighbor: BGP_NEIGHBOR,
  bgpNeighborAf: BGP_NEIGHBOR_AF,
  ospf: OSPF,
  ospfArea: `${OSPF_COMMON} default-cost interface>ospfInterface
    multi-area-interface>ospfInterface nssa range route-policy stub stub-router
    virtual-link>ospfArea sham-link external-out intra-area loopback summary-in ucmp transport`,
  ospfInterface: `${OSPF_COMMON} neighbor interface`,
  ospfMpls: '*',
  isis: `address-family>isisAf adjacency-check affinity-map area-authentication apply-weight
    authentication-check distribute extended-admin-group flex-algo>section hello-password hostname
    ignore-lsp-errors instance instance-id interface>isisInterface interface-group is-type iid
      link-group>section lfib log{adjacency pdu} lsp-authentication lsp-check-interval
      lsp-fast-flooding lsp-gen-interval
    lsp-mtu lsp-password lsp-refresh-interval max-lsp-lifetime maximum-redistributed-prefixes
      min-lsp-arrivaltime minimum min-lsp-arrivaltime mtu net nsf nsr
    protocol purge-originator-identification receive retain segment-routing set-overload-bit srlg
      trace trigger-level-2-spf vrf lsp proxy oor protocol affinity`,
  isisAf: `adjacency-check advertise attached-bit auto-cost default-information distance
    distribute-list fast-reroute ignore link-group maximum-paths maximum-redistributed-prefixes
    metric
    metric-style microloop monitor-convergence>section mpls multi-topology
      prefix-unreachable>section propagate redistribute route router-id segment-routing>section
      set-attached-bit single-topology spf spf-interval spf-periodic summary-prefix
    tag topology-id traffic-steering ucmp weight bfd prefix-sid adjacency-sid auto-metric
      mesh-group partition-detect link-unprotected srlg affinity passive`,
  isisInterface: `address-family>isisAf bfd circuit-type csnp-interval delay hello-interval
    hello-multiplier hello-padding hello-password
    link-down lsp lsp-fast-flooding lsp-interval mesh-group mpls override passive point-to-point
      priority remote-psnp-delay remote retransmit-interval
    retransmit-throttle-interval shutdown suppressed tag bandwidth affinity metric-fallback metric`,
  static: 'address-family>staticAf vrf>static',
  staticAf: '#{*} *{*} topology',
  line: `absolute-timeout access-class accounting authorization cli disconnect-character
    escape-character exec-timeout length login
    pager password secret session-limit session-timeout telnet timeout timestamp transport users
      width ssh no`,
  aaaGroup: `server server-private vrf deadtime source-interface load-balance throttle
    authorization accounting`,
  tacacsServer: `key timeout single-connection single-connection-idle-timeout holddown-time`,
  radiusServer: `key timeout retransmit ignore-acct-port ignore-auth-port idle-time test username
    dead-criteria`,
  username: 'group login-history password policy secret',
  taskgroup: 'description inherit task{read write execute debug}',
  usergroup: `description inherit taskgroup restrict-consecutive-characters`,
  keyChain: 'accept-tolerance key>key macsec timezone',
  key: `accept-lifetime send-lifetime cryptographic-algorithm key-string`,
  ntp: `access-group authenticate authentication-key broadcastdelay interface>section ipv4 ipv6
    master max-associations admin-plane
    log-internal-sync passive peer primary-reference-clock server source trusted-key
      update-calendar vrf drift clock-period cmac-authentication-key hmac`,
  lldp: `timer holdtime reinit tlv-select subinterfaces management extended-show-width system-name
    priorityaddr chassis-id`,
  mplsLdp: `address-family>mplsLdp bgp capabilities default-route default-vrf discovery>mplsLdp
    downstream-on-demand entropy-label explicit-null graceful-restart
    igp>mplsLdp implicit-null-override interface>mplsLdp label>section log>section ltrace-buffer
      ldp-static mldp>section neighbor>mplsLdp nsr router-id session
    signalling traffic-eng vrf>mplsLdp advertise allocate hello transport-address quick-start
      targeted-hello sync autoconfig ds-tlv instance-tlv password disable
    holdtime interval auto-tunnel hold-down *{password targeted}`,
  mplsTe: '*',
  l2vpn: `autodiscovery>section bridge>l2vpnBridge{group>l2vpnBridge} ethernet description
    flexible-xconnect-service>section ignore-mtu-mismatch load-balancing logging>section mac
    neighbor nsr pbb
    pw-class>pwClass pw-grouping pw-oam pw-routing pw-status redundancy router-id route-policy
      snmp tcn xconnect>l2vpnXconnect capability igmp-group
    evi>evi interface>evpnInterface bgp>section ethernet-segment group>section timers cost-out
      source host segment-routing startup-cost-in vpws virtual`,
  evi: `advertise-mac>section bgp>section control-word-disable description etree>section
    load-balancing>section transmit-mac-secondary-nodes proxy multicast
    unknown-unicast-suppression vpws-single-active-backup-suppression
    l2protocol host preferred-nexthop`,
  evpnInterface: '*',
  l2vpnBridge: `bridge-domain>bridgeDomain group>l2vpnBridge`,
  bridgeDomain: `coupled-mode description dhcp dynamic-arp-inspection>section evi>bridgeDomain
    flooding igmp interface>bridgeInterface ip-source-guard
    mac>section member mld mtu multicast neighbor>bridgeInterface nv>section pbb>section pw-class
      routed>bridgeInterface shutdown split-horizon static-mac-address
    storm-control transport-mode vfi>bridgeDomain vni vpn-id autodiscovery>section bgp l2vpn
      access-evi access-vfi>bridgeDomain etree erp efp-visibility`,
  bridgeInterface: `dhcp dynamic-arp-inspection>section flooding igmp ip-source-guard mac>section
    mpls pw-class split-horizon static-mac-address storm-control
    backup>section interface core core-facing`,
  pwClass: 'encapsulation>section backup mac-withdraw protection',
  l2vpnXconnect: 'group>l2vpnXconnect p2p>xconnectP2p mp2mp>section',
  xconnectP2p: `backup description interface ipv6 monitor-session neighbor>section interworking
    ignore-mtu-mismatch`,
  multicast: `address-family>multicastAf ipv4 ipv6 vrf>multicast interface>multicastAf mdt`,
  multicastAf: `accounting bgp boundary core-tree-protocol disable enable export export-rt import
    import-rt interface>multicastAf limit log-traps maximum mdt mofrr
    multipath nsf oom-handling rate-per-route route-policy rpf ssm static-rpf
      suppress-pim-data-signaling suppress-shared-tree-join ttl-threshold mvpn`,
  bfd: `address-family bundle dampening echo interface>section ipv6 multihop multipath trap`,
  fhrp: `interface>fhrpInterface message bfd`,
  fhrpInterface: `address-family>fhrpAf bfd hsrp>fhrpGroup vrrp>fhrpGroup delay use-bia redirects
    mac-refresh version`,
  fhrpAf: 'hsrp>fhrpGroup vrrp>fhrpGroup version',
  fhrpGroup: `address accept-mode authentication bfd follow mac-address name preempt priority
    session slave subordinate text-authentication timers timer track
    accept-mode-disable secondary`,
  lpts: 'flow address location acl',
  track: `delay line-protocol{state} type>track route>track interface rtr boolean threshold object
    #{} action>section weight list reachability`,
  flow: `cache destination dscp exporter option packet-length record source template transport
    version>section random export hw-cache sflow router-id dfbit`,
  controller: '*',
  explicitPath: 'index disable',
  objectGroup: 'description #{*} host range object-group eq gt lt neq * #',
});
