import {
  ACL_ENTRIES,
  CLASS_MAP,
  LEAVE_AF,
  OSPF,
  POLICY_MAP,
  POLICY_SECTIONS,
  ROUTE_MAP,
} from './common.ts';
import { IOS_INTERFACE } from './iosInterface.ts';
import { IOS_TOP } from './iosTop.ts';
import { vocabulary } from './vocabulary.ts';

const BGP_NEIGHBOR = `neighbor{*{activate additional-paths advertise advertise-map
  advertisement-interval aigp
  allow-policy allowas-in announce as-override bmp-activate capability cluster-id
    default-originate description
  disable-connected-check distribute-list dmzlink-bw ebgp-multihop ebgp-peer-policy fall-over
    filter-list ha-mode
  inherit internal-vpn-client inter-as-hybrid local-as log-neighbor-changes maximum-prefix
  maximum-accepted-routes next-hop-self next-hop-unchanged next-hop-unchanged
  password path-attribute peer-group prefix-length-size prefix-list remote-as remove-private-as
    route-map route-reflector-client
  route-server-client send-community send-label shutdown slow-peer soft-reconfiguration soo
    suppress-signaling-protocol
  timers translate-update transport ttl-security unsuppress-map update-source version weight
    local-v6-addr
  local-address}}`;
const BGP_AF = `aggregate-address auto-summary bgp{additional-paths advertise-best-external
  aggregate-timer bestpath
  dampening default dmzlink-bw inject-map nexthop recursion redistribute-internal scan-time
    slow-peer
  soft-reconfig-backup suppress-inactive next-hop optimize mpls-local-label regexp route-map-cache
  rtc label-mode default-originate update-group} default default-information default-metric
  distance distribute-list exit-address-family export import maximum-paths maximum-secondary-paths
    network
  redistribute snmp synchronization table-map
  advertise mvpn protect route-target use l2vpn ${BGP_NEIGHBOR} ${LEAVE_AF}`;
const EIGRP = `auto-summary bfd default-information default-metric distance distribute-list
  eigrp{default-route-tag event-log-size
  event-logging log-neighbor-changes log-neighbor-warnings router-id stub stub-site interface}
  maximum-paths metric{maximum-hops rib-scale weights holddown} neighbor network offset-list
    passive-interface
  redistribute shutdown snmp soft-sia summary-metric timers traffic-share variance nsf
  summary-address exit-af-topology fast-reroute`;

const AF_INTERFACE = `add-paths authentication bandwidth-percent bfd dampening-change
  dampening-interval hello-interval hold-time
  next-hop-self passive-interface shutdown split-horizon stub-site summary-address dampening
    exit-af-interface`;

