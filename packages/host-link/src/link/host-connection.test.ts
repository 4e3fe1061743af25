import { once } from 'node:events';
import { performServerHandshake } from 'node:http2';
import { Duplex, duplexPair } from 'node:stream';
import { expect, it, onTestFinished, vi } from 'vitest';
import { connectToAgent } from './host-connection.ts';
import { unlessAborted } from './unless-aborted.ts';

/** A stream to an agent that answers, until it takes no more. */
function streamToAgent(): { readonly bytes: Duplex; readonly vanish: () => void } {
  const [near, far] = duplexPair();
  performServerHandshake(far).on('error', () => undefined);
  let isThere = true;
  const bytes = new Duplex({
    read: () => void near.resume(),
    write(chunk, encoding, done) {
      if (isThere) near.write(chunk, encoding, done);
    },
  });
  near.on('data', (chunk) => bytes.push(chunk) || near.pause());
  return { bytes, vanish: () => (isThere = false) };
}

it('closes a session to a host that takes no more, and asks it for no further sign of life', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { bytes, vanish } = streamToAgent();
  const session = await connectToAgent(bytes, new AbortController().signal);
  vanish();
  session.request({ ':path': '/' }).on('error', () => undefined);
  // Node writes in the next turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  const closed = once(session, 'close');
  session.destroy();
  expect(() => vi.advanceTimersByTime(60_000)).not.toThrow();
  await closed;
  expect(bytes.destroyed).toBe(true);
});

it('leaves no failure unhandled that comes after an abort', async () => {
  const unhandled: unknown[] = [];
  const keep = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', keep);
  onTestFinished(() => void process.off('unhandledRejection', keep));
  const late = Promise.withResolvers<never>();
  await expect(unlessAborted(late.promise, AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
  late.reject(new Error('too late'));
  // Node looks for unhandled rejections before the next turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toEqual([]);
});
