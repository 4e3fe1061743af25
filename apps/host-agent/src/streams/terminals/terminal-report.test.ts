import headless from '@xterm/headless';
import { expect, it } from 'vitest';
import { isReport } from './terminal-report.ts';

/** What an emulator answers to output. */
async function answersTo(output: string): Promise<string[]> {
  const terminal = new headless.Terminal({
    allowProposedApi: true,
    windowOptions: { getWinSizeChars: true, getWinSizePixels: true, getCellSizePixels: true },
  });
  const answers: string[] = [];
  terminal.onData((answer) => answers.push(answer));
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  terminal.dispose();
  return answers;
}

it.each([
  ...['\u001b[6n', '\u001b[5n', '\u001b[?6n', '\u001b[c', '\u001b[>c', '\u001b[?2026$p', '\u001b[4$p'],
  ...['\u001b[18t', '\u001bP$qm\u001b\\', '\u001bP$qr\u001b\\', '\u001b[6n\u001b[c', '\u001b[>q'],
])('recognises what an emulator answers to %j', async (query) => {
  const answers = await answersTo(query);
  for (const answer of [...answers, answers.join('')].filter(Boolean))
    expect([answer, isReport(Buffer.from(answer))]).toEqual([answer, true]);
});

it.each([
  ...['\u001b]10;rgb:ffff/ffff/ffff\u0007', '\u001b]11;rgb:0000/0000/0000\u001b\\', '\u001b[?997;1n'],
  ...[
    '\u001bP1+r544e=787465726d\u001b\\',
    '\u001b[I',
    '\u001b[O',
    '\u001b[?1u',
    '\u001bP>|xterm.js(6.0.0)\u001b\\',
  ],
])('recognises the report %j', (report) => {
  expect(isReport(Buffer.from(report))).toBe(true);
});

it.each([
  ...[
    'a',
    '\r',
    '\u001b',
    '\u001b[A',
    '\u001bOP',
    '\u001b[1;5C',
    '\u001b[15~',
    '\u001b[Z',
    '\u0004',
    '',
    'ls\r',
  ],
  ...[
    '\u001b[<0;1;1M',
    '\u001b[<35;20;5m',
    '\u001b[M !!',
    '\u001b[200~echo\u001b[201~',
    '\u001bx',
    '\u001b[3~',
  ],
  ...['\u001b[6nls\r', 'x\u001b[1;1R', '\u001b[97;5u'],
])('takes %j for typed', (input) => {
  expect(isReport(Buffer.from(input))).toBe(false);
});