/** IOS and IOS-XE. */
export const IOS = vocabulary({
  top: IOS_TOP,
  interface: IOS_INTERFACE,
  vrrpGroup: `address description match-address preempt priority shutdown timers track vrrpv2 vrrs
    exit-vrrp authentication`,
  serviceInstance: `bridge-domain description encapsulation errdisable ethernet ip ipv6 l2protocol
    mac rewrite service-policy
    shutdown snmp storm-control xconnect exit cfm member weight`,
  xconnect: 'backup encapsulation mtu monitor',
  atmPvc: `bridge broadcast cbr class class-vc dialer encapsulation ilmi inarp ip ipv6 oam-pvc oam
    oam-range
    ppp pppoe pppoe-client protocol pvc-bundle service-policy tx-ring-limit ubr ubr+ vbr-nrt
      vbr-rt vpn mpls xconnect`,
  section: '*',
  hopPolicy: `device-role match preference trusted-port permit deny enforcement limit protocol tracking
    validate data-glean prefix-glean security-level destination-glean no hop-limit managed-config-flag
    other-config-flag router-preference drop-unsecure sec-level vlan medium-type-wireless`,
  systemSection: `system-ip site-id organization-name vbond gps-location overlay-id port-hop port-offset
    admin-tech-on-failure track-transport control-session-pps sp-organization-name console-baud-rate
    max-omp-sessions location description`,
  acl: ACL_ENTRIES,
  acl6: `${ACL_ENTRIES} sequence role-based`,
  macAcl: 'permit deny #{permit deny} remark',
  arpAcl: 'permit deny #{permit deny}',
  extcom: 'permit deny #{permit deny} resequence default',
  routeMap: ROUTE_MAP,
  classMap: CLASS_MAP,
  policyMap: POLICY_MAP,
  ...POLICY_SECTIONS,
  vlanMap: 'action match',
  vlan: `name state shutdown mtu media remote-span private-vlan are backupcrf bridge parent ring
    said ste stp tb-vlan1 tb-vlan2
    uni-vlan exit vn-segment trunk tagging local member fcoe mode`,
  vlanConfiguration: `device-tracking ip ipv6 member service-policy evpn datalink et-analytics
    mdns-sd ipv4`,
  mst: `name revision instance private-vlan no exit show abort hello-time forward-time`,
  bgp: `address-family>bgpAf ${BGP_AF} bgp{additional-paths advertise-best-external
    aggregate-timer always-compare-med asnotation bestpath
      bmp cluster-id client-to-client confederation consistency-checker dampening default
        deterministic-med dmzlink-bw enforce-first-as enforce-ipv4-prefix
      fast-external-fallover graceful-restart graceful-shutdown inject-map listen
        log-neighbor-changes max-community-limit max-extcommunity-limit
      maxas-limit maxcommunity-limit mpls-local-label nexthop nopeerup-delay recursion
        redistribute-internal refresh regexp route-map-cache
      router-id rpki scan-time slow-peer soft-reconfig-backup sourced-paths sso suppress-inactive
        transport
      update-delay update-group upgrade-cli nsr mvpn auto-summary} bmp no
    router-id scope>bgpAf template{peer-policy>peerPolicy peer-session>peerSession} timers nsr
      update-source as-format cluster-id`,
  bgpAf: BGP_AF,
  peerPolicy: `additional-paths advertise advertisement-interval allowas-in as-override capability
    default-originate distribute-list
    dmzlink-bw exit-peer-policy filter-list inherit maximum-prefix next-hop-self
      next-hop-unchanged prefix-list
    remove-private-as route-map route-reflector-client send-community send-label
      soft-reconfiguration soo unsuppress-map weight
    internal-vpn-client slow-peer validation exit`,
  peerSession: `allow bmp-activate description disable-connected-check ebgp-multihop
    exit-peer-session fall-over inherit local-as log-neighbor-changes
    password remote-as shutdown timers translate-update transport ttl-security update-source
      version path-attribute ha-mode exit`,
  ospf: `${OSPF} address-family>ospf ${LEAVE_AF} authentication encryption`,
  topology: `${EIGRP} ${OSPF} exit-af-topology`,
  eigrp: `${EIGRP} address-family>eigrpAf service-family>eigrpAf`,
  eigrpAf: `${EIGRP} af-interface>eigrpAfInterface topology>topology remote-neighbors sf-interface
    nsf shutdown ${LEAVE_AF}
    autonomous-system`,
  eigrpAfInterface: AF_INTERFACE,
  eigrp6: `${EIGRP} log-neighbor-changes log-neighbor-warnings router-id stub`,
  isis: `address-family>isisAf adjacency-check advertise area-password authentication bfd
    default-information distance distribute-list
    domain-password external fast-flood fast-reroute hello hostname ignore-attached-bit
      ignore-lsp-errors is-type isis log-adjacency-changes lsp-full lsp-gen-interval
    lsp-mtu lsp-password lsp-refresh-interval max-area-addresses max-lsp-lifetime maximum-paths
      metric metric-style{narrow wide transition}
    microloop mpls multi-topology net nsf nsr partition passive-interface prc-interval protocol
      purge-transmit redistribute
    router-id segment-routing set-attached-bit set-overload-bit skeptical spf-interval
      summary-address
    traffic-share update-queue-depth use protocol`,
  isisAf: `adjacency-check default-information distance maximum-paths multi-topology prc-interval
    redistribute
    set-overload-bit spf-interval summary-prefix advertise bfd ${LEAVE_AF}`,
  rip: `address-family>rip auto-summary bfd default-information default-metric distance
    distribute-list flash-update-threshold host-routes-send-to-null
    input-queue max-paths maximum-paths neighbor network offset-list output-delay
      passive-interface poison-reverse port
    redistribute split-horizon timers traffic-share validate-update-source version triggered
      split-horizon ${LEAVE_AF}`,
  vrf: `bgp description export import maximum mdt rd route-target vpn context inter-as-hybrid snmp`,
  vrfDefinition: `address-family>vrfAf bgp description export import mdt rd route-target vnet vpn
    evpn ${LEAVE_AF} context snmp`,
  vrfAf: `bgp description export import inter-as-hybrid maximum mdt route-target snmp topology
    route-replicate route-replicate ${LEAVE_AF} prefix`,
  line: `absolute-timeout access-class accounting activation-character arap authorization autobaud
    autocommand autocommand-options
    autohangup autoselect buffer-length callback data-character-bits databits default-value
      disconnect-character
    dispatch-character dispatch-machine dispatch-timeout domain-lookup editing escape-character
      exec exec-banner
    exec-character-bits exec-timeout flowcontrol flush-at-activation full-help history
      hold-character
    insecure international ip ipv6 length location lockable logging login logout-warning
      media-type modem monitor motd-banner
    notify no-motd-banner padding parity password printer private privilege refuse-message rotary
      rxspeed script session-limit
    session-timeout special-character-bits speed start-character stop-character stopbits telnet
      terminal-queue terminal-type
    timeout transport{input output preferred} txspeed usb-inactivity-timeout vacant-message width
      x25 usb exit`,
  archive: `log{config>archiveLog *} maximum path rollback time-period write-memory default`,
  archiveLog: 'hidekeys logging notify record rollback',
  aaaGroup: `accounting attribute authorization backup-server cache cts deadtime domain-stripping
    ip ipv6 key-wrap load-balance
    mac-delimiter radius server server-private source-interface subscriber throttle use-vrf vrf
      directed-request ldap-server`,
  aaaCommon: `char-changes copy lifetime lower-case max-length min-length numeric-count
    special-case upper-case restrict-consecutive-letters`,
  dynamicAuthor: 'auth-type client domain ignore port server-key dtls',
  radiusServer: `address automate-tester backoff key key-wrap non-standard pac retransmit timeout
    tls dtls load-balance dscp`,
  tacacsServer: `address key port send-nat-address server single-connection timeout`,
  keyChain: `key>key description accept-tolerance macsec tcp send-id`,
  key: `accept-lifetime send-lifetime cryptographic-algorithm key-string description
    include-tcp-options send-id recv-id lifetime`,
  dhcpPool: `accounting address arp authorize bootfile class>dhcpClass client-identifier
    client-name default-router dns-server domain-name
    exit hardware-address host import lease netbios-name-server netbios-node-type network
      next-server option origin
    override relay remember renew reserved-only server service-policy subnet update utilization
      vrf cache-timeout
    static`,
  dhcpClass: 'address option relay remark agent',
  dhcp6Pool: `accounting address dns-server domain-name import information link-address nis nisp
    option prefix-delegation sip
    sntp vendor-specific vrf bootfile-url binding capwap-ac`,
  natPool: 'address',
  igmpProfile: 'permit deny range',
  ipSla: `#{} *`,
  track: `object delay ip default-state threshold carrier-delay ipv6 resolution timer exit`,
  objectGroup: `description group-object host range security-group any icmp tcp udp tcp-udp ip
    ipinip ahp eigrp esp gre igmp nos ospf pcp pim
    #{*} * network-object`,
  isakmpPolicy: 'authentication encryption encr group hash lifetime',
  isakmpProfile: `accounting ca client default description initiate isakmp keepalive keyring
    local-address match self-identity
    virtual-template vrf qos-group`,
  isakmpGroup: `access-restrict acl auto-update backup-gateway banner browser-proxy configuration
    dhcp dns domain firewall
    group-lock include-local-lan key max-logins max-users netmask pfs pool save-password split-dns
      smartcard-removal-disconnect wins`,
  keyring: 'description local-address pre-shared-key rsa-pubkey',
  ikev2: `encryption integrity group prf proposal match aaa def-domain dns ipv6 netmask pool route
    subnet-acl wins dhcp
    eap dn fqdn email backup-gateway banner configuration split-dns pfs include-local-lan`,
  ikev2Keyring: 'peer>ikev2Peer',
  ikev2Peer: 'address description hostname identity pre-shared-key exit',
  ikev2Profile: `aaa anyconnect authentication config-exchange config-mode description dpd dynamic
    identity initial-contact ivrf keyring lifetime match
    nat pki redirect redirect reconnect shutdown virtual-template use`,
  transformSet: 'mode esn',
  ipsecProfile: `default description dialer redundancy responder-only reverse-route set`,
  cryptoMap: `default description dialer match qos reverse-route set`,
  ezvpn: `acl acl-backup connect group idletime local-address mode nat peer username
    virtual-interface xauth ipsec`,
  gdoi: 'identity server>gdoiServer client passive',
  gdoiServer: '*',
  trustpoint: `auth authorization auto-enroll auto-trigger chain-validation client-authentication
    crl default eckeypair email enrollment
    exit fingerprint fqdn hash http-proxy ip-address issuer-name match on ocsp password primary
      query regenerate revocation-check root rsakeypair
    serial-number sftp-server show source storage subject-alt-name subject-name usage
      validation-policy vrf keypair id-usage`,
  certs: 'certificate quit',
  controlPlane: `service-policy management-interface>controlPlane host>controlPlane`,
  controller: `channel-group cablelength clock crc description fdl framing linecode
    line-termination line-mode loopback national pri-group
    shutdown t1 e1 tdm-group ds0-group yellow alarms cas-custom mode sync operating firmware modem lte`,
  callHome: `alert-group contact-email-addr contract-id customer-id data-privacy destination
    http-proxy http mail-server
    phone-number profile>callHomeProfile rate-limit sender service site-id source-interface
      source-ip-address
    street-address syslog-throttling vrf copy add-command aaa-authorization crash-history`,
  callHomeProfile: `active anonymous-reporting-only destination reporting subscribe-to-alert-group`,
  applet: `action{*} authorization default description event exit help maxrun set
    trigger>appletTrigger correlate attribute`,
  appletTrigger: 'attribute correlate default',
  flow: `cache collect description destination dscp exit export-protocol exporter granularity
    match mode option options output-features record
    source statistics template transport ttl export version random interval`,
  serviceTemplate: `absolute-timer access-group description inactivity-timer interface-template
    linksec redirect service-policy sgt
    tag tunnel vlan vnid voice dns-acl-preauth`,
  template: IOS_INTERFACE,
  parameterMap: '*',
  bfdTemplate: 'interval authentication dampening echo',
  bridgeDomain: 'bridge mac member vni l2protocol aging-time shutdown',
  redundancy: `mode main-cpu>redundancy linecard-group>redundancy auto-sync standby
    interchassis>section application>section policy scheme notification-timer`,
  timeRange: 'absolute periodic exit',
  zonePair: 'description service-policy',
  span: `description source destination>span filter header-type mtu no shutdown erspan-id ip ipv6
    origin vlan vrf plim mpls exit`,
  explicitPath: 'next-address index list exclude-address',
});
