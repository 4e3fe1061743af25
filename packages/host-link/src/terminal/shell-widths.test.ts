import headless from '@xterm/headless';
import { expect, it } from 'vitest';
import { countAsShells, shellWidth } from './shell-widths.ts';

/** The column behind a text. */
async function columns(text: string, counts: boolean): Promise<number> {
  const terminal = new headless.Terminal({ allowProposedApi: true });
  if (counts) countAsShells(terminal);
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const { cursorX } = terminal.buffer.active;
  terminal.dispose();
  return cursorX;
}

/** Widths as bash of Debian 12 counts them. */
it.each([
  ['a CJK text', '日本', 4],
  ['Hangul of joined letters', '\u1112\u1161\u11ab', 2],
  ['an emoji', '🍍', 2],
  ['an emoji of Unicode 14', '🫠', 2],
  ['a family joined by ZWJ', '👨‍👩‍👧', 6],
  ['a flag', '🇨🇭', 2],
  ['a skin tone', '👍🏽', 4],
  ['a heart with the emoji selector', '❤️', 1],
  ['a keycap', '1️⃣', 1],
  ['a letter with an accent', 'e\u0301', 1],
  ['an unpaired accent', '\u0301', 0],
])('counts the cells of %s', async (_what, text, cells) => {
  expect([...text].reduce((sum, one) => sum + shellWidth(one.codePointAt(0) ?? 0), 0)).toBe(cells);
  if (cells > 0) expect(await columns(text, true)).toBe(cells);
});

it('is needed, because the emulator counts otherwise by itself', async () => {
  expect(await columns('🍍🫠', false)).not.toBe(await columns('🍍🫠', true));
});
