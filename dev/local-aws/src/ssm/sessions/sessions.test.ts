import { existsSync } from 'node:fs';
import {
  CreateDocumentCommand,
  DescribeSessionsCommand,
  ResumeSessionCommand,
  SendCommandCommand,
  StartSessionCommand,
  TerminateSessionCommand,
} from '@aws-sdk/client-ssm';
import { encodeOpenDataChannel } from '@pineapple/host-link/channel';
import { describe, expect, it } from 'vitest';
import type { LocalAwsOptions } from '../../options.ts';
import { eventually } from '../../testing/eventually.ts';
import { createDocument } from '../../testing/ssm-commands.ts';
import { createSessionDocument, openSocket, startSession, TestSession } from '../../testing/ssm-sessions.ts';
import { hostId, startTestAws } from '../../testing/start-test-aws.ts';

const start = (sessions: NonNullable<LocalAwsOptions['ssm']>['sessions'] = {}) =>
  startTestAws({ instances: [{ instanceId: hostId }], ssm: { sessions } });

const isAlive = (pid: string): boolean => existsSync(`/proc/${pid}`);

describe('a session', () => {
  it('runs the document’s command in a terminal of the client’s size', async () => {
    await using test = await start();
    await createSessionDocument(test.clients.ssm, 'echo {{ word }}; read go; stty size; tty; exit 4');
    const { StreamUrl, TokenValue } = await startSession(test.clients.ssm, 'hello');
    using session = await TestSession.open(StreamUrl, TokenValue);
    await eventually(() => session.output).toContain('hello');
    session.resize(132, 43);
    session.type('go\n');
    await eventually(() => session.closedFor).toBe('The command ended with status 4');
    expect(session.output).toContain('43 132');
    expect(session.output).toContain('/dev/pts/');
  });

  it('ends with every process it started, including those of its jobs', async () => {
    await using test = await start();
    await createSessionDocument(test.clients.ssm, 'set -m; sleep 600 & echo pid=$!.; wait');
    const { StreamUrl, TokenValue, SessionId } = await startSession(test.clients.ssm);
    using session = await TestSession.open(StreamUrl, TokenValue);
    await eventually(() => session.output).toMatch(/pid=\d+\./);
    const pid = /pid=(\d+)\./.exec(session.output)?.[1] ?? '';
    expect(isAlive(pid)).toBe(true);
    await test.clients.ssm.send(new TerminateSessionCommand({ SessionId }));
    await eventually(() => session.closedFor).toBe('The session was terminated');
    await eventually(() => isAlive(pid)).toBe(false);
    const { Sessions } = await test.clients.ssm.send(new DescribeSessionsCommand({ State: 'History' }));
    expect(Sessions).toMatchObject([{ SessionId, Target: hostId, Status: 'Terminated' }]);
  });

  it('leaves no process behind when the local AWS stops', async () => {
    let pid: string;
    {
      await using test = await start();
      await createSessionDocument(test.clients.ssm, 'echo pid=$$.; sleep 600');
      const { StreamUrl, TokenValue } = await startSession(test.clients.ssm);
      using session = await TestSession.open(StreamUrl, TokenValue);
      await eventually(() => session.output).toMatch(/pid=\d+\./);
      pid = /pid=(\d+)\./.exec(session.output)?.[1] ?? '';
    }
    expect(isAlive(pid)).toBe(false);
  });

  it('ends after its idle timeout without input or output', async () => {
    await using test = await start({ idleMs: 150 });
    await createSessionDocument(test.clients.ssm, 'sleep 600');
    const { StreamUrl, TokenValue } = await startSession(test.clients.ssm);
    using session = await TestSession.open(StreamUrl, TokenValue);
    await eventually(() => session.closedFor).toMatch(/timed out/);
  });

  it('ends when no client connects or reconnects in time', async () => {
    await using test = await start({ resumeMs: 100 });
    await createSessionDocument(test.clients.ssm, 'sleep 600');
    await startSession(test.clients.ssm);
    const { StreamUrl, TokenValue } = await startSession(test.clients.ssm);
    const session = await TestSession.open(StreamUrl, TokenValue);
    session.socket.terminate();
    const active = async () =>
      (await test.clients.ssm.send(new DescribeSessionsCommand({ State: 'Active' }))).Sessions?.length;
    await eventually(active).toBe(0);
  });
});

