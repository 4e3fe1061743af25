import type { TerminalConsumer } from '../terminal-connection.ts';
import type { TerminalLoss, TerminalState } from '../terminal-state.ts';

/** A consumer that records its calls. */
export interface RecordedScreen extends TerminalConsumer {
  readonly text: () => string;
  readonly states: TerminalState[];
  readonly losses: TerminalLoss[];
  readonly clears: () => number;
  /** The `done` callbacks that were not called yet. */
  readonly pending: (() => void)[];
}

export function recordScreen({ processesAtOnce = true } = {}): RecordedScreen {
  const chunks: Uint8Array[] = [];
  const states: TerminalState[] = [];
  const losses: TerminalLoss[] = [];
  const pending: (() => void)[] = [];
  let clears = 0;
  return {
    states,
    losses,
    pending,
    text: () => Buffer.concat(chunks).toString(),
    clears: () => clears,
    output(bytes, done) {
      chunks.push(bytes);
      if (processesAtOnce) done();
      else pending.push(done);
    },
    clear() {
      chunks.length = 0;
      clears += 1;
    },
    state: (state) => void states.push(state),
    loss: (loss) => void losses.push(loss),
  };
}
