import headless, { type Terminal } from '@xterm/headless';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countAsShells } from '@pineapple/host-link/widths';
import type { WindowSize } from '../window-size.ts';
import { drawScreen } from './draw-screen.ts';
import { readInner } from './inner-state.ts';
import recorded from './testing/recorded-output.json' with { type: 'json' };

const size = { cols: 20, rows: 6 };

function emulate(window: WindowSize): Terminal {
  const terminal = new headless.Terminal({ ...window, scrollback: 200, allowProposedApi: true });
  countAsShells(terminal);
  return terminal;
}
const write = (terminal: Terminal, bytes: Uint8Array | string): Promise<void> =>
  new Promise((resolve) => terminal.write(bytes, resolve));

/** All that a user or a program can notice of a terminal. */
function describeTerminal(terminal: Terminal) {
  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, y) => {
    const line = active.getLine(y);
    // The line that the first one continues is gone.
    const wraps = y > 0 && line?.isWrapped ? 'wraps' : '';
    return (
      wraps +
      Array.from({ length: terminal.cols }, (_, x) => {
        const cell = line?.getCell(x);
        if (!cell) return '';
        const chars = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
        const blank = chars === ' ';
        const style = [
          blank ? 0 : cell.getFgColorMode() + cell.getFgColor(),
          cell.getBgColorMode() + cell.getBgColor(),
          ...(blank ? [] : [cell.isBold(), cell.isItalic(), cell.isUnderline()]),
          cell.isInverse(),
        ];
        return `${chars}/${style.join()}`;
      }).join('|')
    );
  });
  while (lines.at(-1) === lines[0] && lines.length > terminal.rows) lines.pop();
  const inner = readInner(terminal);
  return {
    lines,
    type: active.type,
    cursor: [active.cursorX, active.cursorY],
    modes: { ...terminal.modes, synchronizedOutputMode: null },
    region: [(inner.alternate ?? inner.normal).top, (inner.alternate ?? inner.normal).bottom],
    tabs: (inner.alternate ?? inner.normal).tabs,
    charsets: inner.charsets,
    shifted: inner.shifted,
    mouse: inner.mouseEncoding,
    hidden: inner.hidden,
    cursorStyle: inner.cursorStyle,
    newLines: inner.newLines,
  };
}

/** Compares a terminal that got everything with one that got a drawn screen in place of the first part. */
async function compare(output: Uint8Array, cut: number, window: WindowSize = size): Promise<void> {
  const [whole, drawn] = [emulate(window), emulate(window)];
  try {
    await write(whole, output.subarray(0, cut));
    const screen = await drawScreen({ ...window, steps: [output.subarray(0, cut)], scrollback: 200 });
    const answers: string[] = [];
    drawn.onData((answer) => answers.push(answer));
    await write(drawn, screen);
    expect(answers).toEqual([]);
    expect(describeTerminal(drawn)).toEqual(describeTerminal(whole));
    await write(whole, output.subarray(cut));
    await write(drawn, output.subarray(cut));
    expect(describeTerminal(drawn)).toEqual(describeTerminal(whole));
  } finally {
    whole.dispose();
    drawn.dispose();
  }
}

const number = fc.integer({ min: 0, max: 22 });
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z ]{1,30}$/) },
  { weight: 2, arbitrary: fc.constantFrom('日本', '🍍', '👨‍👩‍👧', '🇨🇭', 'é', 'ü') },
  { weight: 5, arbitrary: fc.constantFrom('\r\n', '\n', '\r', '\b', '\t') },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        number,
        number,
        fc.constantFrom('H', 'A', 'B', 'C', 'D', 'G', 'd', 'J', 'K', 'L', 'M', 'P', '@', 'X', 'S', 'T'),
      )
      .map(([a, b, final]) => (final === 'H' ? `\u001b[${a};${b}H` : `\u001b[${a % 4}${final}`)),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('0', '1', '3', '4', '7', '22', '27', '31', '42', '38;5;100', '48;2;1;2;3', '39', '49')
      .map((code) => `\u001b[${code}m`),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('1', '6', '7', '25', '45', '66', '1000', '1002', '1003', '1006', '1049', '2004'),
        fc.constantFrom('h', 'l'),
      )
      .map(([mode, set]) => `\u001b[?${mode}${set}`),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(number, number).map(([top, bottom]) => `\u001b[${top % 5};${bottom % 7}r`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        '\u001b7',
        '\u001b8',
        '\u001bc',
        '\u001b[!p',
        '\u001bM',
        '\u001bD',
        '\u001bE',
        '\u001bH',
        '\u001b[g',
      ],
      ...[
        '\u001b(0',
        '\u001b(B',
        '\u001b)0',
        '\u000e',
        '\u000f',
        '\u001b=',
        '\u001b>',
        '\u001b[4h',
        '\u001b[4l',
      ],
      ...[
        '\u001b]2;title\u0007',
        '\u001bP1$r0m\u001b\\',
        '\u001b[6n',
        '\u001b[c',
        '\u001b[5 q',
        '\u001b[2 q',
      ],
    ),
  },
);

const recordedSize = { cols: 50, rows: 12 };

it.each(Object.entries(recorded))(
  'shows the same as the output of %s, wherever it is drawn',
  async (_program, text) => {
    const output = Buffer.from(text);
    for (let part = 1; part <= 12; part += 1)
      await compare(output, Math.floor((output.length * part) / 12), recordedSize);
  },
  60_000,
);

/** Lines that wrap, parts of which are scrolled away, overwritten or erased. */
const wrapping = fc.oneof(
  fc.tuple(fc.constantFrom('w', '日'), number).map(([one, count]) => one.repeat(count * 2)),
  fc.constantFrom('\r\n', '\n', '\r', '\u001b[41m', '\u001b[7m', '\u001b[0m'),
  fc.tuple(number, number).map(([y, x]) => `\u001b[${y % 7};${x}H`),
  fc
    .tuple(number, fc.constantFrom('M', 'L', 'S', 'T', 'K', 'J', 'P', '@', 'X'))
    .map(([count, final]) => `\u001b[${count % 4}${final}`),
);

it.each([
  ['programs', piece],
  ['wrapped lines', wrapping],
])(
  'shows the same as the whole output of %s, and continues in the same way, wherever it is drawn',
  async (_what, pieces) => {
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 60 }), fc.nat(), async (parts, at) => {
        const output = Buffer.from(parts.join(''));
        await compare(output, at % (output.length + 1));
      }),
      { numRuns: 60 },
    );
  },
  60_000,
);
