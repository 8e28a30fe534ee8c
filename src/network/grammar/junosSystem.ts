/** What may stand below `system` in Junos. */
export const JUNOS_SYSTEM = `accounting{destination events traceoptions} allow-6pe-traceroute allow-l4-port
  allow-l4 allow-v4mapped-packets alarm-management apply-groups archival{configuration}
  arp{aging-timer gratuitous-arp-delay
    gratuitous-arp-on-ifup interfaces non-subscriber-no-reply passive-learning purging
      unicast-mode-on-expire} authentication-order auto-configuration autoinstallation
      auto-snapshot backup-router boot-loader-authentication bluetooth commit{delta-export
    fast-synchronize peers peers-synchronize persist-groups-inheritance server synchronize
      traceoptions notification no-delta-export} compress-configuration-files configuration
      configuration-database console-access ddos-protection debugger-on-break debugger-on-panic
      default-address-selection
  default-router diag-port-authentication domain-name domain-search donot-disable-ip6op
    dump-device dump-on-panic dgasp-int dgasp-usb dynamic-profile-options
    encrypt-configuration-files export-format extensions extension-service health-monitor fips
    firmware
  host-name icmp icmpv4-rate-limit icmpv6-rate-limit inet6-backup-router
    internet-options{gre-path-mtu-discovery icmpv4-rate-limit icmpv6-rate-limit
    ipip-path-mtu-discovery ipv6-duplicate-addr-detection-transmits ipv6-path-mtu-discovery
    ipv6-path-mtu-discovery-timeout ipv6-reject-zero-hop-limit no-tcp-reset no-tcp-rfc1323
      no-tcp-rfc1323-paws path-mtu-discovery no-path-mtu-discovery source-port source-quench
      no-source-quench tcp-drop-synfin-set tcp-mss tcp-rto}
  kernel-replication license{autoupdate keys renew traceoptions} location login{announcement
    class{*{access-end access-start allow-commands allow-commands-regexps allow-configuration
    allow-configuration-regexps allow-hidden-commands allowed-days cli configuration-breadcrumbs
    confirm-commands
      deny-commands deny-commands-regexps deny-configuration deny-configuration-regexps
        idle-timeout logical-system login-alarms login-script login-tip no-hidden-commands
        no-scp-server no-sftp-server permissions satellite
      security-role tenant cli timeout}} deny-sources idle-timeout message password{*}
        retry-options{*} user{*{authentication{encrypted-password load-key-file no-public-keys
        plain-text-password plain-text-password-value ssh-ecdsa
      ssh-dsa ssh-ed25519 ssh-rsa} class cli full-name uid}}}
  management-instance mgd-log max-cli-sessions max-configuration-rollbacks
    max-configurations-on-flash mirror-flash-on-disk mount multi-chassis-lag name-resolution
    name-server netconf no-compress-configuration-files no-debugger-on-alt-break
    no-hidden-commands no-multicast-echo no-neighbor-learn no-ping-record-route
  no-ping-time-stamp no-redirects no-redirects-ipv6 no-saved-core-context node-management nsd
    ntp{authentication-key boot-server broadcast broadcast-client interval-range multicast-client
    nts peer restrict server source-address trusted-key threshold} outbound-ssh
    packet-forwarding-options passive-learning password-options phone-home
    pic-console-authentication
  ports{auxiliary console} processes proxy radius-options radius-server{*{accounting-port
    accounting-retry accounting-timeout dynamic-request-port max-outstanding-requests port
    preauthentication-port
      preauthentication-secret retry routing-instance secret source-address timeout}}
        regex-additive-logic rng root-authentication{encrypted-password load-key-file
        no-public-keys plain-text-password ssh-ecdsa ssh-dsa ssh-ed25519 ssh-rsa
        plain-text-password-value} root-login saved-core-context saved-core-files schema
        scripts{action commit extensions-service
    language load-scripts-from-flash op snmp synchronize translation dampen event jet max-datasize}
  security-profile services{database-replication dhcp dhcp-local-server dhcp-proxy-client
    dhcpv6-local-server dns dtcp-only extension-service finger flow-tap-dtcp ftp grpc-tunnel http
    https jet local-policy-server netconf{hello-message rfc-compliant yang-compliant
    flatten-commit-results notification ssh traceoptions
      yang-modules tls tls-server} netproxy outbound-https outbound-ssh redirect rest reverse
        service-deployment ssh{access-disable-external authorized-keys-command
        authorized-keys-command-user ciphers client-alive-count-max client-alive-interval
      connection-limit fingerprint-hash host-certificate-file hostkey-algorithm
        hostkey-algorithm-list key-exchange log-key-changes macs max-pre-authentication-packets
        max-sessions-per-connection no-challenge-response no-passwords no-password-authentication
        no-public-keys no-tcp-forwarding port
      protocol-version rate-limit rekey root-login sftp-server tcp-forwarding
        trusted-user-ca-key-file allow-tcp-forwarding} subscriber-management
        subscriber-management-helper telnet tftp-server tls web-management{control http https
      management-url pki-local-certificate session traceoptions} xnm-clear-text xnm-ssl webapi
        ultimate resource-monitor performance-monitoring}
  static-host-mapping subscriber-management syslog{allow-duplicates archive console
    file{*{allow-duplicates any archive authorization change-log conflict-log daemon dfc
    exclude-hostname explicit-priority external firewall ftp interactive-commands kernel local0
    local1 local2 local3
      local4 local5 local6 local7 match match-strings ntp pfe security structured-data user}}
        host{*{allow-duplicates any authorization change-log conflict-log daemon dfc
        exclude-hostname explicit-priority external facility-override firewall ftp
        interactive-commands kernel
      log-prefix match match-strings ntp pfe port routing-instance security source-address
        structured-data transport tlsdetails user local0 local1 local2 local3 local4 local5 local6
        local7}} log-rotate-frequency routing-instance server
    source-address time-format traceoptions user}
  tacplus-options tacplus-server{*{port routing-instance secret single-connection source-address
    timeout}} time-zone tracing tunnel-session use-imported-time-zones usb virtual-memory-mdns
    vmhost watchdog storage mac routing-instance-type disk-fail-action switchover-on-routing-crash
    radius
  dynamic-memory`;
