import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sensibleStart } from './sensible-start.ts';
import { TerminalModes } from './terminal-modes.ts';

const vim = '\u001b[?1049h\u001b[?1;2004htext\u001b[?25l\u001b[?25h\u001b[?7l';

it('knows the modes that output has switched, wherever it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(vim.length)), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), vim.length];
      const modes = new TerminalModes();
      at.slice(1).forEach((end, index) => modes.see(Buffer.from(vim.slice(at[index], end))));
      expect(modes.restore().toString()).toBe('\u001bc\u001b[?1049h\u001b[?1h\u001b[?2004h\u001b[?7l');
    }),
  );
});

it('forgets a mode that was switched back, and does not grow with nonsense', () => {
  const modes = new TerminalModes();
  modes.see(Buffer.from('\u001b[?1049h\u001b[?1049l'));
  for (let mode = 1; mode < 5000; mode += 1) modes.see(Buffer.from(`\u001b[?${mode}h`));
  expect(modes.restore().length).toBeLessThan(1000);
});

it.each([
  ['half a line\nthe next', 12],
  ['31mred\u001b[0m', 6],
  ['\u0000\u0000', 0],
])('takes output up at a sensible place: %j at %i', (text, start) => {
  expect(sensibleStart(Buffer.from(text))).toBe(start);
});

it('never takes it up inside a character', () => {
  expect(sensibleStart(Buffer.from('é€').subarray(1))).toBe(1);
  expect(sensibleStart(Buffer.from('€').subarray(1))).toBe(0);
});
