import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { DescribeSessionsCommand, type SSMClient } from '@aws-sdk/client-ssm';
import {
  createSsmClient,
  InstanceUnavailableError,
  MissingResourceError,
  RejectedInputError,
  SessionEndedError,
  ThrottledError,
} from '@pineapple/aws';
import type { LocalAwsOptions } from '@pineapple/local-aws';
import { startTestAws } from '@pineapple/test-kit/aws';
import { createStreamDocument, startStreamHost, streamHostId } from '@pineapple/test-kit/hosts';
import { afterEach, describe, expect, it } from 'vitest';
import { openHostSession } from './open-host-session.ts';

const purpose = { version: 1, instance: 'api-1', purpose: 'terminals' } as const;
const options = { instanceId: streamHostId, purpose };

let cleanUp = new AsyncDisposableStack();
afterEach(async () => {
  await cleanUp.disposeAsync();
  cleanUp = new AsyncDisposableStack();
});

const echo = (stream: Duplex): void => void stream.pipe(stream);

async function start(onConnection: (stream: Duplex) => void, ssm?: LocalAwsOptions['ssm']) {
  const { local: aws, settings } = cleanUp.use(await startTestAws({ ssm }));
  const client = createSsmClient(settings);
  cleanUp.defer(() => client.destroy());
  const host = cleanUp.use(await startStreamHost(aws, onConnection));
  return { aws, client, host };
}

async function open(client: SSMClient, signal?: AbortSignal): Promise<Duplex> {
  const session = await openHostSession(client, signal ? { ...options, signal } : options);
  cleanUp.defer(async () => {
    if (session.closed) return;
    session.on('error', () => undefined).destroy();
    await once(session, 'close');
  });
  return session;
}

/** Reads this many bytes and leaves the stream open. */
function read(stream: Duplex, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size < length) return;
      stream.off('data', onData);
      resolve(Buffer.concat(chunks));
    };
    stream.on('data', onData);
    stream.once('error', reject);
    stream.once('close', () => reject(new Error(`closed after ${size} of ${length} bytes`)));
  });
}

async function expectEcho(session: Duplex, bytes: Buffer): Promise<void> {
  const echoed = read(session, bytes.length);
  session.write(bytes);
  expect((await echoed).equals(bytes)).toBe(true);
}

/** Waits until a count stops growing. */
async function expectToStop(count: () => number): Promise<void> {
  let before = -1;
  const grown = (): boolean => {
    const grows = count() !== before;
    before = count();
    return grows;
  };
  await expect.poll(grown, { timeout: 30_000, interval: 300 }).toBe(false);
}

async function activeSessions(client: SSMClient): Promise<number> {
  const { Sessions = [] } = await client.send(new DescribeSessionsCommand({ State: 'Active' }));
  return Sessions.length;
}

const message = { service: 'ssm', operation: 'SessionMessage' } as const;
const always = { times: 10_000_000 };

