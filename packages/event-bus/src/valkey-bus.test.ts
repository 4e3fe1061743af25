import {
  type BusServerKind,
  busServers,
  type FaultyProxy,
  hasRedisServer,
  startFaultyProxy,
  startRedisServer,
} from '@pineapple/test-kit/bus';
import { Inbox, textTopic } from '@pineapple/test-kit/waiting';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import {
  BusUnavailableError,
  createValkeyBus,
  type EventBus,
  type Topic,
  type ValkeyBusOptions,
} from './index.ts';

const one = textTopic('test:1');
const two = textTopic('test:2');

let cleanUp = new AsyncDisposableStack();

afterEach(async () => {
  await cleanUp.disposeAsync();
  cleanUp = new AsyncDisposableStack();
});

function open(url: string, options: ValkeyBusOptions = {}): EventBus {
  const bus = createValkeyBus(url, { onError: () => undefined, ...options });
  cleanUp.defer(() => bus.close());
  return bus;
}

async function startProxied(kind: BusServerKind, options: ValkeyBusOptions = {}) {
  const server = cleanUp.use(await kind.start());
  const proxy = cleanUp.use(await startFaultyProxy(server.target));
  return {
    server,
    proxy,
    direct: open(server.url),
    bus: open(`redis://127.0.0.1:${proxy.port}`, options),
  };
}

/** Resolves when the bus reports its next reconnect. */
function reconnected(bus: EventBus): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = bus.onReconnect(() => {
    end();
    resolve();
  });
  return promise;
}

/** How many connections are subscribed at the server. */
async function countSubscribers(url: string, { channel }: Topic<unknown>): Promise<unknown> {
  const client = new Redis(url);
  const [, count] = (await client.pubsub('NUMSUB', channel)) as [string, number];
  client.disconnect();
  return count;
}

describe.each(busServers)('the bus over $name', (kind) => {
  it('connects processes with each other', async () => {
    const server = cleanUp.use(await kind.start());
    const inbox = new Inbox();
    await open(server.url).subscribe(one, inbox.take);
    await open(server.url).publish(one, 'from another process');
    expect(await inbox.count(1)).toEqual(['from another process']);
  });

  it('connects at its first use', async () => {
    const { proxy, bus } = await startProxied(kind);
    expect(proxy.connections).toBe(0);
    await bus.publish(one, 'hello');
    expect(proxy.connections).toBe(1);
  });

  it('subscribes once at the server for any number of listeners, and unsubscribes with the last', async () => {
    const server = cleanUp.use(await kind.start());
    const bus = open(server.url);
    const ends = await Promise.all(Array.from({ length: 100 }, () => bus.subscribe(one, () => undefined)));
    expect(await countSubscribers(server.url, one)).toBe(1);
    await Promise.all(ends.slice(1).map((end) => end()));
    expect(await countSubscribers(server.url, one)).toBe(1);
    await ends[0]?.();
    expect(await countSubscribers(server.url, one)).toBe(0);
  });

  it('reports a reconnect only when every subscription is in place again', async () => {
    const { proxy, bus, direct } = await startProxied(kind);
    const inbox = new Inbox();
    const many = Array.from({ length: 50 }, (_, index) => textTopic(`test:${index}`));
    await Promise.all(many.map((topic) => bus.subscribe(topic, inbox.take)));
    for (let round = 1; round <= 5; round += 1) {
      const back = reconnected(bus);
      proxy.cut();
      await back;
      await Promise.all(many.map((topic) => direct.publish(topic, 'hello')));
      await inbox.count(round * many.length);
    }
    expect(inbox.messages).toHaveLength(5 * many.length);
  });

  it('is interrupted from the loss of the connection until every subscription is in place again', async () => {
    const { proxy, bus } = await startProxied(kind);
    await bus.subscribe(one, () => undefined);
    expect(bus.interrupted).toBe(false);
    const back = reconnected(bus);
    proxy.block();
    await expect.poll(() => bus.interrupted).toBe(true);
    proxy.open();
    await back;
    expect(bus.interrupted).toBe(false);
  });

  it('reports a reconnect when the server was unreachable at the first use', async () => {
    const { proxy, bus } = await startProxied(kind, { timeoutMs: 300 });
    proxy.block();
    await expect(bus.subscribe(one, () => undefined)).rejects.toBeInstanceOf(BusUnavailableError);
    expect(bus.interrupted).toBe(true);
    const back = reconnected(bus);
    proxy.open();
    await back;
    expect(bus.interrupted).toBe(false);
  });

  it('reports a reconnect after an outage, whose messages it does not deliver', async () => {
    const { proxy, bus, direct } = await startProxied(kind);
    const inbox = new Inbox();
    await bus.subscribe(one, inbox.take);
    const back = reconnected(bus);
    proxy.block();
    await direct.publish(one, 'missed');
    proxy.open();
    await back;
    await direct.publish(one, 'seen');
    expect(await inbox.count(1)).toEqual(['seen']);
  });

  it('reconnects to a server that was killed and started again', async () => {
    const { server, bus } = await startProxied(kind);
    const inbox = new Inbox();
    await bus.subscribe(one, inbox.take);
    await bus.publish(one, 'before');
    await inbox.count(1);
    const back = reconnected(bus);
    await server.kill();
    await server.start();
    await back;
    await bus.publish(one, 'after');
    expect(await inbox.count(2)).toEqual(['before', 'after']);
  });

  it('does not resubscribe to a topic that was left during an outage', async () => {
    const { server, proxy, bus } = await startProxied(kind);
    const end = await bus.subscribe(one, () => undefined);
    await bus.subscribe(two, () => undefined);
    const back = reconnected(bus);
    proxy.block();
    await end();
    proxy.open();
    await back;
    expect(await countSubscribers(server.url, one)).toBe(0);
    expect(await countSubscribers(server.url, two)).toBe(1);
  });

  it('fails in time to subscribe and publish while the server is unreachable, and works afterwards', async () => {
    const { server, proxy, bus } = await startProxied(kind, { timeoutMs: 300 });
    const inbox = new Inbox();
    proxy.block();
    await expect(bus.subscribe(one, inbox.take)).rejects.toThrow(
      /^Subscribing to test:1 failed because the event bus can't be reached: /,
    );
    await expect(bus.publish(one, 'lost')).rejects.toBeInstanceOf(BusUnavailableError);
    proxy.open();
    await publishAfterOutage(bus, inbox, proxy);
    expect(await countSubscribers(server.url, one)).toBe(1);
  });

  it('completes a subscription that was requested while the server was unreachable', async () => {
    const { proxy, bus, direct } = await startProxied(kind);
    const inbox = new Inbox();
    proxy.block();
    const subscribed = bus.subscribe(one, inbox.take);
    proxy.open();
    await subscribed;
    await direct.publish(one, 'hello');
    expect(await inbox.count(1)).toEqual(['hello']);
  });

  it('notices a network that drops everything, and reconnects', async () => {
    const { proxy, bus, direct } = await startProxied(kind, { heartbeatMs: 100 });
    const inbox = new Inbox();
    await bus.subscribe(one, inbox.take);
    const back = reconnected(bus);
    proxy.blackhole();
    await back;
    await direct.publish(one, 'hello');
    expect(await inbox.count(1)).toEqual(['hello']);
  });

  it('publishes over a new connection when the old one drops everything', async () => {
    const { proxy, bus, direct } = await startProxied(kind, { timeoutMs: 1_500 });
    const inbox = new Inbox();
    await direct.subscribe(one, inbox.take);
    await bus.publish(one, 'before');
    proxy.blackhole();
    await expect(bus.publish(one, 'dropped')).rejects.toBeInstanceOf(BusUnavailableError);
    await inbox.count(1);
    const isPublished = () =>
      bus.publish(one, 'after').then(
        () => true,
        () => false,
      );
    await expect.poll(isPublished).toBe(true);
    expect((await inbox.count(2)).at(-1)).toBe('after');
  });

  it('reports an outage once, not at each attempt', async () => {
    const errors: string[] = [];
    const { server, bus } = await startProxied(kind, {
      onError: (error) => errors.push(error.message),
      timeoutMs: 500,
    });
    await server.kill();
    await expect(bus.subscribe(one, () => undefined)).rejects.toBeInstanceOf(BusUnavailableError);
    await expect.poll(() => errors.length).toBeGreaterThan(0);
    expect(errors).toEqual([...new Set(errors)]);
  });
});

