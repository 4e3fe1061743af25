import type { AnalysisAnswers, FrameRow } from '@pineapple/host-link/analysis';
import type { AnalysisRequest } from '@pineapple/host-link/analysis-request';

/** Asks about a recording. */
type Ask = <K extends AnalysisRequest['ask']>(
  question: Extract<AnalysisRequest, { ask: K }>,
) => Promise<AnalysisAnswers[K]>;

/** Rows in one answer. */
const mostRows = 200;

/** Prints the rows of a recording that match a display filter, each once. */
export class RowPrinter {
  readonly #ask: Ask;
  readonly #filter: string;
  #left: number;
  /** How many packets of the capture were looked at. */
  #seen = 0;
  #missed = 0;
  #isBehind = false;
  #printing: Promise<void> | null = null;

  /**
   * @param filter empty for all rows
   * @param most how many rows are printed
   */
  constructor(ask: Ask, filter: string, most: number) {
    this.#ask = ask;
    this.#filter = filter;
    this.#left = most;
  }

  get isDone(): boolean {
    return this.#left <= 0;
  }

  /** Packets that the recording had forgotten before they were looked at. */
  get missed(): number {
    return this.#missed;
  }

  /** Prints what has come, after what is being printed. Resolves when nothing is left to print. */
  printAll(): Promise<void> {
    if (this.isDone) return Promise.resolve();
    this.#isBehind = true;
    this.#printing ??= this.#rounds();
    return this.#printing;
  }

  async #rounds(): Promise<void> {
    try {
      while (this.#isBehind && !this.isDone) {
        this.#isBehind = false;
        await this.#print();
      }
    } finally {
      this.#printing = null;
    }
  }

  async #print(): Promise<void> {
    const { snapshot, frames, forgotten } = await this.#ask<'load'>({ ask: 'load', newer: true });
    this.#missed += Math.max(0, forgotten - this.#seen);
    const from = Math.max(0, this.#seen - forgotten);
    const isNew = `frame.number > ${from}`;
    const filter = this.#filter === '' ? isNew : `${isNew} && (${this.#filter})`;
    let [skip, matched] = [0, Infinity];
    while (skip < matched && this.#left > 0) {
      const limit = Math.min(mostRows, this.#left);
      const found = await this.#ask<'frames'>({ ask: 'frames', snapshot, filter, skip, limit });
      matched = found.matched;
      skip += found.rows.length;
      this.#left -= found.rows.length;
      for (const row of found.rows) process.stdout.write(`${toJson(row, forgotten)}\n`);
      if (found.rows.length === 0) break;
    }
    this.#seen = forgotten + frames;
  }
}

/** @param forgotten how many packets came before the first frame */
function toJson({ number, cells }: FrameRow, forgotten: number): string {
  const [, time, source = '', destination = '', protocol = '', length, info = ''] = cells;
  return JSON.stringify({
    ...{ number: forgotten + number, time: Number(time), source, destination, protocol },
    ...{ length: Number(length), info },
  });
}
