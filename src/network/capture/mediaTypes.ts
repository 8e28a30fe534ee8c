import type { PacketView } from './packetView.ts';

const TEXT = new Set([
  'application/javascript',
  'application/x-javascript',
  'application/ecmascript',
  'application/x-tia-p25-issi',
  'application/x-tia-p25-sndcp',
]);
const XML = new Set([
  'text/xml',
  'application/xml',
  'application/soap+xml',
  'image/svg+xml',
  'text/vnd.wap.wml',
]);
const LAYERS = new Map([
  ['application/json', 'json'],
  ['application/x-www-form-urlencoded', 'urlencoded-form'],
  ['application/ocsp-response', 'ocsp'],
  ['application/ocsp-request', 'ocsp'],
  ['application/sdp', 'sdp'],
  ['message/http', 'message-http'],
]);

const GIF = { layer: 'image-gif', magic: 'GIF8' };
const PNG = { layer: 'png', magic: '.PNG' };
const JPEG = { layer: 'image-jfif', magic: '..' };
const IMAGES = new Map([
  ['image/gif', GIF],
  ['image/png', PNG],
  ['image/jpeg', JPEG],
  ['image/jpg', JPEG],
]);

function startsWith(body: PacketView, magic: string): boolean {
  if (!body.has(0, magic.length)) return false;
  if (magic === JPEG.magic) return body.u16(0) === 0xffd8;
  return body.text(0, magic.length) === magic;
}

/** Hierarchy layers of a body of this type, as Wireshark names them. */
export function bodyLayer(contentType: string | undefined, body: PacketView): readonly string[] {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  // Wireshark shows a body without a type inside HTTP.
  if (!type) return [];
  if (type === 'application/octet-stream') return ['data'];
  const image = IMAGES.get(type);
  if (image) return [startsWith(body, image.magic) ? image.layer : 'media'];
  if (XML.has(type) || type.endsWith('+xml')) return ['xml'];
  if (type === 'application/json' || type.endsWith('+json')) return json(body);
  const layer = LAYERS.get(type);
  if (layer) return [layer];
  if (type.startsWith('multipart/')) return ['mime_multipart'];
  if (type.startsWith('text/') || TEXT.has(type)) return ['data-text-lines'];
  return ['media'];
}

function json(body: PacketView): readonly string[] {
  try {
    JSON.parse(new TextDecoder().decode(body.bytes));
    return ['json'];
  } catch {
    return ['json', 'data-text-lines'];
  }
}
