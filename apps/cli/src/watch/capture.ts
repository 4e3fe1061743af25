import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { CliConfig } from '@pineapple/config';
import { type CapturePoint, capturePath, PcapngReader, WholeBlocks } from '@pineapple/host-link/capture';
import { wrongToken } from '../site/api.ts';
import type { CaptureCommand } from './capture-command.ts';
import { CliError } from '../cli-error.ts';
import { findContainer, findLab, type ListedLab, listLabs } from '../labs.ts';
import { untilInterrupted } from '../until-interrupted.ts';

/** Writes packets as pcapng until Ctrl-C, the last packet or the end of what is captured. */
export async function capture(config: CliConfig, command: CaptureCommand): Promise<number> {
  if (command.file === null && process.stdout.isTTY)
    throw new CliError('Packets are not text. Add "-w FILE", or "| wireshark -k -i -".');
  using stopped = untilInterrupted();
  const path = pathOf(await listLabs(config), command);
  const response = await open(config, path, stopped.signal);
  // A file is made once there is something to write.
  const output = command.file === null ? process.stdout : createWriteStream(command.file);
  const totals = await copy(response, output, stopped.signal);
  const dropped = totals.dropped > 0 ? `, ${totals.dropped} dropped because they came too fast` : '';
  const why = totals.comment === null ? '' : ` ${totals.comment}`;
  const packets = totals.packets === 1 ? '1 packet' : `${totals.packets} packets`;
  process.stderr.write(`[pineapple] ${packets}${dropped}.${why}\n`);
  return 0;
}

/** The address of a capture. That of one container's interface needs no lab. */
function pathOf(labs: readonly ListedLab[], { lab, targets, filter, count }: CaptureCommand): string {
  const found = findLab(labs, lab);
  const on = targets.map(({ container, interface: name }): CapturePoint => {
    return { containerId: findContainer(labs, { lab, container }).id, interface: name };
  });
  const [one, ...others] = on;
  return one && others.length === 0
    ? capturePath(one.containerId, { interface: one.interface, filter, count })
    : capturePath(found.id, { on, filter, count });
}

async function open({ url, token }: CliConfig, path: string, signal: AbortSignal): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  let response: Response;
  try {
    response = await fetch(new URL(path, url), { headers, redirect: 'error', signal });
  } catch (cause) {
    throw new CliError(`${url} can't be reached. Check PINEAPPLE_URL.`, { cause });
  }
  if (response.ok) return response;
  if (response.status === 401) throw wrongToken({ url, token });
  const answer = (await response.json().catch(() => null)) as {
    readonly errors?: readonly { readonly message: string }[];
  } | null;
  throw new CliError(answer?.errors?.[0]?.message ?? `${url} answered ${response.status}.`);
}

interface Totals {
  packets: number;
  dropped: number;
  comment: string | null;
}

/** Copies whole blocks only, so that the output is valid whenever it ends. */
async function copy(response: Response, output: Writable, signal: AbortSignal): Promise<Totals> {
  const totals: Totals = { packets: 0, dropped: 0, comment: null };
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  const blocks = new WholeBlocks();
  const reader = new PcapngReader();
  /** Of each interface. */
  const lost: number[] = [];
  async function* whole(chunks: AsyncIterable<Uint8Array>) {
    try {
      for await (const chunk of chunks) {
        const bytes = blocks.take(chunk);
        count(totals, lost, reader.read(bytes));
        yield bytes;
      }
    } catch (error) {
      // The user has seen enough.
      if (!signal.aborted) throw error;
    }
  }
  try {
    await pipeline(body, whole, output, { end: output !== process.stdout });
    if (output !== process.stdout) await finished(output);
    return totals;
  } catch (error) {
    throw toCliError(error);
  }
}

function count(totals: Totals, lost: number[], events: ReturnType<PcapngReader['read']>): void {
  for (const event of events) {
    if (event.kind === 'packet') totals.packets += 1;
    if (event.kind !== 'statistics') continue;
    lost[event.interface] = event.dropped;
    totals.dropped = lost.reduce((sum, each) => sum + each, 0);
    totals.comment = event.comment;
  }
}

function toCliError(cause: unknown): unknown {
  if (cause instanceof Error && 'code' in cause && 'path' in cause)
    return new CliError(`The file can't be written: ${cause.message}.`, { cause });
  return new CliError('The capture was lost: the server or the host went away. Run the command again.', {
    cause,
  });
}
