import { decodeEthernet } from './ethernet.ts';
import type { Summary } from './summary.ts';

export type { Summary } from './summary.ts';

/**
 * What a packet's row says: a quick look, not a dissection. It never throws, whatever the bytes are.
 * @param frame an Ethernet frame, from its destination address on
 */
export function decodePacket(frame: Uint8Array): Readonly<Summary> {
  const summary: Summary = { source: '', destination: '', protocol: 'Ethernet', info: '' };
  try {
    decodeEthernet(new DataView(frame.buffer, frame.byteOffset, frame.byteLength), 0, summary);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    summary.info = `${summary.info} [cut off]`.trimStart();
  }
  return summary;
}
