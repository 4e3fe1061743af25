import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  BusUnavailableError,
  createEmbeddedBus,
  createValkeyBus,
  type EventBus,
  type EventBusOptions,
} from './index.ts';
import { busServers, Inbox } from '@pineapple/test-kit/bus';

interface Target {
  readonly name: string;
  start(): Promise<AsyncDisposable & { createBus(options?: EventBusOptions): EventBus }>;
}

const embedded: Target = {
  name: 'the embedded bus',
  async start() {
    return {
      createBus: (options) => createEmbeddedBus(options),
      [Symbol.asyncDispose]: async () => undefined,
    };
  },
};

const overTheNetwork = busServers.map(({ name, start }): Target => {
  return {
    name: `Valkey’s protocol against ${name}`,
    async start() {
      const server = await start();
      return {
        createBus: (options) => createValkeyBus(server.url, options),
        [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
      };
    },
  };
});

describe.each([embedded, ...overTheNetwork])('an event bus: $name', (target) => {
  let running: Awaited<ReturnType<Target['start']>>;
  const open: EventBus[] = [];

  beforeAll(async () => {
    running = await target.start();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bus) => bus.close()));
  });
  afterAll(() => running[Symbol.asyncDispose]());

  function createBus(options?: EventBusOptions): EventBus {
    const bus = running.createBus(options);
    open.push(bus);
    return bus;
  }

  it('hands every message to every listener, in order', async () => {
    const bus = createBus();
    const [one, two] = [new Inbox(), new Inbox()];
    await bus.subscribe('lab:1', one.take);
    await bus.subscribe('lab:1', two.take);
    const sent = Array.from({ length: 500 }, (_, index) => `message ${index}`);
    await Promise.all(sent.map((message) => bus.publish('lab:1', message)));
    expect(await one.count(500)).toEqual(sent);
    expect(await two.count(500)).toEqual(sent);
  });

  it('keeps channels apart', async () => {
    const bus = createBus();
    const [one, two] = [new Inbox(), new Inbox()];
    await bus.subscribe('lab:1', one.take);
    await bus.subscribe('lab:2', two.take);
    await bus.publish('lab:1', 'for one');
    await bus.publish('lab:12', 'for nobody');
    await bus.publish('lab:2', 'for two');
    expect(await two.count(1)).toEqual(['for two']);
    expect(await one.count(1)).toEqual(['for one']);
  });

  it.each([
    ['an empty message', ''],
    ['text of any script, and line ends', 'naïve ☕ 実験\r\n\u0000 "quoted" 👩‍🔬'],
    ['a message of 500 kB', 'x'.repeat(500_000)],
  ])('keeps %s exact', async (_what, message) => {
    const bus = createBus();
    const inbox = new Inbox();
    await bus.subscribe('lab:1', inbox.take);
    await bus.publish('lab:1', message);
    expect(await inbox.count(1)).toEqual([message]);
  });

  it('hands a message over after publishing, never within', async () => {
    const bus = createBus();
    const inbox = new Inbox();
    await bus.subscribe('lab:1', inbox.take);
    const published = bus.publish('lab:1', 'later');
    expect(inbox.messages).toEqual([]);
    await published;
    await inbox.count(1);
  });

  it('hands nothing to a listener that has ended, and goes on for the others of its channel', async () => {
    const bus = createBus();
    const [ended, staying] = [new Inbox(), new Inbox()];
    const end = await bus.subscribe('lab:1', ended.take);
    await bus.subscribe('lab:1', staying.take);
    await end();
    await end();
    await bus.publish('lab:1', 'after the end');
    await staying.count(1);
    expect(ended.messages).toEqual([]);
  });

  it('counts one function that was subscribed twice as two listeners', async () => {
    const bus = createBus();
    const inbox = new Inbox();
    const end = await bus.subscribe('lab:1', inbox.take);
    await bus.subscribe('lab:1', inbox.take);
    await bus.publish('lab:1', 'a');
    expect(await inbox.count(2)).toEqual(['a', 'a']);
    await end();
    await bus.publish('lab:1', 'b');
    expect(await inbox.count(3)).toEqual(['a', 'a', 'b']);
  });

  it('misses nothing when a channel is left and entered again at once', async () => {
    const bus = createBus();
    for (let round = 0; round < 50; round += 1) {
      const inbox = new Inbox();
      const end = await bus.subscribe('lab:1', inbox.take);
      await bus.publish('lab:1', `round ${round}`);
      expect(await inbox.count(1)).toEqual([`round ${round}`]);
      void end();
    }
  });

  it('subscribes to two hundred channels at once', async () => {
    const bus = createBus();
    const inbox = new Inbox();
    const channels = Array.from({ length: 200 }, (_, index) => `lab:${index}`);
    await Promise.all(
      channels.map((channel) => bus.subscribe(channel, (message) => inbox.take(`${channel} ${message}`))),
    );
    await Promise.all(channels.map((channel) => bus.publish(channel, 'hello')));
    expect(new Set(await inbox.count(200))).toEqual(new Set(channels.map((channel) => `${channel} hello`)));
  });

  it('reports a listener that throws, and goes on for the others', async () => {
    const errors: Error[] = [];
    const bus = createBus({ onError: (error) => errors.push(error) });
    const inbox = new Inbox();
    await bus.subscribe('lab:1', () => {
      throw new Error('broken listener');
    });
    await bus.subscribe('lab:1', inbox.take);
    await bus.publish('lab:1', 'hello');
    await inbox.count(1);
    expect(errors.map((error) => error.message)).toEqual(['broken listener']);
  });

  it('lets a listener end itself while it is called', async () => {
    const bus = createBus();
    const [once, always] = [new Inbox(), new Inbox()];
    const end = await bus.subscribe('lab:1', (message) => {
      once.take(message);
      void end();
    });
    await bus.subscribe('lab:1', always.take);
    await bus.publish('lab:1', 'a');
    await bus.publish('lab:1', 'b');
    expect(await always.count(2)).toEqual(['a', 'b']);
    expect(once.messages).toEqual(['a']);
  });

  it('does not call a reconnection what is the first connection', async () => {
    const bus = createBus();
    let calls = 0;
    bus.onReconnect(() => (calls += 1));
    const inbox = new Inbox();
    await bus.subscribe('lab:1', inbox.take);
    await bus.publish('lab:1', 'hello');
    await inbox.count(1);
    expect(calls).toBe(0);
    expect(bus.interrupted).toBe(false);
  });

  it('refuses to work once closed', async () => {
    const bus = createBus();
    const inbox = new Inbox();
    await bus.subscribe('lab:1', inbox.take);
    await bus.close();
    await expect(bus.publish('lab:1', 'late')).rejects.toBeInstanceOf(BusUnavailableError);
    await expect(bus.subscribe('lab:1', inbox.take)).rejects.toBeInstanceOf(BusUnavailableError);
    const other = createBus();
    const marker = new Inbox();
    await other.subscribe('lab:1', marker.take);
    await other.publish('lab:1', 'for the other');
    await marker.count(1);
    expect(inbox.messages).toEqual([]);
  });
});
