import {
  ACL_ENTRIES,
  CLASS_MAP,
  COMMUNITY_LIST,
  LEAVE_AF,
  OSPF,
  POLICY_MAP,
  POLICY_SECTIONS,
  ROUTE_MAP,
} from './common.ts';
import { vocabulary } from './vocabulary.ts';

const OSPF_INTERFACE = `ospf{area authentication authentication-key cost dead-interval disabled
  hello-interval message-digest-key mtu-ignore neighbor
  network{point-to-point broadcast point-to-multipoint} priority retransmit-interval shutdown
    transmit-delay}`;
const INTERFACE = `
  address arp autostate bandwidth bfd{interval neighbor echo static session} bgp bridge burst
    carrier-delay channel-group{#{mode{active on passive}} recirculation}
  comment counters dcbx dhcp{relay server} description dot1x{authentication authenticator eapol
    force-authorized host-mode mac port-control pae quiet-period reauthentication
    reauthorization-request-limit supplicant timeout unauthorized access-list host aaa vlan}
  encapsulation error-correction errdisable ethernet{} evpn{ethernet-segment>ethernetSegment} fec
    flow flowcontrol forwarding forced hardware ingress
  inherit ip{access-group address{virtual dhcp unnumbered #{} *} arp attached-host attached-hosts
    attached-routes dhcp{relay server snooping client} directed-broadcast forward helper-address
    icmp igmp{access-group
    host-proxy query-interval snooping static-group version last-member-query-count
      last-member-query-interval query-max-response-time router-alert startup-query-count
      startup-query-interval}
    local-proxy-arp load-sharing mfib mroute mtu multicast{boundary ttl-threshold static}
      nat{source destination service-profile inside outside} next-hop ${OSPF_INTERFACE}
    pim{bfd bfd-instance border-router dr-priority hello-interval hello non-dr query-interval
      sparse-mode bidirectional join-prune neighbor-filter ipv4}
    policy proxy-arp redirects rip{v2} route summary-address tcp unnumbered unreachables verify
      virtual-router
    virtual{} urpf source ttl locator broadcast icmp}
  ipv6{access-group address attached-host dhcp enable helper-address icmp mld mtu nd{cache dad dns
    managed-config-flag ns-interval nud other-config-flag
      prefix ra raguard reachable-time retrans-timer router-preference proxy} ospf{area
        authentication cost dead-interval encryption hello-interval network passive priority
      retransmit-interval transmit-delay neighbor} redirects router verify virtual-router neighbor
        tcp unnumbered}
  isis{authentication bfd circuit-type enable hello-interval hello hello-multiplier ipv4 ipv6 lsp
    metric network passive passive-interface priority
    segment-routing multi-topology ldp maximum-prefix instance mesh-group traffic-engineering area
      fast-reroute ti-lfa csnp}
  kernel l2 l2-mtu l2-protocol l3 lacp{port-id port-priority rate system-id system-priority timer
    range-max} lane link-debounce link lldp{med receive tlv transmit reason}
  load-interval local local-interface logging{event{link-status *} } loopback{mode}
    mac{access-group timestamp security address} mac-address media-type member>section
    member-interface mka mlag mode mpls{ip ldp
    rsvp} mru mtu multicast
  neighbor no node-segment ntp openflow ospfv3{area cost hello-interval dead-interval ipv4 ipv6
    network passive-interface priority authentication encryption bfd mtu} overlay pae pim{ipv4
    ipv6} phone peer-interface
  phy poe port-channel{lacp min-links speed load-balance max-links} power priority-flow-control
    private-vlan profile ptp{enable announce delay-mechanism
    delay-req pdelay role sync-message transport local-priority vlan forwarding
      destination-mac-address profile domain} pvlan qos{trust cos dscp map random-detect exp
      rewrite scheduling}
  queue-monitor random-detect route-map rx-queue sample sampled segment-security service-policy
    service-profile sfe sflow shape shutdown snmp{trap} spanning-tree{bpdufilter bpduguard cost
    guard{root loop none} link-type mst
    port-priority portfast{edge network normal auto} vlan-id vlan loopguard bpdu rapid-pvst}
      speed{forced auto *} static storm-control{all broadcast multicast unknown-unicast action uu}
      sub-interface switch switchport{access{vlan} backup
    backup-link dot1q host mac-address mode{access trunk dot1q-tunnel tap tool tap-tool} phone
      pvlan port-security{maximum violation mac-address vlan} private-vlan source-interface
    tap tool trunk{allowed{vlan} group native{vlan} private-vlan} vlan{translation mapping tag
      forwarding} default voice priority}
  tap tcp tool track traffic-engineering traffic-loopback traffic-policy transceiver
    tunnel{destination key mode path-mtu-discovery source tos ttl underlay ipsec mss vrf}
    tx-queue>section uc-tx-queue>section
  unidirectional vlan{id translation} vmtracer vrf{forwarding *} vrrp{#{advertisement ipv4 ipv6 ip
    mac-address preempt priority-level priority session timers track tracked-object
      authentication bfd delay description shutdown peer}} vxlan{flood learn-restrict
        multicast-group mlag source-interface
    udp-port virtual-router virtual-vtep vlan vni vrf vtep arp bridging decapsulation
      encapsulation ip ipv4 ipv6 qos remote}
  xconnect zone agent tag igmp auto crypto identity metering monitor`;

