import type { TerminalConsumer } from '../terminal-connection.ts';
import type { TerminalLoss, TerminalState } from '../terminal-state.ts';

/** A consumer that remembers. */
export interface RecordedScreen extends TerminalConsumer {
  readonly text: () => string;
  readonly states: TerminalState[];
  readonly losses: TerminalLoss[];
  readonly clears: () => number;
  /** What `dealtWith` was not called for. */
  readonly owed: (() => void)[];
}

export function recordScreen({ dealsAtOnce = true } = {}): RecordedScreen {
  const chunks: Uint8Array[] = [];
  const states: TerminalState[] = [];
  const losses: TerminalLoss[] = [];
  const owed: (() => void)[] = [];
  let clears = 0;
  return {
    states,
    losses,
    owed,
    text: () => Buffer.concat(chunks).toString(),
    clears: () => clears,
    output(bytes, dealtWith) {
      chunks.push(bytes);
      if (dealsAtOnce) dealtWith();
      else owed.push(dealtWith);
    },
    clear() {
      chunks.length = 0;
      clears += 1;
    },
    state: (state) => void states.push(state),
    loss: (loss) => void losses.push(loss),
  };
}
