import { hasRedisServer, startRedisServer } from '@pineapple/test-kit/bus';
import { Inbox, textTopic } from '@pineapple/test-kit/waiting';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { createValkeyBus } from './index.ts';

const topic = textTopic('test:1');

describe.skipIf(!hasRedisServer)('a bus whose passwords expire', () => {
  it('signs in with a new password after each loss', async () => {
    await using server = await startRedisServer({ password: 'the first' });
    let valid = 'the first';
    const bus = createValkeyBus(server.url, {
      password: () => Promise.resolve(valid),
      onError: () => undefined,
    });
    const inbox = new Inbox();
    await bus.subscribe(topic, inbox.take);
    await bus.publish(topic, 'before');

    const back = Promise.withResolvers<undefined>();
    bus.onReconnect(() => back.resolve(undefined));
    const admin = new Redis(server.url, { password: valid });
    valid = 'the second';
    await admin.config('SET', 'requirepass', valid);
    await admin.client('KILL', 'TYPE', 'pubsub');
    await admin.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await back.promise;
    await bus.publish(topic, 'after');
    expect(await inbox.count(2)).toEqual(['before', 'after']);

    admin.disconnect();
    await bus.close();
  });

  it('retries when it can’t get a password, and reports it', async () => {
    await using server = await startRedisServer({ password: 'a secret' });
    const errors: string[] = [];
    let asked = 0;
    const password = (): Promise<string> => {
      asked += 1;
      return asked < 3 ? Promise.reject(new Error('no credentials')) : Promise.resolve('a secret');
    };
    const bus = createValkeyBus(server.url, { password, onError: ({ message }) => errors.push(message) });
    const inbox = new Inbox();
    await bus.subscribe(topic, inbox.take);
    await bus.publish(topic, 'through');
    expect(await inbox.count(1)).toEqual(['through']);
    expect(errors).toContain('no credentials');
    await bus.close();
  });
});
