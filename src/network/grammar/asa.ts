import { CLASS_MAP, OSPF, POLICY_MAP, POLICY_SECTIONS, ROUTE_MAP } from './common.ts';
import { vocabulary } from './vocabulary.ts';

const TOP = `
  asa pix admin-context aaa{accounting authentication{console enable http include exclude listener login-history
    match secure-http-client serial ssh telnet
      attempts proxy-limit timeout} authorization{command exec http include exclude match} local
        mac-exempt proxy-limit sdi-custom kerberos}
  aaa-server{*{protocol>aaaServer *{host>aaaHost}}} access-group access-list{alert-interval
    deny-flow-max *{advanced deny ethertype extended{permit deny} line permit remark rename
      standard webtype}} alias allowed-eids anyconnect-essentials anyconnect app-agent app-id arp
        arp-inspection as-path as asdm asp
  auth-prompt auto-update backup banner{asdm exec login motd} bfd bfd-template>section boot
    bridge-group ca-check call-home>section cdp certificate checkheaps class>section
    class-map>classMap client-update clear clock{timezone summer-time}
  cluster>section command-alias community-list compression config-register configure connect
    console context>context coredump cpu crashinfo crypto{ca{certificate>certs
    trustpoint>trustpoint trustpool permit-weak-crypto server>section crl alerts} dynamic-map
    engine
    ikev1{am-disable enable ipsec-over-tcp limit policy>isakmp} ikev2{cookie-challenge enable
      fragmentation limit limit notify policy>isakmp redirect remote-access rsa-sig-hash}
    ipsec{df-bit fragmentation ikev1 ikev2{ipsec-proposal>ipsecProposal sa-strength-enforcement}
      inner-routing-lookup profile>ipsecProfile security-association transform-set}
    isakmp{am-disable disconnect-notify enable identity nat-traversal policy>isakmp reload-wait
      ipsec-over-tcp key} key map{*{#{match set ipsec-isakmp annotation} interface client}}
    large-cert-acceleration vpn}
  ctl-file>section ctl-provider cts ddns>section debug default defer-reset delete device-sensor
    dhcp dhcp-client dhcpd dhcp-server dhcprelay{server enable setroute timeout
    information trusted interface-server interface source-address} dns{domain-lookup
      expire-entry-timer forwarder name-server poll-timer retries server-group>dnsGroup
    timeout update trusted-source update-group} dns-group domain-name dscp
      dynamic-access-policy-config dynamic-access-policy-record>dapRecord dynamic-filter
      dynamic-map eigrp email enable{password} enforcenextupdate eou erase established
      event{manager>section} exceed-mss extended-security failover{active exec group>failoverGroup
      health-check interface
    interface-policy ipsec key lan link mac mode polltime reload-standby replication standby
      timeout cloud wait-disable reset}
  file-bookmarks filter fips firewall fixup flow-export flow-offload format fragment ftp
    ftp-map>section gateway global group-delimiter group-object
    group-policy{*{attributes>groupPolicy external internal}} group-search
  gtp-map h225-map help hostname hpm hsi-group http{server authentication-certificate redirect
    username-from-certificate connection *{*}} http-map https-proxy hw-module icmp{deny permit
    unreachable}
  icmp-object ignore-ipsec-keyusage igmp imap4s>section inspect interface>interface intercept-dhcp
    ip{address audit local{pool} verify default-gateway} ip-client
  ipsec-udp ips ipv6{access-list address dhcprelay enforce-eui64 icmp local nd neighbor route
    router>ospf unicast dhcp prefix-list} isakmp jumbo-frame kcd-server key{config-key
    chain>section} l2tp ldap{attribute-map>section} license{smart>licenseSmart} load-balancing location log
    logging{asdm
    asdm-buffer-size buffered buffer-size class console debug-trace device-id emblem enable
      facility flash-bufferwrap flash-maximum-allocation flash-minimum-free
    flow-export-syslogs from-address ftp-bufferwrap ftp-server hide history host list mail message
      monitor permit-hostdown queue rate-limit recipient-address
    savelog standby timestamp trap suppress-configuration buffered}
  login logout mac-address mac-address-table mac-learn mac-list management management-access
    management-only map-name mask-banner mask-syst-reply match max-failed-attempts media-type
    media-termination member memory memory-size merge-dacl mfib
  message-length mgcp-map migrate mgmt-access mmp mode monitor-interface mount mroute mtu
    multicast multicast-routing multi-boot name name-server names nac nac-policy nameif
    nat{*{after-auto # source dynamic *}} nat-assigned-to-public-ip nat-control nat-rewrite native
    nem no ntp{authenticate authentication-key server trusted-key}
  num-packets nve>section object{network>object service>object service-template>section}
    object-group{icmp-type>objectGroup network>objectGroup protocol>objectGroup
    security>objectGroup service>objectGroup user>objectGroup network-service>objectGroup}
  object-group-search ospf outstanding pager parameters participate passwd password
    password-policy password-storage path-monitoring perfmon periodic periodic-authentication pfs
    phone-proxy>section pim ping police policy policy-list>policyList policy-map>policyMap
    policy-route
  pop3s>section port-channel port-object power-supply pppoe prefix-list{*{description permit deny
    seq} sequence-number} preempt privilege prompt protocol protocol-object proxy-bypass qos
    queue-limit quit quota radius-common-pw rate-limit rd reactivation-mode reload regex
  remote-access reserve rest-api rollback route{*{*}} route-map>routeMap router{bgp>bgp
    eigrp>section isis>section ospf>ospf rip>section} same-security-traffic{permit{inter-interface
    intra-interface}} scansafe>section sdm secure-unit-authentication security-group
      security-level serial-number server service{call-home internal password-recovery
      resetinbound resetoutbound resetoutside
    sw-reset-button telemetry} service-interface service-module service-object service-policy
      session setup shun shutdown sla{monitor{schedule *>slaMonitor #>slaMonitor}} smtp-server
      smtps>section snmp smart-tunnel
  snmp-map snmp-server{community contact context enable engineid group host host-group listen-port
    location user user-list view} software source speed split-dns ssh{cipher disconnect
    key-exchange
    pubkey-chain>section scopy stack stricthostkeycheck timeout version *{*}} ssl ssl-vpn static
      sso-server>section strict-http subnet summary-address sunrpc-server switchport sw-module
      synack-data sysopt svc subject-name tcp tcp-map>tcpMap telnet terminal test tftp-server
      threat-detection time-range>timeRange timeout{absolute conn
    conn-holddown floating-conn half-closed h225 h323 icmp icmp-error igp mgcp mgcp-pat pat-xlate
      sctp sip sip-disconnect sip-invite sip-provisional-media sip_media sunrpc
      tcp-proxy-reassembly uauth udp xlate}
  tls-proxy>section track>track traffic-forward traffic-non-sip translate ttl-evasion-protection
    tunnel-group{*{type general-attributes>tunnelGroup ipsec-attributes>tunnelGroup
    ppp-attributes>tunnelGroup webvpn-attributes>tunnelGroup}}
  tunnel-group-map tunnel-limit unit-auth uc-ime undebug upload-max-size uri-non-sip url-block
    url-cache url-list url-server user user-alert user-authentication user-identity user-message
    user-parameter user-statistics username{*{password attributes>userAttributes
    nopassword privilege encrypted}} version virtual vlan vpdn vpn vpn-addr-assign vpn-sessiondb
      vpn-simultaneous-logins vpn-tunnel-protocol vpn-idle-timeout vpnclient vpnsetup vrf>section
      vxlan wccp webvpn>section who window-variation xlate xlate-bypass zone zonelabs-integrity
      show set policy-based
  pak end exit cryptochecksum resource`;

