import type { CaptureEvent } from '@pineapple/host-link/capture';

/** What there is to say about a capture on standard error. */
export class CaptureNotes {
  #packets = 0;
  /** Of each interface. */
  readonly #dropped: number[] = [];
  readonly #waitsFor: (string | null)[] = [];
  #end: string | null = null;

  /** Counts, and says what the capture begins to wait for. */
  take(events: readonly CaptureEvent[]): void {
    for (const event of events) {
      if (event.kind === 'packet') this.#packets += 1;
      if (event.kind !== 'statistics') continue;
      const { interface: from, dropped, comment, isEnd } = event;
      this.#dropped[from] = dropped;
      if (isEnd === true) this.#end = comment;
      else this.#wait(from, comment);
    }
  }

  /** How many packets there were and were lost, and why the capture ended. */
  get summary(): string {
    const lost = this.#dropped.reduce((sum, each) => sum + each, 0);
    const dropped = lost > 0 ? `, ${lost} dropped because they came too fast` : '';
    const packets = this.#packets === 1 ? '1 packet' : `${this.#packets} packets`;
    return `${packets}${dropped}.${this.#end === null ? '' : ` ${this.#end}`}`;
  }

  #wait(from: number, comment: string | null): void {
    const known = this.#waitsFor[from] ?? null;
    this.#waitsFor[from] = comment;
    if (comment !== null && comment !== known) process.stderr.write(`[pineapple] ${comment}\n`);
  }
}
