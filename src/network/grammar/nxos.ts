import {
  ACL_ENTRIES,
  CLASS_MAP,
  COMMUNITY_LIST,
  LEAVE_AF,
  OSPF,
  POLICY_MAP,
  POLICY_SECTIONS,
  PREFIX_LIST,
  ROUTE_MAP,
} from './common.ts';
import { NXOS_FEATURE, NXOS_INTERFACE } from './nxosInterface.ts';
import { vocabulary } from './vocabulary.ts';

const BGP_AF_COMMON = `additional-paths advertise advertise-pip advertise-l2vpn aggregate-address
  allocate-label bestpath client-to-client dampen-igp-metric dampening default
  default-information default-metric distance export-gateway-ip import inject-map l2vpn
    maximum-paths network nexthop redistribute
  retain suppress suppress-inactive table-map timers wait-igp-convergence vrf-lite export
    route-target
  evpn igp nssa`;
const BGP_NEIGHBOR = `address-family>bgpNeighborAf affinity-group bfd bfd{multihop singlehop}
  bmp-activate-server capability description disable-connected-check
  disable-peer-as-check dont-capability-negotiate dynamic-capability ebgp-multihop
    enforce-first-as graceful-shutdown inherit{peer peer-session} local-as log-neighbor-changes
  low-memory maximum-peers no-prepend password path-attribute peer-type remote-as
    remove-private-as shutdown timers transport ttl-security update-source
  as-override encryption fabric-external internal-vpn-client ktls ao`;
const BGP_TOP = `address-family>bgpAf allocate-index asn{} bestpath client-to-client cluster-id
  confederation disable-policy-batching
  dynamic-med-interval enforce-first-as enhanced-error event-history fabric-soo
    fast-external-fallover flush-routes graceful-restart graceful-restart-helper
  graceful-shutdown isolate local-as log-neighbor-changes maxas-limit neighbor{*>bgpNeighbor
    *{remote-as>bgpNeighbor inherit description}} neighbor-down nsr nexthop
  prefix-peer-timeout prefix-peer-wait reconnect-interval router-id rd reflector rpki shutdown
  suppress-fib-pending template{peer>bgpNeighbor peer-policy>bgpNeighborAf
    peer-session>bgpNeighbor} timers vrf>bgpVrf bmp wait-for-convergence
  no bmp-server bfd retain advertise-pip rd label-allocation-mode route-import-interface
    default-information update-delay
  ${BGP_AF_COMMON}`;

const EIGRP = `address-family>eigrp authentication autonomous-system bfd default-information
  default-metric distance distribute-list eigrp event-history
  fast-reroute flush-routes graceful-restart graceful-restart-helper isolate log-adjacency-changes
    log-neighbor-changes log-neighbor-warnings maximum-paths metric nsf
  redistribute router-id shutdown site stub table-map timers vrf>eigrp passive-interface network
    isolate soo ${LEAVE_AF}`;

