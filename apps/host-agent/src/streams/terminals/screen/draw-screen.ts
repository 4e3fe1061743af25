import headless, { type Terminal } from '@xterm/headless';
import { countAsShells } from '@pineapple/host-link/widths';
import { drawState } from './draw-state.ts';
import { unfinishedBytes } from './unfinished-output.ts';

/** A part of a terminal's history: output, or a new size. */
export type ScreenStep = Uint8Array | { readonly cols: number; readonly rows: number };

/** What is drawn: a terminal's history, from its start or from a screen that was drawn before. */
export interface ScreenRequest {
  readonly cols: number;
  readonly rows: number;
  readonly steps: readonly ScreenStep[];
  /** Lines above the screen to draw too. */
  readonly scrollback: number;
}

/** The most bytes of a drawn screen. A larger one is drawn without its scrollback. */
export const mostScreenBytes = 4 * 1024 * 1024;
/** The most cells that are kept while a history is read. */
const mostCells = 2_000_000;
/** A longer unfinished sequence is dropped. */
const mostUnfinishedBytes = 64 * 1024;

/**
 * Reads a terminal's history into an emulator, and returns output that makes a new terminal of the same size show the same
 * and continue in the same way. It contains no queries, and no modes that have ended.
 */
export async function drawScreen({ cols, rows, steps, scrollback }: ScreenRequest): Promise<Uint8Array> {
  const lines = Math.min(scrollback, Math.floor(mostCells / cols));
  const terminal = new headless.Terminal({ cols, rows, scrollback: lines, allowProposedApi: true });
  try {
    countAsShells(terminal);
    let title = '';
    terminal.onTitleChange((text) => (title = text));
    const output = Buffer.concat(steps.filter((step) => step instanceof Uint8Array));
    const unfinished = unfinishedBytes(output);
    let left = output.length - unfinished;
    for (const step of steps) {
      if (!(step instanceof Uint8Array)) terminal.resize(step.cols, step.rows);
      else if (left > 0) await write(terminal, step.subarray(0, left));
      if (step instanceof Uint8Array) left -= step.length;
    }
    // What follows completes it.
    const rest =
      unfinished > mostUnfinishedBytes ? Buffer.alloc(0) : output.subarray(output.length - unfinished);
    const draw = (withLines: number): Buffer =>
      Buffer.concat([Buffer.from(drawState(terminal, { scrollback: withLines, title })), rest]);
    const whole = draw(lines);
    if (whole.length <= mostScreenBytes) return whole;
    const screenOnly = draw(0);
    return screenOnly.length <= mostScreenBytes ? screenOnly : Buffer.from('\u001bc');
  } finally {
    terminal.dispose();
  }
}

function write(terminal: Terminal, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => terminal.write(bytes, resolve));
}
