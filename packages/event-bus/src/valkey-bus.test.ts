import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { BusUnavailableError, createValkeyBus, type EventBus, type ValkeyBusOptions } from './index.ts';
import {
  type FaultyProxy,
  startFaultyProxy,
  Inbox,
  type BusServerKind,
  busServers,
  hasRedisServer,
  startRedisServer,
} from '@pineapple/test-kit/bus';

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

/** Resolves at the next reconnection of which the bus tells. */
function reconnected(bus: EventBus): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = bus.onReconnect(() => {
    end();
    resolve();
  });
  return promise;
}

async function subscribers(url: string, channel: string): Promise<unknown> {
  const client = new Redis(url);
  const [, count] = (await client.pubsub('NUMSUB', channel)) as [string, number];
  client.disconnect();
  return count;
}

describe.each(busServers)('the bus over $name', (kind) => {
  it('connects processes with each other', async () => {
    const server = cleanUp.use(await kind.start());
    const inbox = new Inbox();
    await open(server.url).subscribe('lab:1', inbox.take);
    await open(server.url).publish('lab:1', 'from another process');
    expect(await inbox.count(1)).toEqual(['from another process']);
  });

  it('connects only when it is used', async () => {
    const { proxy, bus } = await startProxied(kind);
    expect(proxy.connections).toBe(0);
    await bus.publish('lab:1', 'hello');
    expect(proxy.connections).toBe(1);
  });

  it('subscribes once at the server however many listen, and ends with the last', async () => {
    const server = cleanUp.use(await kind.start());
    const bus = open(server.url);
    const ends = await Promise.all(
      Array.from({ length: 100 }, () => bus.subscribe('lab:1', () => undefined)),
    );
    expect(await subscribers(server.url, 'lab:1')).toBe(1);
    await Promise.all(ends.slice(1).map((end) => end()));
    expect(await subscribers(server.url, 'lab:1')).toBe(1);
    await ends[0]?.();
    expect(await subscribers(server.url, 'lab:1')).toBe(0);
  });

  it('tells of a reconnection only when every subscription is in place again', async () => {
    const { proxy, bus, direct } = await startProxied(kind);
    const inbox = new Inbox();
    const channels = Array.from({ length: 50 }, (_, index) => `lab:${index}`);
    await Promise.all(channels.map((channel) => bus.subscribe(channel, inbox.take)));
    for (let round = 1; round <= 5; round += 1) {
      const back = reconnected(bus);
      proxy.cut();
      await back;
      await Promise.all(channels.map((channel) => direct.publish(channel, 'hello')));
      await inbox.count(round * channels.length);
    }
    expect(inbox.messages).toHaveLength(5 * channels.length);
  });

  it('knows that messages may be missed, from the loss until all is in place again', async () => {
    const { proxy, bus } = await startProxied(kind);
    await bus.subscribe('lab:1', () => undefined);
    expect(bus.interrupted).toBe(false);
    const back = reconnected(bus);
    proxy.block();
    await expect.poll(() => bus.interrupted).toBe(true);
    proxy.open();
    await back;
    expect(bus.interrupted).toBe(false);
  });

  it('tells that it is there when it was not at the first use', async () => {
    const { proxy, bus } = await startProxied(kind, { timeoutMs: 300 });
    proxy.block();
    await expect(bus.subscribe('lab:1', () => undefined)).rejects.toBeInstanceOf(BusUnavailableError);
    expect(bus.interrupted).toBe(true);
    const back = reconnected(bus);
    proxy.open();
    await back;
    expect(bus.interrupted).toBe(false);
  });

  it('does not hand over what was published while it was away, but tells that it was', async () => {
    const { proxy, bus, direct } = await startProxied(kind);
    const inbox = new Inbox();
    await bus.subscribe('lab:1', inbox.take);
    const back = reconnected(bus);
    proxy.block();
    await direct.publish('lab:1', 'missed');
    proxy.open();
    await back;
    await direct.publish('lab:1', 'seen');
    expect(await inbox.count(1)).toEqual(['seen']);
  });

  it('comes back to a server that was killed and started again', async () => {
    const { server, bus } = await startProxied(kind);
    const inbox = new Inbox();
    await bus.subscribe('lab:1', inbox.take);
    await bus.publish('lab:1', 'before');
    await inbox.count(1);
    const back = reconnected(bus);
    await server.kill();
    await server.start();
    await back;
    await bus.publish('lab:1', 'after');
    expect(await inbox.count(2)).toEqual(['before', 'after']);
  });

  it('does not subscribe again to what was left while it was away', async () => {
    const { server, proxy, bus } = await startProxied(kind);
    const end = await bus.subscribe('lab:1', () => undefined);
    await bus.subscribe('lab:2', () => undefined);
    const back = reconnected(bus);
    proxy.block();
    await end();
    proxy.open();
    await back;
    expect(await subscribers(server.url, 'lab:1')).toBe(0);
    expect(await subscribers(server.url, 'lab:2')).toBe(1);
  });

  it('fails in time to subscribe and to publish while the server is away, and works when it is back', async () => {
    const { server, proxy, bus } = await startProxied(kind, { timeoutMs: 300 });
    const inbox = new Inbox();
    proxy.block();
    await expect(bus.subscribe('lab:1', inbox.take)).rejects.toThrow(
      /^Subscribing to lab:1 failed because the event bus can't be reached: /,
    );
    await expect(bus.publish('lab:1', 'lost')).rejects.toBeInstanceOf(BusUnavailableError);
    proxy.open();
    await openAgain(bus, inbox, proxy);
    expect(await subscribers(server.url, 'lab:1')).toBe(1);
  });

  it('finishes a subscription that was asked for while the server was away', async () => {
    const { proxy, bus, direct } = await startProxied(kind);
    const inbox = new Inbox();
    proxy.block();
    const subscribed = bus.subscribe('lab:1', inbox.take);
    proxy.open();
    await subscribed;
    await direct.publish('lab:1', 'hello');
    expect(await inbox.count(1)).toEqual(['hello']);
  });

  it('notices a network that swallows everything, and connects anew', async () => {
    const { proxy, bus, direct } = await startProxied(kind, { heartbeatMs: 100 });
    const inbox = new Inbox();
    await bus.subscribe('lab:1', inbox.take);
    const back = reconnected(bus);
    proxy.blackhole();
    await back;
    await direct.publish('lab:1', 'hello');
    expect(await inbox.count(1)).toEqual(['hello']);
  });

  it('publishes over a new connection when the old one swallows everything', async () => {
    const { proxy, bus, direct } = await startProxied(kind, { timeoutMs: 300 });
    const inbox = new Inbox();
    await direct.subscribe('lab:1', inbox.take);
    await bus.publish('lab:1', 'before');
    proxy.blackhole();
    await expect(bus.publish('lab:1', 'swallowed')).rejects.toBeInstanceOf(BusUnavailableError);
    await inbox.count(1);
    await bus.publish('lab:1', 'after');
    expect((await inbox.count(2)).at(-1)).toBe('after');
  });

  it('reports an outage, but not with each try', async () => {
    const errors: string[] = [];
    const { server, bus } = await startProxied(kind, {
      onError: (error) => errors.push(error.message),
      timeoutMs: 500,
    });
    await server.kill();
    await expect(bus.subscribe('lab:1', () => undefined)).rejects.toBeInstanceOf(BusUnavailableError);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors).toEqual([...new Set(errors)]);
  });
});