/** Cisco ASA. */
export const ASA = vocabulary({
  top: TOP,
  section: '*',
  interface: `authentication authentication-port bfd bridge-group carrier-delay channel-group
    crypto cts ddns delay description dhcp dhcprelay dhcp-client duplex flowcontrol forward
    fragment
    hello-interval hold-time igmp inline-pair ip{address} ipv6 isis lacp load-interval mac-address
      management-only media-type member-interface mfib mtu multicast nameif negotiate no nve-only
      ospf pim policy-route port-channel poe pppoe
    priority-queue redundant-interface rip security-level segment-id shutdown span-cluster speed
      split-horizon standby summary-address switchport trunk tunnel{destination mode protection
      source key}
    vlan vpn vtep-nve vxlan xlate zone-member zone power vrf service-policy`,
  object: 'description fqdn host nat range service subnet',
  objectGroup: `description group-object icmp-object network-object port-object protocol-object
    security-group service-object user user-group network-service-member tag domain`,
  classMap: CLASS_MAP,
  policyMap: `${POLICY_MAP} match>policyClass class>policyClass parameters>policyClass`,
  ...POLICY_SECTIONS,
  policyClass: `${POLICY_SECTIONS.policyClass} allow-acks max-header-length max-uri-length
    body-match-maximum protocol-enforcement subscriber-map
    message-length im ip-address-privacy max-forwards-validation software-version state-checking
      strict-header-validation traffic-non-sip uri-non-sip
    rtp-conformance mask-banner special-character mail-relay drop-connection nop router-alert eool
      h245-tunnel-block hsi-group call-duration-limit call-party-numbers ras-rcf-pinholes
    max-uri spoof-server default calling-party-number timeout permit-errors request-queue
      tunnel-limit rate-limit`,
  routeMap: ROUTE_MAP,
  policyList: 'match',
  timeRange: 'absolute periodic',
  aaaServer: `accounting-mode ad-agent-mode authorize-only dynamic-authorization
    interim-accounting-update max-failed-attempts merge-dacl
    reactivation-mode realm-id`,
  aaaHost: `accounting-port acl-netmask-convert authentication-port group-base-dn
    group-search-timeout kerberos-realm key
    ldap-attribute-map ldap-base-dn ldap-dn ldap-group-base-dn ldap-login-dn ldap-login-password
      ldap-naming-attribute ldap-over-ssl ldap-scope mschapv2-capable nt-auth-domain-controller
    radius-common-pw retry-interval sasl-mechanism sdi-pre-5-slave sdi-version server-port
      server-type timeout validate-kdc`,
  dnsGroup: `domain-name expire-entry-timer name-server poll-timer retries timeout`,
  isakmp: `authentication encryption group hash integrity lifetime prf`,
  ipsecProposal: 'protocol',
  ipsecProfile: 'responder-only set',
  trustpoint: `accept-subordinates auto-enroll ca-check client-types cert-request crl email
    enrollment exit fqdn id-cert-issuer id-usage ignore-ipsec-keyusage ignore-ssl-keyusage
    ip-address keypair keysize
    match ocsp password proxy-ldc-issuer protocol policy revocation-check serial-number
      subject-name support-user-cert-validation validation-policy validation-usage`,
  certs: 'certificate quit',
  tunnelGroup: `accounting-server-group address-pool annotation authentication
    authentication-attr-from-server authentication-server-group authenticated-session-username
    authorization-dn-attributes authorization-required authorization-server-group chain
      client-bypass-protocol customization default-group-policy dhcp-server dns-group group-alias
      group-url hic-fail-group-policy
    ikev1 ikev2 ipv6-address-pool isakmp nbns-server nat-assigned-to-public-ip
      override-account-disable override-svc-download password-management peer-id-validate
      pre-fill-username pre-shared-key proxy-auth radius-reject-message
    radius-with-expiry saml scep-enrollment secondary-authentication-server-group secondary-color
      secondary-pre-fill-username secondary-username-from-certificate strip-group strip-realm
      trust-point
    tunnel-group-preshared username-from-certificate virtual without-csd aaa`,
  groupPolicy: `action address-pools altconfigured always-on-vpn anyconnect anyconnect-custom
    backup-servers banner client-access-rule client-bypass-protocol client-firewall default-domain
    deny-message dhcp-network-scope dns-server gateway-fqdn group-lock intercept-dhcp ip-comp
      ip-phone-bypass ipsec-udp ipsec-udp-port ipv6-address-pools ipv6-split-tunnel-policy
      ipv6-vpn-filter leap-bypass msie-proxy
    nac-settings nem password-storage periodic-authentication pfs re-xauth scep-forwarding-url
      secure-unit-authentication security-group-tag smartcard-removal-disconnect
    split-dns split-tunnel-all-dns split-tunnel-network-list split-tunnel-policy svc
      user-authentication user-authentication-idle-timeout vlan vpn-access-hours vpn-filter
    vpn-idle-timeout vpn-session-timeout vpn-simultaneous-logins vpn-tunnel-protocol
      webvpn>section wins-server periodic split-exclude`,
  userAttributes: `group-lock memberof password-storage service-type ssh vpn-access-hours
    vpn-filter vpn-framed-ip-address vpn-framed-ip-netmask vpn-group-policy vpn-idle-timeout
    vpn-session-timeout vpn-simultaneous-logins vpn-tunnel-protocol webvpn>section`,
  dapRecord: `action description network-acl priority url-list user-message webvpn>section
    always-on-vpn`,
  failoverGroup: `interface-policy mac polltime preempt primary replication secondary asr-group
    standby`,
  context: `allocate-interface allocate-ips config-url description join-failover-group member
    scansafe storage-url`,
  slaMonitor: `type frequency num-packets request-data-size threshold timeout tos`,
  track: 'delay',
  licenseSmart:
    'feature throughput entitlement transport privacy hostname reservation strong-encryption',
  tcpMap: `check-retransmission checksum-verification default exceed-mss invalid-ack queue-limit
    reserved-bits seq-past-window
    syn-data synack-data tcp-options ttl-evasion-protection urgent-flag window-variation range`,
  ospf: `${OSPF} no address-family>ospf`,
  bgp: `address-family>bgp aggregate-address auto-summary bgp default-information distance
    distribute-list exit-address-family maximum-paths neighbor{*{activate advertise-map
    advertisement-interval allowas-in
      default-originate description disable-connected-check distribute-list ebgp-multihop
        fall-over filter-list ha-mode local-as
      maximum-prefix next-hop-self password prefix-list remote-as remove-private-as route-map
        send-community shutdown timers transport ttl-security update-source version weight
      graceful-restart soft-reconfiguration route-reflector-client}} network redistribute
        synchronization timers table-map vrf`,
});
