import assert from 'node:assert/strict';
import {
  ACK,
  analyseSegment,
  FIN,
  newDirection,
  RST,
  SYN,
  type TcpEvent,
} from '../../../../src/network/capture/tcpAnalysis.ts';

/** Side, seconds since the one before, flags, sequence number, acknowledgement, length, window. */
type Row = readonly [
  'client' | 'server',
  number,
  number,
  number,
  number,
  number,
  number,
  readonly TcpEvent[],
];

const HANDSHAKE: readonly Row[] = [
  ['client', 0, SYN, 99, 0, 0, 1000, []],
  ['server', 0.01, SYN | ACK, 199, 100, 0, 1000, []],
  ['client', 0.01, ACK, 100, 200, 0, 1000, []],
];

const cases: Readonly<Record<string, readonly Row[]>> = {
  'a retransmission after a timeout, then a spurious one': [
    ['client', 0.1, ACK, 100, 200, 50, 1000, []],
    ['client', 0.3, ACK, 100, 200, 50, 1000, ['retransmission']],
    ['server', 0.1, ACK, 200, 150, 0, 1000, []],
    ['client', 0.5, ACK, 100, 200, 50, 1000, ['spurious retransmission']],
  ],
  'a gap, and the missing segment within the round trip': [
    ['client', 0.1, ACK, 200, 200, 100, 1000, ['previous segment not captured']],
    ['client', 0.001, ACK, 100, 200, 100, 1000, ['out-of-order']],
  ],
  'duplicate ACKs and the fast retransmission that they ask for': [
    ['client', 0.1, ACK, 100, 200, 100, 1000, []],
    ['client', 0.1, ACK, 200, 200, 100, 1000, []],
    // The first one repeats what the SYN+ACK acknowledged.
    ['server', 0.01, ACK, 200, 100, 0, 1000, ['duplicate ACK']],
    ['server', 0.01, ACK, 200, 100, 0, 1000, ['duplicate ACK']],
    ['client', 0.001, ACK, 100, 200, 100, 1000, ['fast retransmission']],
  ],
  'a zero window, its probe and the window that opens again': [
    ['client', 0.1, ACK, 100, 200, 100, 1000, []],
    ['server', 0.1, ACK, 200, 200, 0, 0, ['zero window']],
    ['client', 0.5, ACK, 200, 200, 1, 1000, ['zero window probe']],
    ['server', 0.1, ACK, 200, 200, 0, 0, ['zero window', 'zero window probe ACK']],
    ['server', 0.3, ACK, 200, 200, 0, 500, ['window update']],
  ],
  'a keep-alive and its answer': [
    ['client', 0.1, ACK, 100, 200, 100, 1000, []],
    ['server', 0.1, ACK, 200, 200, 0, 1000, []],
    ['client', 9, ACK, 199, 200, 0, 1000, ['keep-alive']],
    ['server', 0.1, ACK, 200, 200, 0, 1000, ['keep-alive ACK']],
  ],
  'an ACK for what was not captured, told once': [
    ['client', 0.1, ACK, 100, 200, 100, 1000, []],
    ['server', 0.1, ACK, 200, 900, 0, 1000, ['ACKed segment not captured']],
    ['server', 0.1, ACK, 200, 900, 0, 1000, ['duplicate ACK']],
  ],
  'sequence numbers that wrap around': [
    ['client', 0.1, FIN | ACK, 100, 200, 0, 1000, []],
    ['client', 0.5, FIN | ACK, 100, 200, 0, 1000, ['retransmission']],
    ['server', 0.1, RST, 200, 0, 0, 0, []],
  ],
};

describe('TCP sequence analysis', () => {
  for (const [name, rows] of Object.entries(cases)) {
    for (const shift of [0, 2 ** 32 - 150]) {
      it(`${name}${shift ? ', across 2^32' : ''}`, () => {
        const client = newDirection();
        const server = newDirection();
        let time = 0;
        for (const [side, after, flags, seq, ack, length, window, expected] of [
          ...HANDSHAKE,
          ...rows,
        ]) {
          time += after;
          const segment = {
            seq: (seq + shift) % 2 ** 32,
            ack: flags & ACK ? (ack + shift) % 2 ** 32 : 0,
            flags,
            length,
            window,
            time,
          };
          const [forward, reverse] = side === 'client' ? [client, server] : [server, client];
          const events = analyseSegment(segment, forward, reverse, 0.02);
          assert.deepEqual([...events].sort(), [...expected].sort(), `${side} seq ${seq}`);
        }
      });
    }
  }
});