describe('the bus over a server that revokes a permission', () => {
  it.runIf(hasRedisServer)(
    'reports it, retries, and recovers when the permission is granted again',
    async () => {
      const server = cleanUp.use(await startRedisServer());
      const { promise: refused, resolve } = Promise.withResolvers<Error>();
      const bus = open(server.url, { onError: resolve });
      const admin = new Redis(server.url);
      cleanUp.defer(() => admin.disconnect());
      const inbox = new Inbox();
      await bus.subscribe(one, inbox.take);
      const back = reconnected(bus);
      // Redis closes the connections of the subscribers then.
      await admin.acl('SETUSER', 'default', 'resetchannels');
      expect((await refused).message).toContain('NOPERM');
      await expect(bus.subscribe(two, inbox.take)).rejects.toThrow('NOPERM');
      await admin.acl('SETUSER', 'default', 'allchannels');
      await back;
      await bus.publish(one, 'hello');
      expect(await inbox.count(1)).toEqual(['hello']);
    },
  );
});

describe('the bus over a server with a password', () => {
  it.runIf(hasRedisServer)(
    'signs in with the password of its URL, and reports a wrong one without showing it',
    async () => {
      const server = cleanUp.use(await startRedisServer({ password: 'right' }));
      const proxy = cleanUp.use(await startFaultyProxy(server.target));
      await open(`redis://:right@127.0.0.1:${proxy.port}`).publish(one, 'hello');
      const errors: string[] = [];
      const wrong = open(`redis://:wr0ng-secret@127.0.0.1:${proxy.port}`, {
        timeoutMs: 300,
        onError: (error) => errors.push(error.message),
      });
      await expect(wrong.subscribe(one, () => undefined)).rejects.toBeInstanceOf(BusUnavailableError);
      await expect.poll(() => errors.join('\n')).toContain('WRONGPASS');
      expect(errors.join('\n')).not.toContain('wr0ng-secret');
    },
  );
});

/** Retries, because a publisher that gave up first has to reconnect. */
async function publishAfterOutage(bus: EventBus, inbox: Inbox, proxy: FaultyProxy): Promise<void> {
  await expect
    .poll(
      async () =>
        bus.subscribe(one, inbox.take).then(
          () => proxy.connections > 0,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
  await expect
    .poll(
      () =>
        bus.publish(one, 'again').then(
          () => true,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
  expect((await inbox.count(1)).at(-1)).toBe('again');
}
