import type { Frame, StreamDissector } from './frame.ts';
import { noteApplication } from './management.ts';
import type { PacketView } from './packetView.ts';

/** Commands of which at most the verb may be told: what follows can be a secret. */
const VERB = /^[A-Za-z]{3,5}(?=[ .]|$)/;

function startOfLine(view: PacketView): string {
  return view.text(0, Math.min(view.captured, 200));
}

/** FTP control connection (RFC 959): verbs and reply codes, and the data ports that they open. */
export const dissectFtp: StreamDissector = (view, frame) => {
  noteApplication(frame, 'ftp', 'FTP');
  const line = startOfLine(view);
  const code = /^\d{3}/.exec(line)?.[0];
  const verb = VERB.exec(line)?.[0];
  frame.say(code ? `Response: ${code}` : `Request: ${verb ?? '…'}`);
  if (code && /^[45]/.test(code)) {
    frame.fact(
      'Applications',
      `FTP error ${code} from ${frame.source} to ${frame.destination}`,
      true,
    );
  }
  announceData(line, frame);
  frame.enter('ftp.current-working-directory');
  return true;
};

function announceData(line: string, frame: Frame): void {
  const classic = /(?:\(|PORT )(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})/.exec(
    line,
  );
  if (classic) {
    const address = classic.slice(1, 5).join('.');
    const port = Number(classic[5]) * 256 + Number(classic[6]);
    frame.session.ports.announce(address, port, 20);
    return;
  }
  const extended = /^229 .{0,80}\(\|\|\|(\d{1,5})\|\)/.exec(line);
  if (extended) frame.session.ports.announce(frame.source, Number(extended[1]), 20);
}

/** FTP data: text lines, or data. */
export const dissectFtpData: StreamDissector = (view, frame) => {
  noteApplication(frame, 'ftp-data', 'FTP-DATA');
  frame.enter('ftp-data.setup-frame');
  const sample = view.bytes.subarray(0, 256);
  if (sample.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)) {
    frame.enter('data-text-lines');
  }
  return true;
};

/** Telnet (RFC 854): never its content, which holds what people type. */
export const dissectTelnet: StreamDissector = (_view, frame) => {
  noteApplication(frame, 'telnet', 'TELNET');
  return true;
};
