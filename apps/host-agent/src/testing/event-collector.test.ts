import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { EventCollector } from './event-collector.ts';

async function startCollector(): Promise<EventCollector> {
  const collector = await EventCollector.start();
  onTestFinished(() => collector[Symbol.asyncDispose]());
  return collector;
}

it('takes no harm from an agent that ends while it sends a report', async () => {
  const unhandled: unknown[] = [];
  const keep = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', keep);
  onTestFinished(() => void process.off('unhandledRejection', keep));
  const collector = await startCollector();
  const agent = connect(Number(new URL(collector.endpoint).port), '127.0.0.1');
  await once(agent, 'connect');
  agent.write('POST / HTTP/1.1\r\nhost: events\r\nexpect: 100-continue\r\ncontent-length: 100\r\n\r\n');
  // The collector reads the body now.
  await once(agent, 'data');
  const closed = once(agent, 'close');
  agent.write('{"Entries":');
  agent.destroySoon();
  await closed;
  expect((await fetch(collector.endpoint, { method: 'POST', body: '{"Entries":[]}' })).status).toBe(200);
  expect(unhandled).toEqual([]);
});

it('fails each wait once a report was not understood', async () => {
  const collector = await startCollector();
  const body = JSON.stringify({ Entries: [{ DetailType: 'No Such Event', Detail: '{}' }] });
  await expect(fetch(collector.endpoint, { method: 'POST', body })).rejects.toThrow();
  await expect(collector.until('Nothing', () => true)).rejects.toThrow('observations');
});
