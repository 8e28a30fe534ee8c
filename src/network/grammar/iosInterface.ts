const IP_OSPF = `ospf{#{area{*} *} *{area} authentication authentication-key bfd cost
  database-filter dead-interval
  demand-circuit fast-reroute flood-reduction hello-interval lls lsa-suppression
    message-digest-key mpls mtu-ignore multi-area
  name-lookup neighbor network{broadcast non-broadcast point-to-multipoint point-to-point}
    prefix-suppression priority
  resync-timeout retransmit-interval shutdown transmit-delay ttl-security traffic-eng adjacency
    encryption
  manet bandwidth hello multi-area graceful-restart dynamic lls}`;

const IP = `access-group accounting address admission auth-proxy authentication{mode key-chain}
  bandwidth-percent bgp broadcast-address cef
  cgmp dampening-change dampening-interval ddns dhcp{client relay server snooping{trust limit vlan
    information} smart-relay} directed-broadcast dns domain dvmrp eigrp flow forward
  forward-protocol header-compression hello-interval helper-address hold-time icmp
    igmp{access-group explicit-tracking filter
    helper-address immediate-leave join-group last-member-query-count last-member-query-interval
      limit max-groups mroute-proxy
    proxy-service querier-timeout query-interval query-max-response-time snooping static-group tcn
      unidirectional-link
    v3lite v3-query-max-response-time version} information-reply inspect ips irdp lisp
      load-sharing local-proxy-arp mask-reply mfib mobile mroute-cache mrm mtu
  multicast{boundary limit netflow rate-limit ttl-threshold longest-match helper-map dynamic
    boundary} nat{inside outside enable allow-static-host stateful} nbar next-hop-self
    nhrp{attribute
    authentication cache event-publisher group holdtime interest map max-send multicast network-id
      nhs path preference
    record redirect registration responder route-watch send-routed server-only shortcut
      trigger-svc use}
  ${IP_OSPF} pgm pim{bfd bidir-neighbor-filter border bsr-border dense-mode dr-priority
    neighbor-filter nbma-mode passive query-interval
    redundancy snooping sparse-dense-mode sparse-mode state-refresh version hello-interval
      join-prune-interval}
  policy policy-list port-unreachable probe proxy-arp rarp-server rate-limit redirects rgmp rip
    route-cache router{isis eigrp ospf rip}
  rsvp rtp sap sdr security service smrp source split-horizon sticky-arp summary-address
    tcp{adjust-mss header-compression compression-connections path-mtu-discovery}
  traffic-export traffic-filter ttl tunnel unnumbered unreachables urlfilter verify
    virtual-reassembly
  vrf{forwarding sitemap receive} wccp arp{inspection{trust limit} access-list} device
    authentication-proxy raguard destination-guard ospfv3 local multicast-boundary reflexive`;

const IPV6 = `address atm authentication bandwidth-percent bgp cef crypto dhcp{client server relay
  guard} eigrp enable flow flowset hello-interval hold-time inspect mfib mld
  mobile mtu multicast nat nd{advertisement-interval autoconfig cache dad dns managed-config-flag
    na nd ns-interval nud other-config-flag
    prefix prefix-advertisement ra raguard reachable-time route-owner router-preference secured
      source-guard destination-guard inspection retransmission-time suppress-ra attach-policy
      cache}
  neighbor next-hop-self nhrp ospf{#{area{*}} authentication bfd cost database-filter
    dead-interval demand-circuit
    encryption flood-reduction hello-interval mtu-ignore neighbor network prefix-suppression
      priority retransmit-interval
    shutdown transmit-delay} pim policy redirects redirect rip router rsvp route-cache snooping
      source-guard split-horizon
  summary-address tcp traffic-filter unnumbered unreachables verify virtual-reassembly enable
    tunnel`;

