/** Sub-commands of an interface on IOS-XR. */
export const IOSXR_INTERFACE = `
  arp bandwidth bfd bundle{id load-balancing lacp-delay lacp-fallback maximum-active
    minimum-active port-priority shutdown wait-while lag-duration} bridge-domain
  carrier-delay cdp clns controller cdp-enable dampening description destination dot1q dot1x
    duplex encapsulation ethernet{cfm>section lldp loopback loopback oam>section udld>section uni
    egress-filter frame-preemption source}
  ethernet-services flow flow-control frequency-synchronization>section hw-module interface-mode
    ipv4{access-group address bgp conflict-policy
    directed-broadcast flowspec forwarding-enable helper-address icmp load-interval mask-reply mtu
      multicast point-to-point proxy-arp redirects source-address source-routing
    tcp-mss-adjust ttl-propagate unnumbered unreachables verify unreachables-disable route-tag
      unicast}
  ipv6{access-group address bgp enable flowspec icmp mtu nd redirects tcp-mss-adjust
    traffic-filter unreachables verify unnumbered ttl-propagate load-interval}
  keepalive l2transport>l2transport lacp{churn cisco-extensions collector-max-delay
    fast-switchover mode packet-capture period
    switchover system timer non-revertive fallback} lldp>lldpInterface load-interval
      local-proxy-arp local-proxy logging loopback mac-accounting mac-address macsec
      macsec-service mlacp monitor-session>section mpls>interfaceMpls mtu negotiation network nve
  path-selection pccd peer performance-measurement>section point-to-point ppp
    priority-flow-control proxy-arp ptp>section punt qos rewrite segment-routing
    service-policy>subinterface shutdown snmp source
  speed spanning-tree sub-interface transceiver transport-mode tty tunnel{bfd destination df key
    mode path-mtu-discovery source tos ttl vrf encapsulation} udld
  vrf vty xconnect autoroute affinity affinity-map signalled-name signalled-bandwidth record-route
    fast-reroute path-option priority logging auto-bw backup-bw policy-class forward-class
  member>nveMember overlay-encapsulation host-reachability source-interface generic-interface-list
    arp-security fec anycast lc auto-negotiation
  flow-monitor ipsec`;