describe('the bus over a server that withdraws a permission', () => {
  it.runIf(hasRedisServer)('says so, asks again, and goes on when it is given back', async () => {
    const server = cleanUp.use(await startRedisServer());
    const { promise: refused, resolve } = Promise.withResolvers<Error>();
    const bus = open(server.url, { onError: resolve });
    const admin = new Redis(server.url);
    cleanUp.defer(() => admin.disconnect());
    const inbox = new Inbox();
    await bus.subscribe('lab:1', inbox.take);
    const back = reconnected(bus);
    // Redis then ends the connections of those who listen.
    await admin.acl('SETUSER', 'default', 'resetchannels');
    expect((await refused).message).toContain('NOPERM');
    await expect(bus.subscribe('lab:2', inbox.take)).rejects.toThrow('NOPERM');
    await admin.acl('SETUSER', 'default', 'allchannels');
    await back;
    await bus.publish('lab:1', 'hello');
    expect(await inbox.count(1)).toEqual(['hello']);
  });
});

describe('the bus over a server with a password', () => {
  it.runIf(hasRedisServer)(
    'signs in with the password of its URL, and says so without it when that is wrong',
    async () => {
      const server = cleanUp.use(await startRedisServer({ password: 'right' }));
      const proxy = cleanUp.use(await startFaultyProxy(server.target));
      await open(`redis://:right@127.0.0.1:${proxy.port}`).publish('lab:1', 'hello');
      const errors: string[] = [];
      const wrong = open(`redis://:wr0ng-secret@127.0.0.1:${proxy.port}`, {
        timeoutMs: 300,
        onError: (error) => errors.push(error.message),
      });
      await expect(wrong.subscribe('lab:1', () => undefined)).rejects.toBeInstanceOf(BusUnavailableError);
      expect(errors.join('\n')).toContain('WRONGPASS');
      expect(errors.join('\n')).not.toContain('wr0ng-secret');
    },
  );
});

/** A publisher that gave up may need one more try: what it waits for is its own next connection. */
async function openAgain(bus: EventBus, inbox: Inbox, proxy: FaultyProxy): Promise<void> {
  await expect
    .poll(
      async () =>
        bus.subscribe('lab:1', inbox.take).then(
          () => proxy.connections > 0,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
  await expect
    .poll(
      () =>
        bus.publish('lab:1', 'again').then(
          () => true,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
  expect((await inbox.count(1)).at(-1)).toBe('again');
}
