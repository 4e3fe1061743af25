import { afterAll, beforeAll, expect, test } from 'vitest';
import { RawSocket } from './testing/raw-socket.ts';
import { startTestAws, type TestAws } from './testing/test-aws.ts';
import { startTestServer } from './testing/test-server.ts';

let aws: TestAws;

beforeAll(async () => {
  aws = await startTestAws();
});

afterAll(async () => {
  await aws[Symbol.asyncDispose]();
});

test('lets requests under way complete, closes sockets as going away, and takes no more', async () => {
  const server = await startTestServer(aws, await aws.newTables());
  const ada = await server.signedUp();
  const socket = await RawSocket.open(server.url, ada.headers);
  const held = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const { labs } = server.stores;
  const create = labs.create.bind(labs);
  Object.defineProperty(labs, 'create', {
    value: async (...args: Parameters<typeof create>) => {
      reached.resolve();
      await held.promise;
      return create(...args);
    },
  });
  const underWay = ada.createLab('in time');
  await reached.promise;
  const closing = server.close();
  expect(await socket.closed).toEqual({ code: 1001, reason: 'Server is shutting down' });
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  held.resolve();
  expect(await underWay).toMatch(/^lab_/);
  await closing;
});

test('sends away whom it was about to let in', async () => {
  const server = await startTestServer(aws, await aws.newTables());
  const ada = await server.signedUp();
  const held = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const { sessions } = server.stores;
  const get = sessions.getByTokenHash.bind(sessions);
  Object.defineProperty(sessions, 'getByTokenHash', {
    value: async (...args: Parameters<typeof get>) => {
      reached.resolve();
      await held.promise;
      return get(...args);
    },
  });
  const atTheDoor = new RawSocket(server.url, ada.headers);
  await reached.promise;
  const closing = server.close();
  held.resolve();
  expect(await atTheDoor.closed).toEqual({ code: 1001, reason: 'Server is shutting down' });
  await closing;
});

test('says that it is draining for as long as load balancers need to notice, and serves whoever they send until then', async () => {
  const server = await startTestServer(aws, await aws.newTables(), { drainNoticeMs: 1_000 });
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  const closing = server.close();
  const answer = await fetch(`${server.url}/readyz`);
  expect([answer.status, await answer.json()]).toEqual([503, { status: 'draining' }]);
  const stillServed = await fetch(`${server.url}/healthz`);
  expect([stillServed.status, stillServed.headers.get('connection')]).toEqual([200, 'close']);
  const late = await RawSocket.open(server.url, {});
  expect(await late.closed).toEqual({ code: 1001, reason: 'Server is shutting down' });
  await closing;
});