const TOP = `
  aaa{accounting authentication{login cts dot1x rejected tacacs radius} authorization{commands
    config-commands cts ssh-certificate ssh-publickey default} group{server{tacacs+>aaaGroup
    radius>aaaGroup ldap>aaaGroup}} user}
  apply arp{access-list>arpAcl *} banner{motd exec} bfd{echo-interface echo-rx-interval interval
    ipv4 ipv6 slow-timer startup-timer multihop hw-offload-module}
  bloggerd boot bootflash callhome>callhome cdp{enable timer holdtime advertise format pnp
    advertise} cfs class-map{type{qos queuing network-qos control-plane *}>classMap *>classMap}
  cli{alias var} clock{timezone summer-time protocol format} cns config configure{session>top maintenance>top *}
    control-plane>controlPlane
  copp{profile} crypto{ca key rsa certificatemap ike ipsec certificates} cts diagnostic
    dot1x>section dot1x{system-auth-control default} ethanalyzer event{manager{applet>applet
    environment policy}} evpn{multisite>evpnMultisite *} evpn>evpn errdisable{detect recovery}
  fabric{forwarding} fabricpath{domain>section *} fex>fex fips flow{exporter>flow record>flow monitor>flow timeout}
    ${NXOS_FEATURE} feature-set guestshell grpc hardware
  generic-package-manager graceful-restart hostname hsrp{anycast>section timers} icam
    incompatible-config install interface{breakout *>interface breakout-range}
  ip{access-list{*>acl} adjacency adjmgr amt arp{inspection synchronize timeout gratuitous cache
    rate-limit suppression *}
      as-path{access-list} ${COMMUNITY_LIST} dhcp{relay snooping smart-relay option82 packet} dns
        domain-list
      domain-lookup domain-name dscp-lop eigrp extcommunity-list fabric ftp fib forward-protocol
        host http icmp-errors igmp{snooping ssm-translate flush-routes mtrace heavy-template-cdp
        enforce-router-alert event-history group-policy any-query-destination group
        rate-limit static-oif policy} internal isis load-sharing local
      mask mld mroute msdp mtu multicast name-server nat{translation inside outside pool>natPool}
        netstack ospf overlay-arp ping pim{anycast-rp auto-enable auto-rp bfd bidir-rp-limit
        border bsr
        event-history evpn-border-leaf flush-routes log-neighbor-changes mofrr neighbor-policy
          pre-build-spt register-policy register-rate-limit register-source
        register-until-stop rp rp-address rp-candidate-policy rpf send-rp-announce
          send-rp-discovery spt-threshold
        ssm state-limit use-shared-tree-only vxlan mtu passive register isolate pe-proxy
          bsr-candidate auto-rp bidir-rp-limit}
      policy ${PREFIX_LIST} radius route{*{*}} router rip rsvp routing sla{#>ipSla schedule group
        logging responder key-chain reaction-configuration
        reaction-trigger restart reset enable low-memory} source-route ssh tacacs tcp telnet tftp
          udp urlfilter
      verify wccp scp flow internal unreachables source redirects}
  ipv6{access-list{*>acl} adjacency dhcp{relay snooping smart-relay guard ldra} fib host icmp
    local mld mroute multicast nd neighbor pim policy ${PREFIX_LIST}
    route{*{*}} router static routing snooping redirects unreachables switch-packets verify}
  itd>section key{chain>keyChain config-key} l2protocol l2 lacp{system-priority system-mac} lagg
    ldap-server ldap license line{console>line vty>line com1>line}
  lldp{dcbx holdtime portid-subtype reinit timer tlv-select chassis-id receive transmit
    multi-peer} load-interval locator-led logging{console count dropcount event ip
    ipv6 level logfile message module monitor origin-id pending rate-limit reload server sourceid
      source-interface timestamp vmm rfc-strict persistent}
  login{block-for on-failure on-success quiet-mode} mac{access-list{*>macAcl} address-table
    packet-classify sticky}
  macsec>section maintenance>section mgmt monitor{session{*>span} erspan} mpls{ip label
    load-sharing ldp>section oam>section static>section strip traffic-eng>section} msdp multicast
    mvr-config>section
  nat nbm>section netconf netflow ngmvpn ngoam no nlb ntp{access-group allow authenticate
    authentication-key distribute drop logging master passive peer
    rts-update server source source-interface trusted-key} nv{overlay} nve nxapi
      object-group{ip{address>objectGroup port>objectGroup} ipv6{address>objectGroup}}
  onep openflow>section otv password peer{} platform poap policy-map{type{qos queuing network-qos
    control-plane pbr *}>policyMap *>policyMap}
  port-channel{load-balance hash-distribution load-defer rate limit} port-profile>interface
    port-security port-track power priority-flow-control private-vlan privilege ptp qos radius
    radius-server radius
  reload role{name>role feature-group>roleFeatureGroup distribute} route-map>routeMap rmon
    router{bgp>bgp eigrp>eigrp isis>isis ospf>ospf ospfv3>ospf rip>rip} resequence restconf
    rollback sampler>flow
  scheduler{job>section schedule>section logfile aaa-authentication} scripting
    segment-routing>section send service{dhcp unsupported-transceiver password-recovery
    exclude-bootconfig}
  sflow{agent-ip agent-interface collector-ip collector-port counter-poll-interval data-source
    extended max-datagram-size max-sampled-size sampling-rate} slot>section snmp
  snmp-server{aaa-user aaa cert community contact context counter drop enable engineID engineid
    globalenforcepriv group host load-mib location mib name packetsize protocol
    source-interface tcp-session user view globalEnforcePriv system-shutdown disk_space_alert
      unsupported event}
  spanning-tree{backbonefast bpdufilter bpduguard bridge cost domain etherchannel fcoe guard
    link-type lc-issu loopguard mode{rapid-pvst mst} mst{configuration>mst
      *} pathcost port{type{edge network}} pseudo-information>section vlan simulation uplinkfast disable} ssh ssh{cipher-mode ciphers idle-timeout kexalgos key keytypes key-based
    login-attempts login-gracetime macs port rekey strict-mode maxstartups}
  stack storm-control strip switch{} switchname switching-mode switchto
  system{acl admin-vdc auto auto-collect auto-upgrade cores cores-path default{interface
    switchport dce-mode} delay-deallocate fabric-mode fabric feature-set fex-timeout hap-reset
    health interface inter jumbomtu kernel-trap login memory-thresholds mode mtu module nve nxos
      platform pfc qos>systemQos routing standby statistics
    startup-config switchover switch-mode trace trunks urpf vlan watchdog hw-bypass no-warn-level
      copp default-nve dot1q-tunnel private-vlan storm dram}
  table-map tacacs tacacs+ tacacs-server{deadtime directed-request host key test timeout}
    telemetry>section telnet template>section terminal test time-range>timeRange track{*>track}
    tunnel-encryption>section
  tunnel-profile>section udld{aggressive message message-time reset recovery} use-vrf user username
    userpassphrase verify vdc>vdc version virtual-service>section vlan{access-map>vlanMap
    configuration>vlanConfiguration dot1q filter access-log #>vlan *>vlan} vmtracker vni
  vpc{domain>vpcDomain} vrf{context>vrf} vtp vxlan wccp wrr-queue xml zone`;

