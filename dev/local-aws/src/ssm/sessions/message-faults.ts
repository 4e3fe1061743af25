import type { Faults } from '../../faults.ts';

/** Passes the messages of one direction of a session on, or applies a fault to them. */
export class MessageFaults {
  readonly #faults: Faults;
  readonly #direction: 'input' | 'output';
  readonly #cut: () => void;
  /** A message that waits until after the next one. */
  #swapped: Buffer | null = null;

  /** @param cut Breaks the connection that carries the messages. */
  constructor(faults: Faults, direction: 'input' | 'output', cut: () => void) {
    this.#faults = faults;
    this.#direction = direction;
    this.#cut = cut;
  }

  pass(message: Buffer, forward: (message: Buffer) => void): void {
    const fault = this.#faults.take('ssm', 'SessionMessage', this.#direction);
    if (fault?.cut) this.#cut();
    if (fault?.drop || fault?.cut) return;
    if (fault?.reorder && !this.#swapped) {
      this.#swapped = message;
      return;
    }
    if (fault && fault.delayMs > 0) setTimeout(() => forward(message), fault.delayMs);
    else forward(message);
    if (fault?.duplicate) forward(message);
    const swapped = this.#swapped;
    this.#swapped = null;
    if (swapped) forward(swapped);
  }
}