/** Sub-commands of an interface on IOS and IOS-XE, routed and switched. */
export const IOS_INTERFACE = `
  aaa access-expression access-group access-session{*} ac-name affinity aggregation-port alarm aps
    arp atm authentication{control-direction event fallback host-mode linksec open order
    periodic port-control priority timer violation command} auto autodetect autostate backup
      bandwidth bfd{interval template echo neighbor jitter}
  bgp-policy bind bridge bridge-group broadcast-domain bundle-enable cablelength carrier-delay
    cdp{enable log tlv} cem>section channel channel-group{#{mode{active passive on
    desirable auto} *}} channel-protocol cis class clns clock cns compress cost crypto{map ipsec
      gdoi engine} crc cts custom-queue-list dampening
  datalink dcbx default default-interface delay description device-sensor device-tracking dialer
    dialer-group
  dot1q dot1x{authenticator auth-fail control-direction credentials critical default fallback
    guest-vlan host-mode initialize
    mac-auth-bypass max-reauth-req max-req max-start multi-hosts pae port-control
      re-authentication reauthentication
    supplicant timeout violation-mode eapol} down-when-looped duplex{auto full half} dsl dsu
      early-token-release eapol ed encapsulation{dot1q ppp hdlc
    frame-relay isl default untagged atm slip aal5snap priority-tagged dot1ad smds x25 lapb}
      energywise eou epm ethernet{*} evpn
  exec-vlan exit fabric fair-queue fc-port fips flow flowcontrol frame-relay framing full-duplex
    fhrp{delay} fulldup fwd gigabitethernet glbp{#{*}} gpon group-range half-duplex
  history hold-queue hold-time hsrp ieee if-state ignore ignore-dcd inherit interface invert
    invert-txclock ip{${IP}} ipsec ipv6{${IPV6}} ipx isdn isis{advertise adjacency-filter
    authentication
    bfd circuit-type csnp-interval fast-reroute hello hello-interval hello-multiplier
      hello-padding ipv6 lsp-interval mesh-group metric
    network password priority protocol retransmit-interval retransmit-throttle-interval
      segment-routing tag three-way-handshake ldp csnp te}
  keepalive l2protocol l2protocol-tunnel lacp{fast-switchover max-bundle min-bundle port-priority
    rate dual} lan-name lane link linktest lldp{transmit receive med-tlv-select tlv-select med}
    llid load-balancing load-interval location
  logging{event ip} loopback lre mab mac mac-address mac-address-table macro macsec mac-delimiter
    map-group mdix media-type media-proxy member>interfaceMember metering
  mka mls{qos ip netflow rp switching ipv6 cef} mop mobility monitor mpls{accounting bgp ip label
    ldp mtu netflow tp traffic-eng
    experimental ipv6 l2transport forwarding tag-switching} mtu multilink multilink-group mvr mvrp
      name nat64 nat66
  negotiation network-clock nlpid nmsp no node noise-margin ntp{disable broadcast multicast
    enable} openflow operating oversubscribe ospfv3{#{*} area authentication cost dead-interval
    encryption
    hello-interval mtu-ignore network priority bfd demand-circuit database-filter flood-reduction
      ipv4 ipv6 neighbor manet multi-area retransmit-interval shutdown transmit-delay}
  otv overlay pacing pagp peer performance physical-layer platform plim pm policy-map policy-group
    poll-interval port port-channel{min-links standalone-disable
    load-balance load-defer load-balance-hash port} port-name port-type power{inline} ppp{*} pppoe
      pppoe-client pri-group priority-flow-control priority-group priority-queue private-vlan ptp
      pulse-time punt-control pvc>atmPvc qos queue-set
  random-detect radius rate-limit rcv-queue redundancy remote rep resilient ring ring-speed
    rj45-auto-detect-polarity-disable routing rsvp rtr
  scramble security serial service{instance>serviceInstance} service-module service-policy{input output type history}
    service-insertion set shape shutdown signal signaling smds snapshot snmp{trap ifindex}
    snmptrap source source-interface spanning-tree{bpdufilter bpduguard
    cost disable guard{root loop none} link-type{point-to-point shared} loopguard mst
      port-priority portfast portfast-bpduguard priority stack-port vlan
    port mst bridge protection rootguard tc-guard cst} speed{#{} auto nonegotiate} squelch
      srr-queue ssid standby{#{authentication
      follow ip ipv6 mac-address mac-refresh name preempt priority timers track} authentication
        bfd delay follow ip ipv6
    mac-address mac-refresh name preempt priority redirect redirects timers track use-bia version}
  stack-mib static station-role storm-control{broadcast multicast unicast unknown-unicast action}
    subscriber switch switchport{access{vlan} autostate backup block
    capture dot1q encapsulation host mode{access trunk dynamic dot1q-tunnel private-vlan monitor
      fex-fabric} monitor nonegotiate port-security{mac-address maximum
      violation aging limit *} priority private-vlan protected trunk{allowed{vlan}
        encapsulation{dot1q isl negotiate} native{vlan} pruning{vlan} group ethertype
      dot1q private-vlan} vepa vlan voice{vlan detect} asic tap}
  sync tag tag-switching tarp tap tcam tdm template timeslots timeout traffic-shape transceiver
    transmit transmit-interface transport-mode trunk trust trusted-port
  tunnel{bandwidth checksum destination endpoint entropy flow key mode mpls nhrp
    path-mtu-discovery path-selection protection qos rbscp route-via
    sequence-datagrams source tagging tos ttl tsp-hop udlr vrf vlan hash ipv6-address-tlv raw}
      tx-queue tx-ring-limit txspeed udld{port enable disable aggressive} uc unidirectional
  upstream vbr-nrt vip virtual-port-group vlan vlan-id vlan-range voice vrf{forwarding}
    vrrp{#{address-family>vrrpGroup authentication description ip ipv6
    preempt priority shutdown sso timers track} delay} vrrs vtp vpn weighting wrr-queue
  x25 xconnect>xconnect zone-member zone nve>section vni>section host-reachability
    source-interface member host
  channelized description-inherit subslot nat clns-mtu spd ptp rmon vslp trust et-analytics fnf
    stackwise-virtual dual-active-detection`;