/** NX-OS of the Nexus switches. */
export const NXOS = vocabulary({
  top: TOP,
  section: '*',
  interface: NXOS_INTERFACE,
  nveMember: `vni>nveVni ingress-replication{protocol} mcast-group multisite suppress-arp
    suppress-unknown-unicast associate-vrf spine-anycast-gateway peer-ip tag port`,
  nveVni: 'ingress-replication mcast-group',
  hsrp: `authentication follow forwarder ip ipv6 mac-address name preempt priority shutdown timers
    track`,
  glbp: `authentication forwarder ip load-balancing name preempt priority timers weighting`,
  vrrp: `address advertisement-interval authentication preempt priority shutdown track backup name`,
  vrrpv3: `address description match-address object-track preempt priority shutdown timers vrrpv2
    vrrs`,
  acl: `${ACL_ENTRIES} #{ignore} ignore fragments`,
  macAcl: `${ACL_ENTRIES}`,
  arpAcl: ACL_ENTRIES,
  routeMap: `${ROUTE_MAP} match{ip|ipv6{multicast}}`,
  classMap: `${CLASS_MAP}`,
  policyMap: `${POLICY_MAP} class{type{queuing{*>policyClass} network-qos{*>policyClass}}
    *>policyClass} control-plane`,
  ...POLICY_SECTIONS,
  objectGroup: '#{*} host eq gt lt neq range *',
  vlanMap: 'action match statistics',
  vlan: `name state shutdown mode vn-segment private-vlan remote-span fabric-control fabricpath
    media xconnect service-policy ip`,
  vlanConfiguration: `ip{igmp{snooping} flow} ipv6 service-policy vn-segment member
    device-tracking`,
  mst: 'name revision instance private-vlan',
  vrf: `address-family>vrfAf description evpn export ip{route domain-list domain-lookup
    domain-name name-server host igmp mroute multicast
    pim auto-discard} ipv6{route pim mld host multicast} mdt mvpn ospf pim rd route-target
      shutdown segment-routing vni vpn nbm`,
  vrfAf: `export import maximum route-target vpn ${LEAVE_AF}`,
  bgp: BGP_TOP,
  bgpAf: `${BGP_AF_COMMON} ${LEAVE_AF}`,
  bgpVrf: BGP_TOP,
  bgpNeighbor: BGP_NEIGHBOR,
  bgpNeighborAf: `advertise advertisement-interval advertise-gw-ip advertise-local-labeled-route
    advertise-map aigp allowas-in as-override capability
    default-originate dmz-link-bandwidth dampening disable-peer-as-check encapsulation filter-list
      import inherit internal-vpn-client local-label maximum-prefix next-hop-self
      next-hop-third-party
    prefix-list rewrite-evpn-rt-asn rewrite-rt-asn route-map route-reflector-client send-community
    send-label soft-reconfiguration soo suppress-inactive unsuppress-map validate-instance weight
      ${LEAVE_AF}`,
  ospf: `${OSPF} address-family>ospf vrf>ospf flush-routes isolate down-bit-ignore shutdown
    log-adjacency-changes ${LEAVE_AF}
    name default-route bfd event-history graceful-restart redistribute`,
  eigrp: EIGRP,
  isis: `address-family>isis adjacency-check authentication authentication-check
    authentication-key authentication-type bfd default-information distance distribute
    distribute-list event-history fast-reroute
    flush-routes graceful-restart hostname is-type log-adjacency-changes lsp-gen-interval lsp-mtu
      max-lsp-lifetime maximum-paths
    metric-style mpls multi-topology net nsf passive-interface redistribute reference-bandwidth
      router-id segment-routing set-attached-bit
    set-overload-bit shutdown spf-interval suppress-fib-pending summary-address table-map vrf>isis
      wide-metric-only queue-limit reference-bandwidth ${LEAVE_AF}`,
  rip: `address-family>rip default-information default-metric distance maximum-paths redistribute
    timers vrf>rip isolate shutdown`,
  line: `access-class exec-timeout session-limit speed databits parity stopbits flowcontrol modem
    modem-in terminal length width logout-warning absolute-timeout ip ipv6`,
  aaaGroup: `deadtime server source-interface use-vrf authentication enable-user-server-group
    ldap-search-map source-ip`,
  keyChain: 'key>key type',
  key: `accept-lifetime send-lifetime cryptographic-algorithm key-string key-octet-string`,
  natPool: 'address',
  ipSla: '#{} *',
  track: 'object delay threshold description vrf',
  span: `description destination>erspanDestination erspan-id filter header-type ip marker-packet
    mtu mode rate-limit rate session shut shutdown source vrf sampling no multicast`,
  erspanDestination: '*',
  flow: `collect description destination dscp exporter match mode record source transport
    version>flow option template cache export buckets granularity data-timeout`,
  evpn: `vni>evpnVni esi multihoming vlan esi>section multisite ethernet-segment>section`,
  evpnMultisite: 'delay-restore anycast-multisite',
  evpnVni: 'rd route-target multicast',
  vpcDomain: `auto-recovery delay{restore orphans-port peer-link} dual-active fast-convergence
    graceful ip{arp} ipv6{nd} layer3{peer-router} mac-address-table mac
    peer-config-check-bypass peer-gateway peer-keepalive{destination interval} peer-switch
      role{priority} single-active system-mac system-priority virtual
    track graceful-shutdown fabricpath inherit reload delay-restore`,
  vdc: `allocate boot-order cpu-share ha-policy limit-resource template interface`,
  role: `description interface policy>role rule tenant vlan vrf vsan permit deny`,
  roleFeatureGroup: 'feature',
  controlPlane: 'service-policy scale-factor',
  systemQos: 'service-policy',
  timeRange: 'absolute periodic #{absolute periodic}',
  fex: `description fcoe locator-led pinning serial type hardware logging beacon`,
  applet: 'action description event',
  callhome: `alert-group contract-id customer-id destination-profile distribute duplicate-message
    email-contact enable periodic-inventory
    phone-contact site-id streetaddress switch-priority transport vrf commit contact`,
});