describe('a token', () => {
  const refusedWith = 1008;

  it('opens its session once', async () => {
    await using test = await start();
    await createSessionDocument(test.clients.ssm, 'cat');
    const { StreamUrl, TokenValue, SessionId } = await startSession(test.clients.ssm);
    using first = await TestSession.open(StreamUrl, TokenValue);
    first.type('a\n');
    await eventually(() => first.output).toContain('a');
    using again = await TestSession.open(StreamUrl, TokenValue);
    expect(await again.closeCode()).toBe(refusedWith);
    first.type('b\n');
    await eventually(() => first.output).toContain('b');
    const resumed = await test.clients.ssm.send(new ResumeSessionCommand({ SessionId }));
    using second = await TestSession.open(resumed.StreamUrl, resumed.TokenValue);
    await first.closeCode();
    expect(second.closedFor).toBeNull();
  });

  it.each(['of another session', 'made up', 'of a session that is over'])(
    'that is %s opens nothing',
    async (what) => {
      await using test = await start();
      await createSessionDocument(test.clients.ssm, 'cat');
      const mine = await startSession(test.clients.ssm);
      const other = await startSession(test.clients.ssm);
      if (what.endsWith('over')) {
        await test.clients.ssm.send(new TerminateSessionCommand({ SessionId: mine.SessionId }));
      }
      const token = what.startsWith('made')
        ? 'a'.repeat(64)
        : what.endsWith('over')
          ? mine.TokenValue
          : other.TokenValue;
      using session = await TestSession.open(mine.StreamUrl, token);
      expect(await session.closeCode()).toBe(refusedWith);
      expect(session.output).toBe('');
    },
  );

  it.each([Buffer.alloc(200), 'not JSON', encodeOpenDataChannel('', 'x')])(
    'is the first that has to come, and not %.20s',
    async (frame) => {
      await using test = await start();
      await createSessionDocument(test.clients.ssm, 'cat');
      const { StreamUrl } = await startSession(test.clients.ssm);
      const socket = await openSocket(StreamUrl);
      socket.on('open', () => socket.send(frame));
      const code = await new Promise((resolve) => socket.on('close', resolve));
      expect(code).toBe(refusedWith);
    },
  );

  it('is refused from a web page', async () => {
    await using test = await start();
    await createSessionDocument(test.clients.ssm, 'cat');
    const { StreamUrl } = await startSession(test.clients.ssm);
    const socket = await openSocket(StreamUrl, { origin: 'http://localhost:4000' });
    const error = await new Promise<Error>((resolve) => socket.on('error', resolve));
    expect(error.message).toContain('403');
  });
});

describe('StartSession', () => {
  const fails = (name: string) => expect.objectContaining({ name });

  it('refuses a host that is away, or has too many sessions', async () => {
    await using test = await start({ maxPerInstance: 2 });
    await createSessionDocument(test.clients.ssm, 'cat');
    const nowhere = new StartSessionCommand({ Target: 'mi-00000000000000000', DocumentName: 'Test-Session' });
    await expect(test.clients.ssm.send(nowhere)).rejects.toEqual(fails('TargetNotConnected'));
    const started = await Promise.allSettled([1, 2, 3].map(() => startSession(test.clients.ssm)));
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    test.aws.setInstanceOnline(hostId, false);
    await expect(startSession(test.clients.ssm)).rejects.toEqual(fails('TargetNotConnected'));
  });

  it('refuses what the parameter’s pattern does not allow', async () => {
    await using test = await start();
    await createSessionDocument(test.clients.ssm, 'echo {{ word }}');
    for (const word of ['$(id)', 'a b', 'a\n', 'a;id', '']) {
      await expect(startSession(test.clients.ssm, word)).rejects.toEqual(fails('InvalidParameters'));
    }
  });

  it('accepts session documents, and SendCommand refuses them', async () => {
    await using test = await start();
    await createSessionDocument(test.clients.ssm, 'cat');
    await createDocument(test.clients.ssm, 'Test-Command', ['true']);
    const wrong = new StartSessionCommand({ Target: hostId, DocumentName: 'Test-Command' });
    await expect(test.clients.ssm.send(wrong)).rejects.toEqual(fails('InvalidDocument'));
    const command = new SendCommandCommand({ DocumentName: 'Test-Session', InstanceIds: [hostId] });
    await expect(test.clients.ssm.send(command)).rejects.toEqual(fails('InvalidDocument'));
  });

  it.each([
    { schemaVersion: '2.2' },
    { sessionType: 'Whatever' },
    { properties: {} },
    { properties: { linux: { commands: ['ls'] } } },
    { properties: { linux: { commands: 'ls', runAsElevated: 'yes' } } },
    { parameters: { word: { type: 'String', allowedPattern: '(' } } },
    { mainSteps: [] },
  ])('refuses a document with %j', async (more) => {
    await using test = await start();
    await expect(createSessionDocument(test.clients.ssm, 'ls', more)).rejects.toEqual(
      fails('InvalidDocumentContent'),
    );
  });

  it('refuses a document that is not JSON', async () => {
    await using test = await start();
    const create = new CreateDocumentCommand({ Name: 'Bad', DocumentType: 'Session', Content: 'a: b' });
    await expect(test.clients.ssm.send(create)).rejects.toEqual(fails('InvalidDocumentContent'));
  });
});
