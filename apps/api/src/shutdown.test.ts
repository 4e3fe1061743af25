import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { RawSocket } from '@pineapple/test-kit/users';
import { startTestServer } from './testing/test-server.ts';

let aws: TestAws;

beforeAll(async () => {
  aws = await shareTestAws();
});

afterAll(async () => {
  await aws[Symbol.asyncDispose]();
});

/** Callers wait until it is opened. */
function makeGate() {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    open: () => opened.resolve(),
    async pass<T>(act: () => Promise<T>): Promise<T> {
      reached.resolve();
      await opened.promise;
      return act();
    },
  };
}

test('finishes running requests, closes sockets as going away, and takes no more', async () => {
  const server = await startTestServer(aws, await aws.newTables());
  const ada = await server.signedUp();
  const socket = await RawSocket.open(server.url, ada.headers);
  const gate = makeGate();
  const { labs } = server.stores;
  const create = labs.create.bind(labs);
  const value = (...args: Parameters<typeof create>) => gate.pass(() => create(...args));
  Object.defineProperty(labs, 'create', { value });
  const underWay = ada.createLab('in time');
  await gate.reached;
  const closing = server.close();
  expect(await socket.closed).toEqual({ code: 1001, reason: 'Server is shutting down' });
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  gate.open();
  expect(await underWay).toMatch(/^lab_/);
  await closing;
});

test('closes a socket that opens during shutdown as going away', async () => {
  const server = await startTestServer(aws, await aws.newTables());
  const ada = await server.signedUp();
  const gate = makeGate();
  const { sessions } = server.stores;
  const get = sessions.getByTokenHash.bind(sessions);
  const value = (...args: Parameters<typeof get>) => gate.pass(() => get(...args));
  Object.defineProperty(sessions, 'getByTokenHash', { value });
  const atTheDoor = new RawSocket(server.url, ada.headers);
  await gate.reached;
  const closing = server.close();
  gate.open();
  expect(await atTheDoor.closed).toEqual({ code: 1001, reason: 'Server is shutting down' });
  await closing;
});

test('reports that it is draining until load balancers notice, and serves requests until then', async () => {
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

test('sends a lab whose apply was lost with an earlier process, and none that converged', async () => {
  const prefix = await aws.newTables();
  await using killed = await startTestServer(aws, prefix, {
    applyLab: () => Promise.reject(new Error('ended')),
  });
  const ada = await killed.signedUp();
  const [lost, converged] = [await ada.createLab('lost'), await ada.createLab('converged')];
  await killed.stores.labs.markConverged(converged, 1);
  await using next = await startTestServer(aws, prefix);
  await expect.poll(() => next.applied).toEqual([lost]);
});
