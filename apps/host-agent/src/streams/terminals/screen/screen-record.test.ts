import headless from '@xterm/headless';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { OutputRing } from '../output-ring.ts';
import { drawScreen, type ScreenRequest } from './draw-screen.ts';
import { ScreenDrawer } from './screen-drawer.ts';
import { ScreenRecord } from './screen-record.ts';

const size = { cols: 40, rows: 8 };
const drawer = new ScreenDrawer(pino({ level: 'silent' }));
afterAll(() => drawer.close());

/** The lines that a terminal shows after output, without trailing blanks. */
async function linesAfter(output: Uint8Array | string, { cols, rows } = size): Promise<string[]> {
  const terminal = new headless.Terminal({ cols, rows, scrollback: 20_000, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  const { active } = terminal.buffer;
  const lines = Array.from(
    { length: active.length },
    (_, y) => active.getLine(y)?.translateToString(true) ?? '',
  );
  terminal.dispose();
  return lines;
}

/** A terminal's output with a clock that the test moves. */
function record({ ringBytes = 1024 * 1024, draws = drawer.draw.bind(drawer) } = {}) {
  let now = 0;
  const kept = new ScreenRecord({ drawer: { draw: draws }, start: 1000, size, clock: () => now });
  const ring = new OutputRing(ringBytes, (bytes) => kept.dropped(bytes), 1000);
  return {
    kept,
    ring,
    print: (text: string): void => ring.append(Buffer.from(text)),
    pass: (ms: number): void => void (now += ms),
  };
}

describe('the screen of a terminal', () => {
  it('is drawn from the kept output, at the end of it', async () => {
    const { kept, ring, print } = record();
    print('one\r\ntwo\u001b[6n\u001b[c\r\n');
    const { bytes, end } = await kept.draw(ring);
    expect(end).toBe(ring.end);
    expect((await linesAfter(bytes)).slice(0, 3)).toEqual(['one', 'two', '']);
    for (const query of ['\u001b[6n', '\u001b[c']) expect(Buffer.from(bytes).toString()).not.toContain(query);
  });

  it.each([
    ['the mouse after a reset', '\u001b[?1003h\u001b[?1006h\u001bc$ ', ['?1003h', '?1006h']],
    ['the alternate screen after a reset', '\u001b[?1049hmenu\u001bc$ ', ['?1049h', '?47h']],
    ['a scroll region after a soft reset', '\u001b[2;4r\u001b[!p$ ', ['[2;4r']],
    ['a character set after a reset', '\u001b(0\u001bc$ ', ['\u001b(0']],
    ['the keypad after a reset', '\u001b=\u001bc$ ', ['\u001b=', '?66h']],
  ])('does not bring back %s', async (_what, output, modes) => {
    const { kept, ring, print } = record();
    print(output);
    const drawn = Buffer.from((await kept.draw(ring)).bytes).toString();
    for (const mode of modes) expect(drawn).not.toContain(mode);
  });

  it('costs little for a long history of a program that draws over its screen', async () => {
    const { kept, ring, print } = record();
    for (let round = 0; round < 5000; round += 1) print(`\u001b[${(round % 8) + 1};1Hrow ${round}\u001b[K`);
    expect((await kept.draw(ring)).bytes.length).toBeLessThan(1000);
  });

  it('keeps what was drawn before the output that is kept, if it came slowly', async () => {
    const { kept, ring, print, pass } = record({ ringBytes: 8 * 1024 });
    print('\u001b[?1049h\u001b[2J\u001b[1;1Hstatus\u001b[2;8r\u001b[8;1H');
    for (let line = 0; line < 3000; line += 1) {
      pass(2000);
      print(`\r\nline ${line}`);
      // A calm terminal drops nothing while its screen is read.
      if (line % 50 === 0) await kept.draw(ring);
    }
    expect(ring.start).toBeGreaterThan(10_000);
    const lines = await linesAfter((await kept.draw(ring)).bytes);
    expect([lines[0], lines[1], lines[7]]).toEqual(['status', 'line 2993', 'line 2999']);
  });

  it('keeps the modes of output that came too fast', async () => {
    const { kept, ring, print } = record({ ringBytes: 8 * 1024 });
    print('\u001b[?2004h\u001b[?1003h\u001b[?1003l');
    for (let line = 0; line < 100_000; line += 1) print(`line ${line}\r\n`);
    const { bytes } = await kept.draw(ring);
    expect(Buffer.from(bytes).toString()).toContain('\u001b[?2004h');
    expect(Buffer.from(bytes).toString()).not.toContain('\u001b[?1003h');
    expect((await linesAfter(bytes)).at(-2)).toBe('line 99999');
  });

  it('follows the sizes that the terminal had', async () => {
    const { kept, ring, print } = record();
    print('\u001b[8;1Hbottom of 8');
    kept.resized(ring.end, { cols: 40, rows: 4 });
    print('\u001b[4;1Hbottom of 4');
    kept.resized(ring.end, { cols: 20, rows: 4 });
    const { bytes } = await kept.draw(ring);
    const lines = await linesAfter(bytes, { cols: 20, rows: 4 });
    expect(lines.at(-1)).toBe('bottom of 4');
  });

  it('is the kept output after its modes if no emulator can read it', async () => {
    const { kept, ring, print } = record({ ringBytes: 8 * 1024, draws: () => Promise.resolve(null) });
    print('\u001b[?2004h');
    for (let line = 0; line < 100_000; line += 1) print(`line ${line}\r\n`);
    const { bytes } = await kept.draw(ring);
    const shown = Buffer.from(bytes).toString();
    expect(shown.startsWith('\u001bc\u001b[?2004hline ')).toBe(true);
    expect(shown.endsWith('line 99999\r\n')).toBe(true);
  });
});

it('bounds what hostile output makes of a screen', async () => {
  const wide = { cols: 1000, rows: 500 };
  const cells = Buffer.from('\u001b[38;2;1;2;3mx\u001b[1000b\u001b[38;2;3;2;1my\u001b[1000b'.repeat(500));
  const screen = await drawScreen({ ...wide, steps: [cells], scrollback: 10_000 });
  expect(screen.length).toBeLessThanOrEqual(4 * 1024 * 1024);
});

it('draws the next terminal after the thread failed', async () => {
  const failing = new ScreenDrawer(pino({ level: 'silent' }));
  const bad = failing.draw({ ...size, scrollback: 0 } as ScreenRequest);
  const good = failing.draw({ ...size, steps: [Buffer.from('fine\r\n')], scrollback: 0 });
  expect(await bad).toBeNull();
  expect(Buffer.from((await good) ?? []).toString()).toContain('fine');
  failing.close();
});
