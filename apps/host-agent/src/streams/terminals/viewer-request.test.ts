import { expect, it } from 'vitest';
import { parseTerminalName, parseViewerRequest } from './viewer-request.ts';
import { smallestWindow } from './window-size.ts';

it('takes the smallest width and height of all windows', () => {
  expect(
    smallestWindow([
      { cols: 80, rows: 50 },
      { cols: 120, rows: 24 },
    ]),
  ).toEqual({ cols: 80, rows: 24 });
  expect(smallestWindow([])).toBeNull();
});

it('parses the headers of a viewer, with defaults for missing ones', () => {
  expect(parseViewerRequest({})).toEqual({
    mode: 'write',
    size: { cols: 80, rows: 24 },
    resume: null,
    tty: true,
  });
  expect(parseViewerRequest({ 'pineapple-mode': 'view', 'pineapple-resume': 'aB-_9:12' })).toMatchObject({
    ...{ mode: 'view', resume: { incarnation: 'aB-_9', offset: 12 } },
  });
});

it('reads that a shell gets no pseudo-terminal', () => {
  expect(parseViewerRequest({ 'pineapple-tty': 'no' })).toMatchObject({ tty: false });
});

it.each<Record<string, string>>([
  { 'pineapple-cols': '80.5' },
  { 'pineapple-rows': '501' },
  { 'pineapple-tty': 'maybe' },
  { 'pineapple-resume': 'a:-1' },
  { 'pineapple-resume': `a:${'9'.repeat(16)}` },
])('refuses %j', (headers) => {
  expect(() => parseViewerRequest(headers)).toThrow();
});

it.each(['', '-a', 'A', 'a/b', 'x'.repeat(33)])('refuses the name %j', (name) => {
  expect(() => parseTerminalName(name)).toThrow();
});
