import { ACL_ENTRIES, COMMUNITY_LIST, PREFIX_LIST } from './common.ts';

/** Commands of the global configuration of IOS and IOS-XE, with the sections that they open. */
export const IOS_TOP = `
  aaa{accounting{auth-proxy commands connection delay-start dot1x exec gigawords identity include
    jitter nested network resource
      send session-duration suppress system update tunnel default vrrs iosxe} attribute
        authentication{arap attempts banner dot1x
      enable eou fail-message login onep password-prompt ppp sgbp suppress username-prompt}
    authorization{auth-proxy cache commands config-commands configuration console
      credential-download exec
      network policy-if reverse-access template subscriber-service} cache common-criteria>aaaCommon
    configuration dnis group{server{tacacs+>aaaGroup radius>aaaGroup ldap>aaaGroup}} intercept
      local memory max-sessions new-model nas
    pod policy server{radius>dynamicAuthor} service-profile session-id session-mib traceback user
      route download filter}
  access-list{*{${ACL_ENTRIES} standard extended rate-limit} dynamic-extended compiled hardware
    log-update rate-limit}
  access-session alarm alias{atm-vc-config configure exec interface *} aqm-register-fnf ap>section apply
    appletalk application archive>archive arp{access-list>arpAcl * }
  async-bootp authentication{command mac-move critical periodic logging display convert-to} auto
    auto-ip-ring autonomic
  avb banner{motd login exec incoming slip-ppp prompt-timeout config-save} beep
    bfd-template>bfdTemplate bfd{map slow-timers echo}
  boot{system config buffersize host manual network bootstrap enable-break helper path-list
    private-config-file} boot-start-marker boot-end-marker bridge bridge-domain>bridgeDomain
    buffers
  bba-group>section busy-message call call-home>callHome card carrier-delay ccm-manager cdp{run
    timer holdtime advertise-v2 filter-tlv-list
    log source-interface tlv tlv-list enable} cef cfs channel-group chat-script cisp
      class-map>classMap
  clns{routing filter-set host} clock{timezone summer-time calendar-valid initialize protocol
    save} cns cof config-register configuration confreg connect
  control-plane>controlPlane controller>controller copy coap crypto{call ca{trustpoint>trustpoint
    certificate>certs} dynamic-map>cryptoMap engine gdoi>gdoi
      ikev2{authorization>ikev2 certificate-cache client{flexvpn>section *} cookie-challenge cts diagnose
        disconnect-revoked-peers dpd fragmentation http-url keyring>ikev2Keyring
        limit limit name-mangler>ikev2 nat policy>ikev2 profile>ikev2Profile proposal>ikev2
          reconnect redirect window}
      identity>section ipsec{client>ezvpn df-bit fragmentation ikev2 nat-transparency optional
        profile>ipsecProfile security-association
        security-policy transform-set>transformSet ipv4-deny server transport-set}
      isakmp{aggressive-mode client{configuration>isakmpGroup} default diagnose
        disconnect-revoked-peers enable fragmentation identity invalid-spi-recovery keepalive
        key nat peer>section policy>isakmpPolicy profile>isakmpProfile xauth}
      key{encrypt export generate import lock move pubkey-chain>section storage unlock zeroize}
        keyring>keyring logging map>cryptoMap
      mib nosession pki{authenticate benchmark certificate>certs crl cert-chain enroll export
        import profile server>section token trustpoint>trustpoint trustpool} ssl>section
      provisioning vpn wui xauth tls-tunnel engine}
  cts cwmp default default-value device-sensor device-tracking{policy>section tracking binding
    logging upgrade-cli} device diagnostic dial-peer>section dialer dialer-list dns-guard do
  domain{*} dot11 dot1x{system-auth-control guest-vlan supplicant test critical credentials>section
    default logging auto} downward-compatible-config dspfarm>section dual-active eap>section
      enable{secret password last-resort algorithm-type use-tacacs view}
  encor ephone>section ephone-dn>section ephone-dn-template>section ephone-template>section epm
    errdisable{detect recovery flap-setting} energywise ethernet>section evpn>section
  event{manager{applet>applet environment directory history policy scheduler session action cli} }
    exception explicit-path
  fabric facility-alarm fallback fhrp{version delay bfd} file finger fips flow{exporter>flow
    exporter-map>flow record>flow monitor>flow monitor-map>flow sampler-map>flow aggregation
      export hardware-acceleration sampler>flow platform} flow-sampler-map>flow format
  frame-relay ftp-server gatekeeper>section gateway>section graceful-restart group-policy gsr
    gnxi guestshell gtp helper hostname hw-module hw-switch identity{policy>section profile>section}
  iap install interface>interface iox ip{access-list{standard>acl extended>acl logging log-update
        match-local-traffic persistent resequence role-based>acl fqdn>acl helper} accounting
          accounting-list accounting-threshold
      admission address as-path{access-list} audit auth-proxy bgp-community{new-format} bootp cef
        classless community-list{standard|expanded{*{permit deny #}} *{permit deny #{permit
        deny}}} ddns
      default-gateway default-network device dfp-agent dhcp{aaa binding bootp class>dhcpClass
        compatibility conflict database drop-inform excluded-address global-options limit
          limited-broadcast-address local
        ping pool>dhcpPool relay remember route server smart-relay snooping{* } subscriber-id use
          update support gleaning packet client client-id drop}
      dns{server view>section view-list>section name-list spoofing primary} domain{list lookup
        name retry round-robin timeout recursive} domain-list domain-lookup domain-name drp dvmrp
        explicit-path>explicitPath
      extcommunity-list{standard>extcom expanded>extcom *>extcom} finger flow flow-aggregation
        flow-cache flow-capture flow-egress flow-export flow-top-talkers forward forward-protocol
        ftp gdp gratuitous-arps gre host host-list hp-host
      http{access-class active-session-modules authentication client help-path max-connections
        path port
        secure-active-session-modules secure-ciphersuite secure-client-auth secure-port
          secure-server secure-trustpoint
        server session-idle-timeout session-module-list timeout-policy tls-version digest token
          secure-trustpoint secure-ecdhe-curve secure-piv-based-auth} icmp identd igmp{limit
          profile>igmpProfile snooping ssm-map vrf
        immediate-leave filter} inspect ips irdp large-community-list>extcom local{pool policy}
          local-proxy-arp mcr
      mfib mroute mrm msdp mtu multicast{boundary cache-headers default-rpf-distance group-range
        hardware-switching
        limit mrinfo-filter multipath netflow route-limit rpf source-max-rate topology use-version
          vrf redundancy total} multicast-routing
      name-server nat{create enable inside{source destination} log outside{source}
        piggyback-support pool>natPool portmap
        service settings sip-sbc source stateful switchover translation template} nbar
          netmask-format nhrp{network-id} options ospf{name-lookup} overlay
      pgm pim{accept-register accept-rp autorp bidir-enable bidir-neighbor-filter
        bidir-offer-interval bidir-offer-limit
        bsr-candidate dm-fallback log-neighbor-changes register-rate-limit register-source
          rp-address rp-announce-filter rp-candidate
        send-rp-announce send-rp-discovery spt-threshold ssm v1-rp-reachability vrf snooping
          dr-limit redundancy maximum}
      policy policy-list ${PREFIX_LIST} prefix-set proxy-mobile radius rarp-server rcmd
        reflexive-list rip rip-flash
      route{profile static vrf{*{*}} *{*}} routing rsvp rtcp rtp sap scp sctp security
        security-profile sdr sip sla>ipSla
      slb{serverfarm>section vserver>section probe>section *} sla-responder snmp socket source
        source-address source-binding source-route source-track spd
      ssh{authentication-retries break-string client dh dscp logging maxstartups port precedence
        pubkey-chain>section rekey rsa
        server{algorithm authenticate certificate peruser} source-interface stricthostkeycheck
          time-out version bulk-mode window-size}
      sslvpn subnet-zero tacacs tcp{async-mobility chunk-size ecn ftp-window-size intercept
        keepalive mss path-mtu-discovery queuemax selective-ack
        selective-acknowledgment synwait-time timestamp window-size RST-count rst-count adjust-mss
          reset delay}
      telnet tftp traffic-export tftp-server trigger-authentication udp urlfilter urpf verify
        virtual-reassembly vrf>vrf
      wccp weighted-fair wlan x25 zone-name arp{gratuitous inspection incomplete-entry incomplete
        poll proxy track entry} route-header sticky-arp unnumbered}
  ipc ipnat ipsla iptv isdn ipv6{access-list>acl6 cef community dhcp{binding conflict database
    iana ping pool>dhcp6Pool relay server snooping guard{policy>hopPolicy}
        client-ldra ldra-remote} dhcp-client destination-guard{policy>hopPolicy} dns flow flowset general-prefix
          hop-limit host icmp inspect
      local mfib mld mobile multicast-routing multicast nat neighbor{binding tracking *}
        nd{raguard{policy>hopPolicy} inspection{policy>hopPolicy} cache host reachable-time suppress prefix ra ns-interval dad na}
        ospf pim policy port-map
      ${PREFIX_LIST} rip route{vrf{*{*}} static *{*}} router{eigrp>eigrp6 ospf>ospf rip>rip isis}
        snooping{policy>hopPolicy *} source-guard{policy>hopPolicy} source-route spd tacacs unicast-routing verify vrf
        virtual-reassembly
      adjacency adjacency-stale-timer address-validate redirects unnumbered tunnel urpf dhcp-ldra
        default-gateway}
  ipx iptables kerberos key{chain>keyChain config-key} keepalive kron{occurrence>section
    policy-list>section} l2>section l2vpn>section l2protocol-tunnel l2protocol
  lacp{system-priority rate fast-switchover} l2tp-class>section l2tun l3vpn ldap>section license
    line{console|con|vty|aux|tty|vty>line #>line}
  lisp lldp{run timer holdtime reinit tlv-select receive transmit management-address med tlv}
    location>section locator-led
  logging{alarm archive>section buffered buffer-size cns-events console count discriminator dmvpn
    esm event facility file history host hostinfo ip logfile main-cpu message-counter
    monitor on origin-id persistent queue-limit rate-limit reload server-arp snmp-authfail
      snmp-trap source-interface standby trap userinfo
    exception size event *{vrf} delimiter enable cns ipv6 buffered smartlog purge-log trustpoint
      mnemonics alarm-manager} login{block-for delay on-failure on-success quiet-mode
    local tacacs authentication fail}
  login-string mab mac{access-list{extended>macAcl *>macAcl} address-table mib} mac-address
    mac-address-table macro
  mdns management map-class>section map-list master memory memory-size menu metadata metric mgcp
  mkleaps mka>section mls mmi mobile modem modemcap module monitor{session{*{source destination
    filter type>span description encapsulation}} capture event-trace drop}
  mop mpls{bgp discovery experimental ip ipv6 label ldp{address-message advertise-labels atm
    autoconfig backoff discovery
        entropy explicit-null graceful-restart holdtime igp label>section logging loop-detection
          maxhops neighbor nsr password
        path-vector router-id session sync tcp targeted-sessions request-labels} mldp mtu
          oam>section static traffic-eng tp>section traffic-engineering prefix-map propagate-ttl
          label-range}
  mrcp-ca multilink mvr mvrp monitor-ce nat64 nat66 native nat ncia netbios netconf netconf-yang
    netdr network-clock network-clock-select network-policy>section nfs nhrp
  nmsp no ntp{access-group allow allow-mode authenticate authentication-key broadcastdelay
    clock-period disable logging master max-associations
    maxdistance mindistance orphan panic passive peer refclock server source step trusted-key
      update-calendar source-interface} nve object object-group>objectGroup
  ospfv3 onep oui packet parameter-map>parameterMap parser{cache config command view>section *}
    partition passive-interface password
  performance performance-counters pfr physical-layer platform policy-map>policyMap
    port-channel{load-balance load-balance-hash auto per-module} port-security policy-manager
    power powersupply ppp pppoe prefix-list printer priority-list private privilege process
  process-max-time prompt ptp profile pseudowire-class>section publish
    qos{queue-softmax-multiplier *}
  queue-list queue-limit radius{server>radiusServer dictionary * } radius-server
    random-detect-group redundancy>redundancy regexp rep resource restconf resume-string remote-span
  rif rlm rmon route-map>routeMap route-tag route-target router{bgp>bgp eigrp>eigrp eigrp6>eigrp6
    isis>isis lisp>section mobile odr ospf>ospf ospfv3>ospf rip>rip
    iso-igrp bfd static} rsvp rtr sampler>flow sccp scheduler sdm secure security
      segment-routing>section service{alignment call-home compress-config config counters dhcp
      disable-ip-fast-frag
      exec-callback exec-wait finger heartbeat hide-telnet-addresses internal linenumber nagle
        old-slip-prompts
      pad password-encryption password-recovery prompt pt-vty-logging sequence-numbers
        single-config slave-log tcp-keepalives-in
      tcp-keepalives-out tcp-small-servers telnet-zeroidle timestamps udp-small-servers
        unsupported-transceiver
      private-config-encryption performance-monitor udld service-policy instance * }
  service-chain service-group service-insertion service-list service-policy service-routing
    service-template>serviceTemplate session-timeout setup sgbp shutdown smrp
  snasw snmp snmp-server software source source-ip-address spanning-tree{backbonefast bridge cost
    dispute etherchannel extend fcoe guard link-type logging loopguard mode{pvst rapid-pvst mst
    mstp none} mst>mst
    optimize pathcost port-priority portfast port sso transmit uplinkfast vlan bpdufilter
      bpduguard disable lc-issu pseudo-information>section} srlg
  ssh ssl sscop stack stack-mac stack-power>section stackwise-virtual>section sdwan>section standby stcapp storm-control structure
    subscriber-policy subscriber switch{*{provision priority renumber
      stack} virtual>section} switch-type switching table-map>section switchport
  system>systemSection{mtu ignore disable env} tacacs{server>tacacsServer} tacacs-server tag-switching
    task-group telephony-service>section telemetry>section template>template terminal
    terminal-queue tftp-server
  threat-visibility time-range>timeRange tls-proxy tn3270 topology track>track traffic
    transceiver>section
  translation-rule transmit trustpoint tunnel udld{enable aggressive message recovery} udp uds
    upgrade user username{*{privilege secret password nopassword access-class
      aaa algorithm-type autocommand callback-dialstring common-criteria-policy dnis view one-time
        noescape nohangup user-maxlinks mac serial-number group role inherit policy ssh-cert-dn}}
  users version virtual-profile virtual-service>section virtual-template vines virtual
    vlan{access-log access-map>vlanMap accounting configuration>vlanConfiguration database dot1q
    filter group internal name #>vlan * } vlan-group vmps voice>section voice-card>section
      voice-port>section vpdn vpdn-group>section vpn vrf{definition>vrfDefinition upgrade-cli
      list}
  vrrp vstack vtp vty-async vxlan wireless{profile{flex>section *} tag{site>section policy>section
    rf>section} *} wlan>section wism workgroup wrr-queue wsma>section x25
    x29 xconnect xdr xnsd
  xsm yang-interfaces zone{security>section pair>section} zone-pair>zonePair hidekeys vservice
    utd>section appqoe spd set end show
  ${COMMUNITY_LIST}`;
