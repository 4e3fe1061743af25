import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { eventually } from '@pineapple/test-kit/waiting';
import { expect, it } from 'vitest';
import { TypedInput } from './typed-input.ts';

/** Input from a pipe to a terminal that accepts it only while it is open. */
function pipe({ ends = true } = {}) {
  const stdin = new PassThrough();
  const sent: string[] = [];
  let open = false;
  const input = new TypedInput(stdin as unknown as ReadStream, {
    type(bytes) {
      if (open) sent.push(Buffer.from(bytes).toString());
      return open;
    },
    refused: null,
    keys: null,
    leave: () => undefined,
    ...(ends && { end: () => void sent.push('END') }),
  });
  const flow = (now: boolean): void => {
    open = now;
    input.flow(now);
  };
  return { stdin, sent, flow };
}

it('sends what is piped, then the end, once the terminal is open', async () => {
  const { stdin, sent, flow } = pipe();
  stdin.end('ip route\n');
  flow(true);
  await eventually(() => expect(sent).toEqual(['ip route\n', 'END']));
  flow(true);
  expect(sent).toEqual(['ip route\n', 'END']);
});

it('sends the end after input that had to wait', async () => {
  const { stdin, sent, flow } = pipe();
  flow(true);
  stdin.write('one\n');
  await eventually(() => expect(sent).toEqual(['one\n']));
  flow(false);
  stdin.end('two\n');
  flow(true);
  await eventually(() => expect(sent.join('')).toBe('one\ntwo\nEND'));
});

it.each([
  ['ls\n', '\u0004'],
  ['ls', '\u0004\u0004'],
])('types Ctrl-D after %j into a terminal', async (typed, end) => {
  const { stdin, sent, flow } = pipe({ ends: false });
  stdin.end(typed);
  flow(true);
  await eventually(() => expect(sent.join('')).toBe(`${typed}${end}`));
});
