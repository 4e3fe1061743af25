import { CancelCommandCommand } from '@aws-sdk/client-ssm';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { createDocument, endOf, invocationOf, sendCommand } from '../testing/ssm-commands.ts';
import { hostId, startTestAws } from '../testing/start-test-aws.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

const instances = [
  { instanceId: hostId, name: 'host', tags: { role: 'host' }, env: { SOCKET: '/run/agent.sock' } },
];

/** Whether a process still runs. Without a reaper, a killed one remains as a zombie. */
const isAlive = (pid: number): boolean => {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

describe('a command', () => {
  test('runs with exactly its environment and returns its output at the end', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Env', [
      'env -i /bin/true; env | cut -d= -f1 | grep -v -x -e PWD -e OLDPWD -e SHLVL -e _ | sort',
      'echo $SOCKET >&2',
      'exit 3',
    ]);
    const end = await endOf(ssm, await sendCommand(ssm, 'Env'));
    expect(end).toMatchObject({
      Status: 'Failed',
      StatusDetails: 'Failed',
      ResponseCode: 3,
      PluginName: 'run',
      StandardOutputContent: 'HOME\nLANG\nPATH\nSOCKET\n',
      StandardErrorContent: '/run/agent.sock\n',
    });
    expect(Date.parse(end.ExecutionEndDateTime ?? '')).toBeGreaterThanOrEqual(
      Date.parse(end.ExecutionStartDateTime ?? ''),
    );
    expect(end.ExecutionElapsedTime).toMatch(/^PT\d+\.\d{3}S$/);
  });

  test('returns no output before its end', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await using directory = await temporaryDirectory();
    const gate = join(directory.path, 'open');
    await createDocument(ssm, 'Wait', ['echo begun', `while [ ! -e ${gate} ]; do sleep 0.02; done`]);
    const id = await sendCommand(ssm, 'Wait');
    await eventually(async () => (await invocationOf(ssm, id)).Status).toBe('InProgress');
    expect(await invocationOf(ssm, id)).toMatchObject({
      ResponseCode: -1,
      StandardOutputContent: '',
      ExecutionEndDateTime: '',
    });
    await writeFile(gate, '');
    expect(await endOf(ssm, id)).toMatchObject({
      Status: 'Success',
      ResponseCode: 0,
      StandardOutputContent: 'begun\n',
    });
  });

  test('truncates its output at 24,000 and 8,000 characters', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    const script = "head -c 1000000 /dev/zero | tr '\\0' x; head -c 1000000 /dev/zero | tr '\\0' y >&2";
    await createDocument(ssm, 'Loud', [script]);
    const { StandardOutputContent: out = '', StandardErrorContent: err = '' } = await endOf(
      ssm,
      await sendCommand(ssm, 'Loud'),
    );
    expect([out.length, err.length]).toEqual([24_000, 8_000]);
    expect(out).toMatch(/^x+\n---Output truncated---$/);
  });

  test('ends with its script, even if a background process keeps the output open', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Leave', ['sleep 30 &', 'echo $!']);
    const end = await endOf(ssm, await sendCommand(ssm, 'Leave'));
    expect(end.Status).toBe('Success');
    process.kill(Number(end.StandardOutputContent), 'SIGKILL');
  });

  test('is killed with its children on timeout', { timeout: 60_000 }, async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'pids');
    await createDocument(ssm, 'Slow', ['trap "" TERM', 'sleep 60 &', `echo $$ $! > ${file}`, 'wait'], {
      inputs: { timeoutSeconds: '5' },
    });
    const end = await endOf(ssm, await sendCommand(ssm, 'Slow'));
    expect(end).toMatchObject({ Status: 'TimedOut', StatusDetails: 'ExecutionTimedOut', ResponseCode: 137 });
    const pids = (await readFile(file, 'utf8')).trim().split(' ').map(Number);
    expect(pids).toHaveLength(2);
    await eventually(() => pids.map(isAlive)).toEqual([false, false]);
  });

  test('is killed with its children when cancelled; a waiting one never starts', async () => {
    await using local = await startTestAws({ instances, ssm: { workers: 1 } });
    const { ssm } = local.clients;
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const parameters = { name: { type: 'String', allowedPattern: '^[a-z]+$' } };
    await createDocument(ssm, 'Slow', ['sleep 60 &', `echo $$ $! > ${directory}/{{ name }}`, 'wait'], {
      parameters,
    });
    const running = await sendCommand(ssm, 'Slow', { Parameters: { name: ['running'] } });
    const waiting = await sendCommand(ssm, 'Slow', { Parameters: { name: ['waiting'] } });
    await eventually(() => readFile(join(directory, 'running'), 'utf8').catch(() => '')).not.toBe('');
    expect(await invocationOf(ssm, waiting)).toMatchObject({
      Status: 'Pending',
      ResponseCode: -1,
      ExecutionStartDateTime: '',
    });
    await ssm.send(new CancelCommandCommand({ CommandId: waiting }));
    await ssm.send(new CancelCommandCommand({ CommandId: running, InstanceIds: [hostId] }));
    expect(await endOf(ssm, waiting)).toMatchObject({ Status: 'Cancelled', ResponseCode: -1 });
    expect(await endOf(ssm, running)).toMatchObject({ Status: 'Cancelled', ResponseCode: 137 });
    const pids = (await readFile(join(directory, 'running'), 'utf8')).trim().split(' ').map(Number);
    await eventually(() => pids.map(isAlive)).toEqual([false, false]);
    await expect(readFile(join(directory, 'waiting'))).rejects.toThrow();
    // The status stays after the end.
    await ssm.send(new CancelCommandCommand({ CommandId: running }));
    expect((await invocationOf(ssm, running)).Status).toBe('Cancelled');
    const unknown = new CancelCommandCommand({ CommandId: '00000000-0000-0000-0000-000000000000' });
    await expect(ssm.send(unknown)).rejects.toMatchObject({ name: 'InvalidCommandId' });
  });

  test('is cancelled even at the moment it starts', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Slow', ['sleep 60']);
    const ids = await Promise.all(Array.from({ length: 8 }, () => sendCommand(ssm, 'Slow')));
    await Promise.all(ids.map((CommandId) => ssm.send(new CancelCommandCommand({ CommandId }))));
    for (const id of ids) expect((await endOf(ssm, id)).Status).toBe('Cancelled');
  });
});