describe('a session to a host', () => {
  it.each([true, false])('carries every byte both ways, with a handshake: %s', async (handshake) => {
    const { client } = await start(echo, { sessions: { handshake } });
    await createStreamDocument(client);
    const session = await open(client);
    await expectEcho(session, Buffer.from(Array.from({ length: 256 }, (_, index) => index)));
    await expectEcho(session, Buffer.from('\ufffd\ufffd, a character that the SSM agent would break'));
    await expectEcho(session, randomBytes(300_000));
  });

  it.each([true, false])(
    'loses nothing while messages are lost, duplicated and reordered from the first on, with a handshake: %s',
    { timeout: 60_000 },
    async (handshake) => {
      const { aws, client } = await start(echo, { sessions: { handshake } });
      await createStreamDocument(client);
      for (const fault of [{ drop: true }, { duplicate: true }, { reorder: true }]) {
        aws.injectFault({ ...message, ...fault, ...always, rate: 0.12 });
      }
      const session = await open(client);
      await expectEcho(session, randomBytes(1_000_000));
    },
  );

  it.each([true, false])(
    'fetches another token when its token is refused, with a handshake: %s',
    async (handshake) => {
      const { client } = await start(echo, { sessions: { handshake } });
      await createStreamDocument(client);
      // As with a token that was used before, or has expired.
      client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            const answer = await next(args);
            const output = answer.output as { TokenValue?: string };
            if (commandName === 'StartSessionCommand') output.TokenValue = 'a'.repeat(64);
            return answer;
          },
        { step: 'initialize' },
      );
      const session = await open(client);
      await expectEcho(session, Buffer.from('after all'));
      expect(await activeSessions(client)).toBe(1);
    },
  );

  it('loses nothing when its connection is cut', async () => {
    const { aws, client } = await start(echo);
    await createStreamDocument(client);
    const session = await open(client);
    const bytes = randomBytes(500_000);
    const echoed = read(session, bytes.length);
    aws.injectFault({ ...message, cut: true, times: 3, rate: 0.01 });
    session.write(bytes);
    expect((await echoed).equals(bytes)).toBe(true);
    await expectEcho(session, Buffer.from('still here'));
    expect(await activeSessions(client)).toBe(1);
  });

  it('fails when it is over before it can be resumed', async () => {
    const { aws, client } = await start(echo);
    await createStreamDocument(client);
    const session = await open(client);
    const failed = once(session, 'error');
    aws.injectFault({ service: 'ssm', operation: 'ResumeSession', error: 'DoesNotExistException' });
    aws.injectFault({ ...message, cut: true });
    session.write('x');
    expect((await failed)[0]).toBeInstanceOf(SessionEndedError);
  });

  it('retries a data channel that keeps breaking with growing pauses', async () => {
    const { aws, client } = await start(echo);
    await createStreamDocument(client);
    const session = await open(client);
    let resumed = 0;
    client.middlewareStack.add((next, { commandName }) => {
      if (commandName === 'ResumeSessionCommand') resumed += 1;
      return next;
    });
    aws.injectFault({ ...message, cut: true, ...always });
    const from = performance.now();
    session.write('x');
    await expect.poll(() => resumed).toBeGreaterThanOrEqual(4);
    // At once, then after about 100, 200 and 400 ms.
    expect(performance.now() - from).toBeGreaterThan(500);
    aws.clearFaults();
    expect((await read(session, 1)).toString()).toBe('x');
  });

  it('waits while Systems Manager can’t reach the host', async () => {
    const { aws, client } = await start(echo);
    await createStreamDocument(client);
    const session = await open(client);
    aws.setInstanceOnline(streamHostId, false);
    const echoed = read(session, 5);
    session.write('hello');
    aws.setInstanceOnline(streamHostId, true);
    expect((await echoed).toString()).toBe('hello');
  });

  it.each(['end', 'destroy'] as const)('ends on the host after %s()', async (how) => {
    const { client, host } = await start(echo);
    await createStreamDocument(client);
    const session = await open(client);
    const [connection] = host.sockets;
    await expectEcho(session, Buffer.from('hello'));
    session.resume()[how]();
    await once(session, 'close');
    expect(await activeSessions(client)).toBe(0);
    if (connection && !connection.destroyed) await once(connection, 'close');
  });

  it('ends when the agent ends it', async () => {
    const { client } = await start((stream) => stream.end('good bye'));
    await createStreamDocument(client);
    const session = await open(client);
    const chunks: Buffer[] = [];
    for await (const chunk of session as AsyncIterable<Buffer>) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('good bye');
  });

  it('ends when its signal aborts', async () => {
    const { client } = await start(echo);
    await createStreamDocument(client);
    const abort = new AbortController();
    const session = await open(client, abort.signal);
    const failed = once(session, 'error');
    abort.abort();
    expect((await failed)[0]).toMatchObject({ name: 'AbortError' });
  });

  it('applies back-pressure to the host while the stream is not read', async () => {
    let produced = 0;
    const { client } = await start((stream) => {
      const chunk = Buffer.alloc(16 * 1024, 'x');
      const produce = (): void => {
        while (!stream.destroyed) {
          produced += chunk.length;
          if (!stream.write(chunk)) break;
        }
      };
      stream.on('drain', produce);
      stream.resume();
      produce();
    });
    await createStreamDocument(client);
    const session = await open(client);
    await expectToStop(() => produced);
    // The stream's buffers, the window, the pseudo-terminal and the Unix socket.
    expect(produced).toBeLessThan(1_500_000);
    const stopped = produced;
    await read(session, stopped + 1_000_000);
    expect(produced).toBeGreaterThan(stopped);
  });

  it('applies back-pressure to the writer while the host does not read', async () => {
    const { client } = await start((stream) => stream.pause());
    await createStreamDocument(client);
    const session = await open(client);
    let written = 0;
    const write = (): void => {
      do written += 4096;
      while (session.write(Buffer.alloc(4096)));
    };
    session.on('drain', write);
    write();
    await expectToStop(() => written);
    // The window, the buffers, the pseudo-terminal and the Unix socket.
    expect(written).toBeLessThan(1_500_000);
  });
});

describe('a session that can’t be opened', () => {
  it('fails with InstanceUnavailableError for a host that is offline', async () => {
    const { aws, client } = await start(echo);
    await createStreamDocument(client);
    aws.setInstanceOnline(streamHostId, false);
    await expect(openHostSession(client, options)).rejects.toBeInstanceOf(InstanceUnavailableError);
  });

  it('fails with MissingResourceError without the document', async () => {
    const { client } = await start(echo);
    await expect(openHostSession(client, options)).rejects.toBeInstanceOf(MissingResourceError);
  });

  it('fails with ThrottledError when AWS throttles it', async () => {
    const { aws, client } = await start(echo);
    await createStreamDocument(client);
    aws.injectFault({ service: 'ssm', operation: 'StartSession', error: 'ThrottlingException', times: 4 });
    await expect(openHostSession(client, options)).rejects.toBeInstanceOf(ThrottledError);
  });

  it('is refused before the call when its purpose is too long', async () => {
    const { client } = await start(echo);
    const long = { ...purpose, purpose: 'x'.repeat(1000) };
    await expect(openHostSession(client, { ...options, purpose: long })).rejects.toBeInstanceOf(
      RejectedInputError,
    );
  });

  it.each([
    ['exec pineapple-none stream', /pineapple-none.*not found.*status 127|status 127.*not found/],
    ['PINEAPPLE_AGENT_STREAMS_SOCKET=/nowhere exec pineapple-host stream a', /status 1.*No such file/],
    ['exit 3', /status 3/],
  ])('reports the output of the host when its command is %j', async (command, said) => {
    const { client } = await start(echo);
    await createStreamDocument(client, command);
    const opening = openHostSession(client, options);
    await expect(opening).rejects.toBeInstanceOf(SessionEndedError);
    await expect(opening).rejects.toThrow(said);
  });

  it('leaves no session behind when it is aborted', async () => {
    const { client } = await start(echo);
    await createStreamDocument(client, 'sleep 600');
    const abort = new AbortController();
    const opening = openHostSession(client, { ...options, signal: abort.signal });
    await expect.poll(() => activeSessions(client)).toBe(1);
    abort.abort(new Error('aborted by the test'));
    await expect(opening).rejects.toThrow('aborted by the test');
    await expect.poll(() => activeSessions(client)).toBe(0);
  });
});