const BGP_NEIGHBOR = `neighbor{*{activate additional-paths aigp-session allowas-in as-path
  as-override auto-local-addr bfd bgp cluster-id default-originate description
  dont-capability-negotiate ebgp-multihop encapsulation
  enforce-first-as export-localpref fall-over graceful-restart graceful-restart-helper
    graceful-shutdown idle-restart-timer import-localpref in out
  link-bandwidth local-as local-v4-addr local-v6-addr local-port maximum-accepted-routes
    maximum-advertised-routes maximum-routes metric-out missing-policy
  mpls next-hop next-hop-peer next-hop-self next-hop-unchanged next-hop-v6-addr out-delay passive
    password peer peer-group peer-tag prefix-list rd remote-as
  remove-private-as rib-in-pre-policy rib-in route-map route-reflector-client route-refresh
    route-to-peer send-community session shutdown
  soft-reconfiguration timers transport ttl unsuppress-map update-source weight domain
    multi-protocol layer-2 evpn idle-hold-timer rcf dmz} default{send-community encapsulation *}
    interface{*{peer-group *}}}`;
const BGP = `access-group address-family>bgpAf advertise aggregate-address bfd
  bgp{additional-paths advertise-inactive allowas-in always-compare-med
    asn auto-local-addr bestpath client-to-client cluster-id confederation convergence
      control-plane-filter default deterministic-med enforce-first-as fast-external-fallover
      graceful-restart link-bandwidth listen log-neighbor-changes
    missing-policy monitoring next-hop-unchanged nexthop peer-mac-resolution-timeout
      redistribute-internal route route-reflector router-id skip
    transport trace missing auth labeled-unicast default-gateway aggregate-route host-routes as}
      bgp default distance dynamic evpn
  export-evpn graceful-restart graceful-restart-helper import ip ipv4 ipv6 label maximum-paths
    metric monitoring ${BGP_NEIGHBOR} network no out-delay peer-group
  rd redistribute retain route-distinguisher route-import route-target router-id rpki>section
    session shutdown timers ucmp update{wait-for-convergence wait-install} vlan>bgpVlan
    vlan-aware-bundle>bgpVlan
  vni-aware-bundle>bgpVlan vpws>bgpVlan vrf>bgp next-hop vpn
    evpn{ethernet-segment>ethernetSegment} local-as rt-membership sr-te evpn missing-policy
    layer-2 domain
  host-flap host-mobility multicast peer-filter ${LEAVE_AF}`;