describe('a host', () => {
  test('runs five commands at once and the rest in order', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    await createDocument(ssm, 'Wait', [`while [ ! -e ${directory}/open ]; do sleep 0.02; done`]);
    const ids: string[] = [];
    for (let index = 0; index < 8; index += 1) ids.push(await sendCommand(ssm, 'Wait'));
    const statuses = async () =>
      (await Promise.all(ids.map((id) => invocationOf(ssm, id)))).map(({ Status }) => Status);
    const expected = [...Array<string>(5).fill('InProgress'), ...Array<string>(3).fill('Pending')];
    await eventually(statuses).toEqual(expected);
    await writeFile(join(directory, 'open'), '');
    for (const id of ids) expect((await endOf(ssm, id)).Status).toBe('Success');
  });

  test('that was disconnected gets its commands when it is back', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Greet', ['echo hi']);
    local.aws.setInstanceOnline(hostId, false);
    const id = await sendCommand(ssm, 'Greet');
    expect((await invocationOf(ssm, id)).Status).toBe('Pending');
    local.aws.setInstanceOnline(hostId, true);
    expect((await endOf(ssm, id)).StandardOutputContent).toBe('hi\n');
  });

  test('that registers later gets commands sent to its tag from then on', async () => {
    await using local = await startTestAws({ instances });
    const { ssm } = local.clients;
    await createDocument(ssm, 'Greet', ['echo hi']);
    const instanceId = 'mi-0000000000000000f';
    local.aws.registerInstance({ instanceId, tags: { role: 'host', zone: 'b' } });
    const Targets = [
      { Key: 'tag:role', Values: ['host'] },
      { Key: 'tag:zone', Values: ['a', 'b'] },
    ];
    const id = await sendCommand(ssm, 'Greet', { Targets });
    expect((await endOf(ssm, id, instanceId)).Status).toBe('Success');
    await expect(invocationOf(ssm, id)).rejects.toMatchObject({ name: 'InvocationDoesNotExist' });
  });
});
