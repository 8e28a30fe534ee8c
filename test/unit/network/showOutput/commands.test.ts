import assert from 'node:assert/strict';
import { commandFromPath } from '../../../../src/network/showOutput/commandFromPath.ts';
import { expandCommand } from '../../../../src/network/showOutput/expandCommand.ts';
import { isShowPrompt, parsePrompt } from '../../../../src/network/showOutput/prompt.ts';
import { terminalLine } from '../../../../src/network/showOutput/terminalLine.ts';

describe('expandCommand', () => {
  for (const [typed, expected] of [
    ['sh ip int br', 'show ip interface brief'],
    ['sh int', 'show interfaces'],
    ['show interface status', 'show interfaces status'],
    ['sh int gi0/1', 'show interfaces gi0/1'],
    ['sh ver', 'show version'],
    ['sh ip ro vrf CUST', 'show ip route vrf CUST'],
    ['sh ip ospf 1 nei', 'show ip ospf 1 neighbor'],
    ['show ip ospf neighbors', 'show ip ospf neighbor'],
    ['sh ip b su', 'show ip bgp summary'],
    ['sh ip bgp vpnv4 all summ', 'show ip bgp vpnv4 all summary'],
    ['sh cdp nei det', 'show cdp neighbors detail'],
    ['sh vl br', 'show vlan brief'],
    ['sh etherch summ', 'show etherchannel summary'],
    ['sh mac add', 'show mac address-table'],
    ['sh run | sec bgp', 'show running-config | sec bgp'],
    ['do sh ip int brie', 'show ip interface brief'],
    ['run show bgp summary', 'show bgp summary'],
    ['wr t', 'show running-config'],
    ['sh log', 'show logging'],
    ['show log messages', 'show log messages'],
    ['show   ip   route   |   i   10.0', 'show ip route | i 10.0'],
    ['ping 10.0.0.1', 'ping 10.0.0.1'],
    ['show widgets all', 'show widgets all'],
    ['', ''],
  ] as const) {
    it(`${typed} → ${expected}`, () => assert.equal(expandCommand(typed).command, expected));
  }
});

describe('commandFromPath', () => {
  for (const [path, command, device] of [
    ['r1_show_ip_ospf_neighbor.txt', 'show ip ospf neighbor', 'r1'],
    ['show_version/r1.txt', 'show version', 'r1'],
    ['lab/R1-ios/show_ip_ospf_neighbor.txt', 'show ip ospf neighbor', 'R1-ios'],
    ['show/outputs/show_ip_route.txt', 'show ip route', undefined],
    ['core-sw1 - show vlan brief.txt', 'show vlan brief', 'core-sw1'],
    ['sw1-show-mac-address-table.log', 'show mac address-table', 'sw1'],
    ['show_ip_bgp_summary_r3.txt', 'show ip bgp summary', 'r3'],
    ['r1-show-version-2027-01-02.txt', 'show version', 'r1'],
    ['show_ip_route_vrf_CUST.txt', 'show ip route vrf CUST', undefined],
    ['r1.sh_ip_int_br.out', 'show ip interface brief', 'r1'],
    ['configs/r1.cfg', undefined, undefined],
    ['showroom.txt', undefined, undefined],
    ['run.sh', undefined, undefined],
    ['', undefined, undefined],
  ] as const) {
    it(path || '(empty)', () => {
      const found = commandFromPath(path);
      assert.deepEqual([found.command, found.device], [command, device]);
    });
  }
});

describe('parsePrompt', () => {
  for (const [line, device, typed] of [
    ['r1#sh ip int br', 'r1', 'sh ip int br'],
    ['r1>', 'r1', ''],
    ['RP/0/RSP0/CPU0:xr1#show bgp summary', 'xr1', 'show bgp summary'],
    ['admin@mx1> show route', 'mx1', 'show route'],
    ['admin@mx1# show | compare', 'mx1', 'show | compare'],
    ['fw/pri/act# show version', 'fw', 'show version'],
    ['fw/ctx1/pri/act# show version', 'fw', 'show version'],
    ['r1(config-if)#do sh run', 'r1', 'do sh run'],
    ['leaf1(config)(s1)# show ver', 'leaf1', 'show ver'],
    ['switch# show ver', 'switch', 'show ver'],
    ['[2027-03-01 10:00:00] r1#show clock', 'r1', 'show clock'],
  ] as const) {
    it(line, () => assert.deepEqual(parsePrompt(line), { device, typed }));
  }

  for (const line of ['Gateway of last resort', 'a->b', '{master:0}', '<html>', ' r1#show', '!#']) {
    it(`${line} is none`, () => assert.equal(parsePrompt(line), undefined));
  }
});

describe('isShowPrompt', () => {
  for (const [line, expected] of [
    ['r1#show ip route', true],
    ['mx1> ping 10.0.0.1', true],
    ['r1#', false],
    ['r1#conf t', false],
    ['description to r2#show', false],
  ] as const) {
    it(line, () => assert.equal(isShowPrompt(line), expected));
  }
});

describe('terminalLine', () => {
  const erase = `${'\b'.repeat(9)}        ${'\b'.repeat(9)}`;
  for (const [title, line, seen] of [
    ['a pager that erased itself', ` --More-- ${erase}Gi0/1  up`, 'Gi0/1  up'],
    ['a pager without its backspaces', ' --More--         Gi0/1  up', 'Gi0/1  up'],
    ['the same with an indented line', ' --More--           Hardware is x', '  Hardware is x'],
    ['a pager alone', '--More--', ''],
    ["ASA's pager", '<--- More --->\r              \rGi1/2 up', 'Gi1/2 up'],
    ["Junos's pager", '---(more 45%)---', ''],
    ['a typing error', 'r1#sho\b\b\bshow ver', 'r1#show ver'],
    ['colours', '\u001b[1;32mr1\u001b[0m#show ver', 'r1#show ver'],
    ['blanks at the end', 'up   up   ', 'up   up'],
    ['text about more', 'no more routes', 'no more routes'],
  ] as const) {
    it(title, () => assert.equal(terminalLine(line), seen));
  }
});
