/** Features that NX-OS can switch on. */
export const NXOS_FEATURE = `feature{analytics app-hosting bash-shell bfd bgp bulkstat catena
  container-tracker cts dhcp dot1x eigrp epbr
  evb evmed fabric fabric-access fcoe fcoe-npv fcsp fex fips flexlink frequency-synchronization
    ftm glbp grpc hardware-telemetry hmm hsrp hw-telemetry icam icap imp
  interface-vlan intersight ip isis itd lacp ldap lisp lldp macsec mlacp mld-snooping mpls{l2vpn
    l3vpn ldp oam static segment-routing traffic-eng evpn} msdp mvpn mvr nat
  nbm netconf netflow ngmvpn ngoam npiv nsh ntp nv{overlay} nxapi nxdb nxsdk ofm onep openflow
    ospf ospfv3 otv password pbr pim pim6 pnp poe
  port-security port-track port_security pong private-vlan privilege ptp restconf rise rip ripng
    rmon-alarm scheduler scp-server scv segment-routing
  services sflow sftp-server signature-verification sla sla{sender responder twamp-server}
    smart-channel spbm srv6 srte ssh ssh-key stp storm-control sup-eth syslog-bulk
  tacacs+ telemetry telnet tetration tunnel tunnel-encryption udld vm-tracker vmtracker
    vn-segment-vlan-based vni vpc vrrp vrrpv3 vtp wccp xml}`;
const BFD_ISIS = `isis{authentication authentication-check authentication-key authentication-type
  bfd circuit-type csnp-interval hello-interval
  hello-multiplier hello-padding ipv6 lsp-interval mesh-group metric mtu-check n-flag-clear
    network passive passive-interface priority prefix-attributes
  retransmit-interval retransmit-throttle-interval shutdown suppressed}`;
/** Sub-commands of an interface on NX-OS. */
export const NXOS_INTERFACE = `
  aaa authentication autostate bandwidth beacon bfd{authentication echo interval ipv4 ipv6
    neighbor per-link track-member-link optimize} cdp{enable} channel-group{#{force mode{active on
    passive}}}
  carrier-delay congestion-control copy cts dampening delay description dot1x duplex encapsulation
    eth-oam fabric{forwarding multicast is-loopback} fec fex flowcontrol frequency-synchronization
  eigrp gigabitethernet glbp>glbp hardware host-reachability hsrp{#>hsrp bfd delay mac-refresh
    use-bia version} hold-queue inherit
  ip{access-group address arp authentication bandwidth bandwidth-percent bfd delay dhcp{relay
    snooping smart-relay option82} directed-broadcast distribute-list drop-glean eigrp flow
    forward hello-interval hold-time
    igmp{access-group report-policy static-oif version join-group query-interval snooping
      immediate-leave query-timeout querier-timeout
      last-member-query-count last-member-query-response-time group-timeout
        report-link-local-groups robustness-variable state-limit
      startup-query-count startup-query-interval query-max-response-time suppress
        v3-query-max-response-time host-proxy} load-sharing local-proxy-arp mask-reply mtu
    multicast nat next-hop-self offset-list ospf{advertise-subnet authentication
      authentication-key bfd cost
      dead-interval hello-interval message-digest-key mtu-ignore network{point-to-point broadcast}
        passive-interface prefix-attributes priority
      retransmit-interval shutdown transmit-delay} passive-interface pim{bfd-instance bfd border
        dr-delay dr-priority hello-authentication hello-interval
      jp-policy neighbor-policy passive prefix-list sparse-mode strict-rfc-compliant} policy port
        port-unreachable proxy-arp redirects
    rip router{ospf eigrp isis rip} sla split-horizon summary-address tcp unnumbered unreachables
      urpf verify wccp arp-inspection dot1x source vrrp}
  ipv6{access-class address dhcp{relay guard} eigrp icmp link-local mld mtu multicast nd{dad dns
    hop-limit managed-config-flag mtu ns-interval other-config-flag
      prefix ra-interval ra-lifetime reachable-time redirects retrans-timer router-preference
        suppress-ra synchronize mac-extract virtual raguard} neighbor ospfv3 pim policy
    port redirects router summary-address traffic-filter unreachables urpf use-link-local-only
      verify forward unnumbered}
  evpn{multisite ethernet-segment *} ${BFD_ISIS} keepalive lacp{fast-select-hot-standby graceful-convergence max-bundle min-links
    mode port-priority rate
    suspend-individual vpc-convergence short-timeout} link{debounce flap-prevention transmit
      mac-up loopback}
  lldp{transmit receive tlv-select tlv dcbx} load-interval locator-led logging{event}
  mac{access-group port} mac-address macsec management media-type mdix medium member>nveMember
    microburst-detection mpls mode mtu multicast multisite mvr
  nat negotiate no ntp ospfv3{authentication bfd cost dead-interval encryption hello-interval
    instance mtu-ignore network passive-interface priority
    retransmit-interval shutdown transmit-delay} otv peer-ip port port-channel port-license
      port-profile port-type power priority-flow-control private-vlan{mapping} protocol ptp
  queue-limit rate-limit rate-mode segment-routing service service-instance service-policy{type
    input output} sflow shutdown snmp source-interface
  spanning-tree{bpdufilter bpduguard cost guard{loop none root} link-type mst port{type{edge
    network normal}} port-priority simulation vlan}
  speed speed-group state storm-control suppress-arp suppress-unknown-unicast
    switchport{access{vlan} autostate block
    description dot1q host isolated mac-learn mode{access trunk dot1q-tunnel fabricpath fex-fabric
      private-vlan monitor} monitor nonegotiate
    port-security{aging mac-address maximum violation} priority private-vlan trunk{allowed native
      private-vlan ethertype} vlan voice virtual-ethernet block isolated ingress-vlan}
  switching-mode system tunnel{destination mode source ttl use-vrf path-mtu-discovery key mtu
    loopback tos} udld vlan vmtracker
  vpc{#{} peer-link orphan-port} vrf{member} vrrp{#>vrrp *} vrrpv3{#{address-family>vrrpv3}} vtp
    wrr-queue xconnect transceiver fiber
  global>nveMember advertise virtual-rmac fabric-trunk lisp analytics track site-of-origin`;