const TOP = `
  aaa{accounting authentication{enable login policy dot1x} authorization{commands config-commands
    console exec serial-console policy dynamic dot1x} group{server{tacacs+>aaaGroup
    radius>aaaGroup ldap>aaaGroup}} root session}
  action address agent alias application application-policy arp{*} banner{login motd} bfd bgp
    boot{system secret test} bss bridge class-map>classMap cli clock{timezone source}
  command-api comment control-plane>controlPlane control-plane-policy copp counters crypt cvx>section
    daemon>daemon dcbx default{interface} dhcp{relay>section server>section} dot1x>section
    dot1x{*} dynamic{prefix-list>section *} ecn email>section enable{password secret} end environment errdisable{detect
    recovery
    flap-setting} event event-handler>eventHandler event-monitor event-manager fips flow>section
      generate gnmi group hardware>section hardware{tcam counter access-list speed-group
      port-group *}
  hostname interface{defaults>interfaceDefaults profile>interface *>interface} igmp
    ip{access-list{standard>acl *>acl} address arp as-path{access-list regex-mode}
    ${COMMUNITY_LIST} dhcp{relay snooping server pool}
      domain domain-list domain-lookup domain-name dynamic extcommunity-list fhrp ftp hardware
        helper-address host http icmp igmp{snooping snooping-proxy host-proxy} ip
        large-community-list load-sharing local mfib msdp mroute multicast
      multicast-routing name-server nat next-hop pim prefix-list{*{seq permit deny}>prefixList
        *>prefixList} proxy-arp radius rip route{vrf *{*}} routing{vrf protocols ipv6}
        security>section source-guard
      ssh tacacs tcp telnet tftp ttl urpf verify virtual virtual-router{mac-address address}
        unnumbered
      software source-route icmp nat{pool>natPool *}}
  ipv6{access-list>acl dhcp{relay snooping server} fib hardware host icmp mld neighbor pim
    prefix-list>prefixList route{vrf *{*}} router{ospf>ospf} unicast-routing virtual-router nd
    source-guard verify multicast-routing}
  install is key l2-protocol>section l2 lacp{system-priority audit port-id} ldap lldp{run
    hold-time holdtime management-address timer tlv tlv-select reinit receive} link load-balance
    load-interval locator logging{buffered console event facility format host level
    message monitor on persistent policy qos relogging-interval repeat-messages source-interface
      synchronous trap vrf
    system} mac{access-list>acl address-table security>macSecurity timestamp pbr} macro
      match-list>section maintenance>maintenance
  management{accounts>mgmt api{external-services>mgmt gnmi>mgmt gnsi>mgmt gribi>mgmt
    http-commands>mgmt models>mgmt netconf>mgmt restconf>mgmt} cim-provider>mgmt console>mgmt
    cvx>mgmt defaults>mgmt
    dot1x>mgmt http-server>mgmt ldap>mgmt security>mgmt ssh>mgmt sso>mgmt telnet>mgmt xmpp>mgmt
      tech-support>mgmt *>mgmt} mcs>section mirror mlag{configuration>mlag} mlag>mlag
  monitor{session hadoop>section connectivity>section fault layer1>section link-flap
    loop-protection>section layer2 telemetry server>section unicast security>section
    telemetry>section twamp>section} mpls{ip label ldp>section lfib oam ping rsvp>section static
    tunnel tunnels>section tx *} msdp multicast nat netconf no ntp{authenticate authentication-key
    local-interface
    serve server source trusted-key force qos} openflow>section patch>section
      peer-filter>peerFilter pim platform{*} poe>section policy policy-map>policyMap
      port-channel{load-balance min-links} port port-security priority-flow-control privilege
      proxy
  ptp{clock-identity domain forward-v1 forward-unicast free-running hold-ptp-time ip ipv6 mode
    message-type monitor priority1 priority2 source ttl unicast-negotiation forward profile
    local-priority hardware-sync} pvst qos{map profile>section random-detect rewrite
    scheduling>section} queue-monitor radius{} radius-server random-detect reload rib role>role
    route-map>routeMap
  router{adaptive-virtual-topology>section bfd>section bgp>bgp dynamic general>routerGeneral
    igmp>routerAf isis>isis internet-exit>section kernel l2-vpn>section msdp>section
    multicast>routerAf nat ospf>ospf ospfv3>ospf
    path-selection>section pim>routerAf ribd rip>rip service-insertion>section
      segment-security>section traffic-engineering>section weighted-ecmp rip>rip}
  sample schedule schedule-config secret segment-routing service{routing configuration interface
    pulse unsupported-transceiver sequence-numbers
    password-recovery running-config dhcp timestamps} service-policy service-profile session
      sflow{destination enable extension hardware-acceleration interface polling-interval rewrite
      run sample source source-interface vrf} show snmp
  snmp-server{chassis-id community contact context enable engineID engineid extension group host
    ipv4 ipv6 local-interface location notification object qosmib source-interface system-contact
    transmit
    user view vrf} spanning-tree{backbonefast bpduguard bridge edge-port etherchannel forward-time
      guard hello-time instance loopguard max-age max-hops mode{mstp rstp rapid-pvst backup none}
    mst{configuration>mst *} pathcost portchannel portfast portfast{bpduguard bpdufilter} priority
      root transmit vlan vlan-id bpdu disabled}
  ssl ssh storm-control sflow stun>section switch switching-mode switchport{default} swx-tapagg
    system{l1>section control-plane>controlPlane env *} tacacs tacacs-server
    tap{aggregation>section} tcam telnet terminal terminattr track traffic-loopback
    traffic-policies>section traffic-policy
  transceiver{qsfp *} transmit trunk tunnel-intf udld uc unsupported username{*{nopassword
    privilege role secret shell sshkey ssh-key expiry ssh}} vlan{internal policy *>vlan #>vlan
    default} virtual-cable vmtracer>section vrf{definition>vrf instance>vrf} vrrp vtep vxlan
    zerotouch load
  interface-profile nas-identifier dns exec exit web errdisable icmp agents`;

