import { busServers } from '@pineapple/test-kit/bus';
import { Inbox, textTopic } from '@pineapple/test-kit/waiting';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  BusUnavailableError,
  createValkeyBus,
  type EventBus,
  type EventBusOptions,
  InvalidMessageError,
  topics,
} from './index.ts';

const one = textTopic('test:1');
const two = textTopic('test:2');

describe.each(busServers)('an event bus over $name', (kind) => {
  let server: Awaited<ReturnType<(typeof kind)['start']>>;
  const open: EventBus[] = [];

  beforeAll(async () => {
    server = await kind.start();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bus) => bus.close()));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  function createBus(options?: EventBusOptions): EventBus {
    const bus = createValkeyBus(server.url, options);
    open.push(bus);
    return bus;
  }

  it('delivers every message to every listener, in order', async () => {
    const bus = createBus();
    const [first, second] = [new Inbox(), new Inbox()];
    await bus.subscribe(one, first.take);
    await bus.subscribe(one, second.take);
    const sent = Array.from({ length: 500 }, (_, index) => `message ${index}`);
    await Promise.all(sent.map((message) => bus.publish(one, message)));
    expect(await first.count(500)).toEqual(sent);
    expect(await second.count(500)).toEqual(sent);
  });

  it('keeps topics apart', async () => {
    const bus = createBus();
    const [first, second] = [new Inbox(), new Inbox()];
    await bus.subscribe(one, first.take);
    await bus.subscribe(two, second.take);
    await bus.publish(one, 'for one');
    await bus.publish(textTopic('test:12'), 'without a subscriber');
    await bus.publish(two, 'for two');
    expect(await second.count(1)).toEqual(['for two']);
    expect(await first.count(1)).toEqual(['for one']);
  });

  it.each([
    ['an empty message', ''],
    ['text of any script, and line ends', 'naïve ☕ 実験\r\n\u0000 "quoted" 👩‍🔬'],
    ['a message of 500 kB', 'x'.repeat(500_000)],
  ])('keeps %s exact', async (_what, message) => {
    const bus = createBus();
    const inbox = new Inbox();
    await bus.subscribe(one, inbox.take);
    await bus.publish(one, message);
    expect(await inbox.count(1)).toEqual([message]);
  });

  it('delivers a message after the call of publish, never within it', async () => {
    const bus = createBus();
    const inbox = new Inbox();
    await bus.subscribe(one, inbox.take);
    const published = bus.publish(one, 'later');
    expect(inbox.messages).toEqual([]);
    await published;
    await inbox.count(1);
  });

  it('delivers nothing to a listener that unsubscribed, and keeps delivering to the others', async () => {
    const bus = createBus();
    const [ended, staying] = [new Inbox(), new Inbox()];
    const end = await bus.subscribe(one, ended.take);
    await bus.subscribe(one, staying.take);
    await end();
    await end();
    await bus.publish(one, 'after the end');
    await staying.count(1);
    expect(ended.messages).toEqual([]);
  });

  it('counts one function that was subscribed twice as two listeners', async () => {
    const bus = createBus();
    const inbox = new Inbox();
    const end = await bus.subscribe(one, inbox.take);
    await bus.subscribe(one, inbox.take);
    await bus.publish(one, 'a');
    expect(await inbox.count(2)).toEqual(['a', 'a']);
    await end();
    await bus.publish(one, 'b');
    expect(await inbox.count(3)).toEqual(['a', 'a', 'b']);
  });

  it('misses nothing after an unsubscribe and an immediate subscribe to the same topic', async () => {
    const bus = createBus();
    for (let round = 0; round < 50; round += 1) {
      const inbox = new Inbox();
      const end = await bus.subscribe(one, inbox.take);
      await bus.publish(one, `round ${round}`);
      expect(await inbox.count(1)).toEqual([`round ${round}`]);
      void end();
    }
  });

  it('subscribes to two hundred topics at once', async () => {
    const bus = createBus();
    const inbox = new Inbox();
    const many = Array.from({ length: 200 }, (_, index) => textTopic(`test:${index}`));
    await Promise.all(
      many.map((topic) => bus.subscribe(topic, (message) => inbox.take(`${topic.channel} ${message}`))),
    );
    await Promise.all(many.map((topic) => bus.publish(topic, 'hello')));
    expect(new Set(await inbox.count(200))).toEqual(new Set(many.map(({ channel }) => `${channel} hello`)));
  });

  it('reports a listener that throws, and delivers to the others', async () => {
    const errors: Error[] = [];
    const bus = createBus({ onError: (error) => errors.push(error) });
    const inbox = new Inbox();
    await bus.subscribe(one, () => {
      throw new Error('broken listener');
    });
    await bus.subscribe(one, inbox.take);
    await bus.publish(one, 'hello');
    await inbox.count(1);
    expect(errors.map((error) => error.message)).toEqual(['broken listener']);
  });

  it('lets a listener unsubscribe itself while it is called', async () => {
    const bus = createBus();
    const [once, always] = [new Inbox(), new Inbox()];
    const end = await bus.subscribe(one, (message) => {
      once.take(message);
      void end();
    });
    await bus.subscribe(one, always.take);
    await bus.publish(one, 'a');
    await bus.publish(one, 'b');
    expect(await always.count(2)).toEqual(['a', 'b']);
    expect(once.messages).toEqual(['a']);
  });

  it('does not report the first connection as a reconnect', async () => {
    const bus = createBus();
    let calls = 0;
    bus.onReconnect(() => (calls += 1));
    const inbox = new Inbox();
    await bus.subscribe(one, inbox.take);
    await bus.publish(one, 'hello');
    await inbox.count(1);
    expect(calls).toBe(0);
    expect(bus.interrupted).toBe(false);
  });

  it('refuses to publish and subscribe once closed', async () => {
    const bus = createBus();
    const inbox = new Inbox();
    await bus.subscribe(one, inbox.take);
    await bus.close();
    await expect(bus.publish(one, 'late')).rejects.toBeInstanceOf(BusUnavailableError);
    await expect(bus.subscribe(one, inbox.take)).rejects.toBeInstanceOf(BusUnavailableError);
    const other = createBus();
    const marker = new Inbox();
    await other.subscribe(one, marker.take);
    await other.publish(one, 'for the other');
    await marker.count(1);
    expect(inbox.messages).toEqual([]);
  });

  describe('the messages of a topic', () => {
    async function rawClient(): Promise<Redis & Disposable> {
      const client = new Redis(server.url);
      await client.ping();
      return Object.assign(client, { [Symbol.dispose]: () => client.disconnect() });
    }

    it.each([
      ['lab:lab_1', topics.lab('lab_1'), { type: 'deleted', labId: 'lab_1' }],
      ['user:usr_1', topics.user('usr_1'), { type: 'labs-changed', userId: 'usr_1' }],
      ['hosts', topics.hosts, { type: 'host-changed', hostId: 'mi-1' }],
    ] as const)('travel as JSON on the channel %s', async (channel, topic, message) => {
      using client = await rawClient();
      const inbox = new Inbox();
      client.on('message', (_channel, text) => inbox.take(text));
      await client.subscribe(channel);
      await createBus().publish<unknown>(topic, message);
      expect(await inbox.count(1)).toEqual([JSON.stringify(message)]);
    });

    it.each(['not JSON', '{"type":"coffee"}', '{"type":"deleted"}'])(
      'are reported and ignored when invalid: %s',
      async (text) => {
        const errors: Error[] = [];
        const bus = createBus({ onError: (error) => errors.push(error) });
        using client = await rawClient();
        const inbox = new Inbox();
        await bus.subscribe(topics.lab('lab_1'), ({ type }) => inbox.take(type));
        await client.publish('lab:lab_1', text);
        await bus.publish(topics.lab('lab_1'), { type: 'placed', labId: 'lab_1' });
        expect(await inbox.count(1)).toEqual(['placed']);
        expect(errors).toEqual([expect.any(InvalidMessageError)]);
        expect(errors[0]?.message).toContain('lab:lab_1');
      },
    );
  });
});
