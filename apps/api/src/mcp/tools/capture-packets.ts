import { decodePacket } from '@pineapple/host-link/decode';
import { type CapturedPacket, PcapngReader } from '@pineapple/host-link/capture';
import { z } from 'zod';
import { findInterface, findLab, findNode } from '../find-lab.ts';
import { labArgument, nodeArgument, tool } from '../tool.ts';

export const capturePackets = tool(
  'capture_packets',
  'Captures on an interface until the count or the time is reached. Returns a line for each packet.',
  {
    lab: labArgument,
    node: nodeArgument,
    interface: z.string().max(63).describe("The interface's or network's name"),
    filter: z.string().max(500).optional().describe('As of tcpdump'),
    count: z.int().min(1).max(200).default(50),
    seconds: z.int().min(1).max(60).default(10),
  },
  async ({ lab: nameOrId, node: nodeName, interface: name, filter, count, seconds }, api) => {
    const lab = await findLab(api, nameOrId);
    const node = findNode(lab, nodeName);
    const { name: found } = findInterface(node, name);
    const search = new URLSearchParams({ interface: found, count: String(count), wait: 'false' });
    if (filter !== undefined) search.set('filter', filter);
    const over = AbortSignal.timeout(seconds * 1000);
    const until = AbortSignal.any([api.signal, over]);
    const lines: string[] = [];
    let first: bigint | null = null;
    try {
      const { body } = await api.capture(node.id, search, until);
      const reader = new PcapngReader();
      for await (const bytes of body ?? [])
        for (const event of reader.read(bytes)) {
          if (event.kind !== 'packet') continue;
          first ??= event.at;
          lines.push(lineOf(event, first));
        }
    } catch (error) {
      // What was captured until then is the answer.
      if (!over.aborted) throw error;
    }
    api.signal.throwIfAborted();
    return lines.length === 0 ? `No packets in ${seconds} s.` : lines.join('\n');
  },
  { readOnlyHint: true },
);

function lineOf({ at, bytes, length }: CapturedPacket, first: bigint): string {
  const { source, destination, protocol, info } = decodePacket(bytes);
  const seconds = (Number(at - first) / 1e9).toFixed(6);
  return `${seconds} ${source} > ${destination} ${protocol} ${length} ${info}`.trimEnd();
}