/** Arista EOS. */
export const EOS = vocabulary({
  top: TOP,
  section: '*',
  interface: INTERFACE,
  interfaceDefaults: 'ethernet>interface mtu load-interval',
  ethernetSegment: `designated-forwarder identifier mpls redundancy route-target private-vlan
    traffic-engineering`,
  acl: `${ACL_ENTRIES} counters ip ipv6 seq mac`,
  prefixList: `seq{#{permit deny remark}} permit deny remark #{permit deny}`,
  routeMap: `${ROUTE_MAP} match{ip|ipv6{address{access-list prefix-list dynamic}} large-community
    router-id route-destination} set{as-path{match auto prepend} ip|ipv6{next-hop} bgp}
    sub-route-map`,
  classMap: `${CLASS_MAP} #{match} resequence`,
  policyMap: `${POLICY_MAP} #{class>policyClass match>policyClass} resequence copy`,
  ...POLICY_SECTIONS,
  vlan: 'name state trunk private-vlan address mac ip tag',
  vrf: 'description rd route-target',
  mst: 'name revision instance no show abort exit',
  bgp: BGP,
  bgpAf: BGP,
  bgpVlan: `rd redistribute route-target vlan vni evpn mac export import load-balance mpls vpws`,
  ospf: `${OSPF} adjacency bfd{default} auto-cost fips graceful-restart ip lfa no out-delay
    point-to-point router-alert tunnel address-family>ospf timers{lsa{rx tx} spf out-delay pacing}
    vrf>ospf log-adjacency-changes
    passive-interface redistribute{connected static bgp isis ospf ospfv3 dhcp attached-host rip
      dynamic include} ${LEAVE_AF} network ospfv3 dn-bit-ignore domain
      traffic-engineering>section`,
  isis: `address-family>isis adjacency authentication bfd default-information distance
    fast-reroute graceful-restart hello-padding is-hostname is-type
    log-adjacency-changes lsp lsp-in max-lsp-lifetime maximum-paths metric metric-style mpls
      multi-topology net passive passive-interface
    redistribute router-id segment-routing>section set-attached-bit set-overload-bit shutdown
      spf-interval summary-address timers traffic-engineering>section vrf tunnel hello
    purge flex-algo advertise area instance lsp-transmit attached-bit reachability
      graceful-restart-helper domain ${LEAVE_AF}`,
  rip: `default-metric distance distribute-list network redistribute router-id shutdown timers
    metric`,
  routerAf: `ipv4>routerAf ipv6>routerAf vrf>routerAf address-family>routerAf routing multipath rp
    log neighbor sparse-mode>routerAf anycast-rp bidirectional>routerAf ssm spt join-prune
    make-before-break mroute-cache multicast register-source fast-failover software-forwarding
      counters static unresolved rpf activity bfd sg
    host-proxy mpls bsr candidate hello query-max-response-time source-group-limit static-group
      accept-register hw-forwarding anycast forwarding route host-discovery`,
  routerGeneral: `control-functions>section hardware next-hops next-hop rib router-id route
    vrf>routerGeneral routes static software import leak tunnel policies auto-version route-scale
    address`,
  mlag: `domain-id dual-primary heartbeat-interval local-interface peer-address peer-link
    primary-priority reload-delay shutdown mac
    lacp interface`,
  mgmt: `allow cipher client connection-timeout cors curve default-services delay-start eapi
    entropy fips frame-limit hostkey http https idle-timeout ip ipv6 key-exchange known-hosts lldp
    local-interface
    log-level login mac no octa operation password>mgmtPassword policy>mgmtPassword
      polling-interval port protocol provider qos rekey server server-alive shared-secret shutdown
      signature-verification source-interface ssl>mgmtSsl
    tunnel transport{*>mgmtTransport} timeout trusted username verify vrf>mgmt authentication
      connection hardware path-authz vsys session ca-certificates mgmt validate heartbeat target
      gateway
    source log user group base-dn server-group search url`,
  mgmtTransport: '*',
  mgmtPassword: '*',
  mgmtSsl: '*',
  daemon: 'exec heartbeat option oom shutdown',
  eventHandler: `action asynchronous delay repeat threshold timeout trigger>section poll`,
  aaaGroup: 'server use-vrf',
  role: '#{permit deny} permit deny no resequence',
  peerFilter: '#{match} match',
  natPool: 'range port subnet',
  macSecurity: '*',
  maintenance: '*',
  controlPlane: 'ip ipv6 service-policy tcp traffic-policy mac',
});
