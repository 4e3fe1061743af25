import type { CapturedPacket } from './pcap-reader.ts';
import { blockOverheadBytes, blockTypes, byteOrderMagic, options, padded } from './pcapng-format.ts';

/** The interface of a capture, as programs that read it show it. */
export interface CapturedInterface {
  readonly name: string;
  /** Where it is, such as the names of its lab and container. */
  readonly description: string;
  /** As in the registry of link types: 1 is Ethernet. */
  readonly linkType: number;
  readonly snapLength: number;
  /** The filter of the capture; null for all packets. */
  readonly filter: string | null;
}

/** How many packets a capture has seen and lost so far. */
export interface CaptureStatistics {
  /** Nanoseconds since 1970. */
  readonly at: bigint;
  /** Packets that passed the filter; null when it is unknown. */
  readonly received: number | null;
  /** Packets that passed the filter and are missing. */
  readonly dropped: number;
  /** A sentence for the reader: what the capture waits for or, at its end, why it ended. Null while it captures. */
  readonly comment: string | null;
  /** Whether it ended. Default: no. */
  readonly isEnd?: boolean;
}

type Option = readonly [code: number, value: Uint8Array];

const text = new TextEncoder();

/** The first bytes of a capture: its section and interfaces, which are numbered from 0. */
export function pcapngHeader(...interfaces: readonly CapturedInterface[]): Uint8Array {
  const section = block(blockTypes.section, 16, [[options.section.application, text.encode('Pineapple')]]);
  section.view.setUint32(8, byteOrderMagic, true);
  section.view.setUint16(12, 1, true);
  // The length of the section is unknown: it ends with the stream.
  section.view.setBigInt64(16, -1n, true);
  const blocks = [section.bytes, ...interfaces.map(interfaceBlock)];
  const bytes = new Uint8Array(blocks.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of blocks) {
    bytes.set(each, at);
    at += each.length;
  }
  return bytes;
}

function interfaceBlock({ name, description, filter, linkType, snapLength }: CapturedInterface): Uint8Array {
  const { view, bytes } = block(blockTypes.interface, 8, [
    [options.interface.name, text.encode(name)],
    [options.interface.description, text.encode(description)],
    // Nanoseconds.
    [options.interface.timeResolution, Uint8Array.of(9)],
    // The first byte says that a string follows.
    ...(filter === null
      ? []
      : [[options.interface.filter, Uint8Array.of(0, ...text.encode(filter))] satisfies Option]),
  ]);
  view.setUint16(8, linkType, true);
  view.setUint32(12, snapLength, true);
  return bytes;
}

/** The blocks of these packets. */
export function pcapngPackets(packets: readonly CapturedPacket[]): Uint8Array {
  const sizes = packets.map(({ bytes }) => packetBlockBytes(bytes.length));
  const all = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  const view = new DataView(all.buffer);
  let start = 0;
  for (const [index, { at, length, bytes, interface: from }] of packets.entries()) {
    const size = sizes[index] ?? 0;
    view.setUint32(start, blockTypes.packet, true);
    view.setUint32(start + 4, size, true);
    view.setUint32(start + 8, from ?? 0, true);
    setTime(view, start + 12, at);
    view.setUint32(start + 20, bytes.length, true);
    view.setUint32(start + 24, length, true);
    all.set(bytes, start + 28);
    view.setUint32(start + size - 4, size, true);
    start += size;
  }
  return all;
}

/** How many bytes a packet's block has. */
export function packetBlockBytes(keptBytes: number): number {
  return blockOverheadBytes + 20 + padded(keptBytes);
}

/**
 * A block that says how much is missing.
 * @param from the number of its interface
 */
export function pcapngStatistics(
  { at, received, dropped, comment, isEnd = false }: CaptureStatistics,
  from = 0,
): Uint8Array {
  const { view, bytes } = block(blockTypes.statistics, 12, [
    ...(comment === null ? [] : [[options.comment, text.encode(comment)] satisfies Option]),
    ...(isEnd ? [[options.statistics.end, time(at)] satisfies Option] : []),
    ...(received === null ? [] : [[options.statistics.received, count(received)] satisfies Option]),
    [options.statistics.dropped, count(dropped)],
  ]);
  view.setUint32(8, from, true);
  setTime(view, 12, at);
  return bytes;
}

function count(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
}

function time(at: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  setTime(new DataView(bytes.buffer), 0, at);
  return bytes;
}

/** Times are two halves, the upper one first, whatever the order of bytes. */
function setTime(view: DataView, offset: number, at: bigint): void {
  view.setUint32(offset, Number(at >> 32n), true);
  view.setUint32(offset + 4, Number(at & 0xffffffffn), true);
}

/** A block whose body begins with `fixedBytes` zero bytes, at offset 8, and ends with options. */
function block(
  type: number,
  fixedBytes: number,
  values: readonly Option[],
): { readonly bytes: Uint8Array; readonly view: DataView } {
  const optionBytes = values.reduce((sum, [, value]) => sum + 4 + padded(value.length), 4);
  const size = blockOverheadBytes + fixedBytes + optionBytes;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, size, true);
  let at = 8 + fixedBytes;
  for (const [code, value] of values) {
    view.setUint16(at, code, true);
    view.setUint16(at + 2, value.length, true);
    bytes.set(value, at + 4);
    at += 4 + padded(value.length);
  }
  view.setUint32(size - 4, size, true);
  return { bytes, view };
}
