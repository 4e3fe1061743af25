import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { CliConfig } from '@pineapple/config';
import { capturePath, PcapngReader, WholeBlocks } from '@pineapple/host-link/capture';
import { listLabs } from '../labs.ts';
import type { CaptureCommand } from './capture-command.ts';
import { captureRows } from './capture-rows.ts';
import { CaptureNotes } from './capture-notes.ts';
import { askCapture, captureLost, findSubject } from './capture-site.ts';
import { CliError } from '../cli-error.ts';
import { untilInterrupted } from '../until-interrupted.ts';

/** Writes packets as pcapng, or prints rows, until Ctrl-C, the last packet or the end of what is captured. */
export async function capture(config: CliConfig, command: CaptureCommand): Promise<number> {
  if (command.rows !== null) return captureRows(config, command, command.rows);
  if (command.file === null && process.stdout.isTTY)
    throw new CliError('Packets are not text. Add "-w FILE", "--json" or "| wireshark -k -i -".');
  using stopped = untilInterrupted();
  const { id, query } = findSubject(await listLabs(config), command);
  const { filter, count, wait } = command;
  const path = capturePath(id, { ...query, filter, count, wait });
  const response = await askCapture(config, path, { signal: stopped.signal });
  // A file is made once there is something to write.
  const output = command.file === null ? process.stdout : createWriteStream(command.file);
  const notes = await copy(response, output, stopped.signal);
  process.stderr.write(`[pineapple] ${notes.summary}\n`);
  return 0;
}

/** Copies whole blocks only, so that the output is valid whenever it ends. */
async function copy(response: Response, output: Writable, signal: AbortSignal): Promise<CaptureNotes> {
  const notes = new CaptureNotes();
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  const blocks = new WholeBlocks();
  const reader = new PcapngReader();
  async function* whole(chunks: AsyncIterable<Uint8Array>) {
    try {
      for await (const chunk of chunks) {
        const bytes = blocks.take(chunk);
        notes.take(reader.read(bytes));
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
    return notes;
  } catch (error) {
    throw toCliError(error, notes);
  }
}

function toCliError(cause: unknown, { summary }: CaptureNotes): unknown {
  if (cause instanceof Error && 'code' in cause && 'path' in cause)
    return new CliError(`The file can't be written: ${cause.message}.`, { cause });
  return new CliError(`${captureLost} What came before is kept: ${summary}`, { cause });
}
