import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TerminalModes } from './terminal-modes.ts';

const vim = '\u001b[?1049h\u001b[?1;2004htext\u001b[?25l\u001b[?25h\u001b[?7l';

it('tracks the modes that output switches, wherever it is split', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(vim.length)), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), vim.length];
      const modes = new TerminalModes();
      at.slice(1).forEach((end, index) => modes.read(Buffer.from(vim.slice(at[index], end))));
      expect(modes.restore().toString()).toBe('\u001bc\u001b[?1049h\u001b[?1h\u001b[?2004h\u001b[?7l');
    }),
  );
});

it('drops a mode that was switched back, and stays small for arbitrary output', () => {
  const modes = new TerminalModes();
  modes.read(Buffer.from('\u001b[?1049h\u001b[?1049l'));
  for (let mode = 1; mode < 5000; mode += 1) modes.read(Buffer.from(`\u001b[?${mode}h`));
  expect(modes.restore().length).toBeLessThan(1000);
});

it.each([
  ['a full reset', '\u001b[?1049h\u001b[?1003h\u001b[2;9r\u001b(0\u001b=\u001bc', '\u001bc'],
  ['a soft reset', '\u001b[?2004h\u001b[?25l\u001b[2;9r\u001b(0\u001b[!p', '\u001bc\u001b[?2004h'],
  [
    'a scroll region, a character set and the keypad',
    '\u001b[2;9r\u001b(0\u001b=',
    '\u001bc\u001b[2;9r\u001b(0\u001b=',
  ],
  ['the last of each', '\u001b[2;9r\u001b(0\u001b=\u001b(B\u001b>\u001b[r', '\u001bc\u001b[r\u001b(B\u001b>'],
])('knows %s', (_what, output, restored) => {
  const modes = new TerminalModes();
  for (const byte of Buffer.from(output)) modes.read(Buffer.of(byte));
  expect(modes.restore().toString()).toBe(restored);
});
