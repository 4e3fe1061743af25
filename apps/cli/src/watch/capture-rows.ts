import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { CliConfig } from '@pineapple/config';
import { type AnalysisAnswers, analysisPath, recordingHeader } from '@pineapple/host-link/analysis';
import type { AnalysisRequest } from '@pineapple/host-link/analysis-request';
import { capturePath, PcapngReader } from '@pineapple/host-link/capture';
import { CliError } from '../cli-error.ts';
import { listLabs } from '../labs.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import type { CaptureCommand, WantedRows } from './capture-command.ts';
import { CaptureNotes } from './capture-notes.ts';
import { askCapture, captureLost, findSubject } from './capture-site.ts';
import { RowPrinter } from './row-printer.ts';

/** Prints packets as Wireshark decodes them on the host, a JSON object a line. @throws CliError */
export async function captureRows(
  config: CliConfig,
  command: CaptureCommand,
  { displayFilter, recordingId }: WantedRows,
): Promise<number> {
  using stopped = untilInterrupted();
  const { signal } = stopped;
  const { id, query } = findSubject(await listLabs(config), command);
  const printerOf = (recording: string): RowPrinter => {
    const ask = async <K extends AnalysisRequest['ask']>(question: Extract<AnalysisRequest, { ask: K }>) => {
      const response = await askCapture(config, analysisPath(id, recording), { signal, question });
      return (await response.json()) as AnalysisAnswers[K];
    };
    return new RowPrinter(ask, displayFilter, command.count ?? Infinity);
  };
  try {
    if (recordingId !== null) {
      await printerOf(recordingId).printAll();
      return 0;
    }
    const { filter, wait } = command;
    const path = capturePath(id, { ...query, filter, wait, record: true });
    const response = await askCapture(config, path, { signal });
    const recording = response.headers.get(recordingHeader);
    if (recording === null)
      throw new CliError('What several hosts capture is not decoded on one of them. Use -w FILE instead.');
    process.stderr.write(`[pineapple] Recording ${recording}, kept for ten minutes after the capture.\n`);
    await follow(response, printerOf(recording));
  } catch (error) {
    // The user has seen enough.
    if (!signal.aborted) throw error;
  }
  return 0;
}

/** Prints rows as packets come, until the capture ends or has as many rows as wanted. @throws CliError */
async function follow(response: Response, printer: RowPrinter): Promise<void> {
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  const reader = new PcapngReader();
  const notes = new CaptureNotes();
  const failures: Error[] = [];
  const printSoon = (): void => {
    printer.printAll().then(
      () => printer.isDone && body.destroy(),
      (error: unknown) => {
        failures.push(error instanceof Error ? error : new Error(String(error)));
        body.destroy();
      },
    );
  };
  try {
    for await (const bytes of body as AsyncIterable<Uint8Array>) {
      const events = reader.read(bytes);
      notes.take(events);
      if (events.some(({ kind }) => kind === 'packet')) printSoon();
    }
  } catch (cause) {
    if (failures.length === 0 && !printer.isDone) throw new CliError(captureLost, { cause });
  }
  const [failure] = failures;
  if (failure) throw failure;
  await printer.printAll();
  const missed = printer.missed > 0 ? ` ${printer.missed} packets came too fast to be decoded.` : '';
  process.stderr.write(`[pineapple] ${notes.summary}${missed}\n`);
}
