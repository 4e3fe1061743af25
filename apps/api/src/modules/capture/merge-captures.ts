import { PassThrough, type Readable } from 'node:stream';
import {
  type CapturedInterface,
  type CapturedPacket,
  type CaptureEvent,
  pcapngHeader,
  pcapngPackets,
  PcapngReader,
  pcapngStatistics,
} from '@pineapple/host-link/capture';
import { PacketMerge } from '@pineapple/host-link/capture-merge';

/** What one host captures. */
interface HostCapture {
  /** Pcapng. */
  readonly bytes: Readable;
  /** The numbers that its interfaces have in the whole. */
  readonly numbers: readonly number[];
}

/** Merges what several hosts capture by their clocks, into one capture. Waits for a slow reader, as its parts do. */
export function mergeCaptures(hosts: readonly HostCapture[]): Readable {
  const merged = new PassThrough();
  const interfaces: (CapturedInterface | undefined)[] = hosts.flatMap(({ numbers }) =>
    numbers.map(() => undefined),
  );
  /** What has come before all interfaces are known. */
  let early: Uint8Array[] | null = [];
  const write = (bytes: Uint8Array): void => {
    if (early) return void early.push(bytes);
    if (merged.write(bytes)) return;
    for (const each of hosts) each.bytes.pause();
  };
  merged.on('drain', () => {
    for (const { bytes } of hosts) bytes.resume();
  });
  const merge = new PacketMerge((packets) => write(pcapngPackets(packets)));
  const know = (number: number, captured: CapturedInterface): void => {
    interfaces[number] = captured;
    const known = interfaces.filter((each) => each !== undefined);
    if (!early || known.length < interfaces.length) return;
    const waiting = early;
    early = null;
    for (const bytes of [pcapngHeader(...known), ...waiting]) write(bytes);
  };
  let running = hosts.length;
  for (const { bytes, numbers } of hosts) {
    const reader = new PcapngReader();
    let seen = 0;
    const take = (events: readonly CaptureEvent[]): void => {
      const packets: CapturedPacket[] = [];
      for (const event of events) {
        if (event.kind === 'interface') {
          know(numbers[seen] ?? 0, event);
          seen += 1;
          continue;
        }
        const from = numbers[event.interface] ?? 0;
        if (event.kind === 'packet') packets.push({ ...event, interface: from });
        else write(pcapngStatistics(event, from));
      }
      if (packets.length > 0) merge.add(packets);
    };
    bytes.on('data', (piece: Buffer) => {
      try {
        take(reader.read(piece));
      } catch (error) {
        merged.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    bytes.once('error', (error) => merged.destroy(error));
    bytes.once('end', () => {
      running -= 1;
      merge.flush();
      if (running === 0) merged.end();
    });
  }
  merged.once('close', () => {
    for (const { bytes } of hosts) bytes.destroy();
  });
  return merged;
}
