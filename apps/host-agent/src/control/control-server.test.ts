import { randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type ApplyReport,
  applyReport,
  encodePayload,
  type BuildCommand,
  encodeBuild,
  encodeSave,
  type SaveCommand,
} from '@pineapple/contracts';
import type { HostManifest } from '@pineapple/core';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServer, listenPrivately } from '../system/socket-server.ts';
import { shortReport } from '../reconcile/reports.ts';
import { serveControl } from './control-server.ts';

const run = promisify(execFile);
const command = fileURLToPath(new URL('../../bin/pineapple-host', import.meta.url));
const lab: HostManifest = {
  format: 1,
  labId: 'lab_aaaaaaaaaaaa',
  revision: 7,
  removed: false,
  networks: [],
  containers: [],
  neighbours: [],
};

let directory: string;
let socketPath: string;
let server: Server;
let applied: HostManifest[];
let started: (BuildCommand | SaveCommand)[];
let status: ApplyReport['status'];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pn-control-'));
  socketPath = join(directory, 'agent.sock');
  [applied, started, status] = [[], [], 'applied'];
  server = await serveControl({
    socketPath,
    apply: (desired) => {
      applied.push(desired);
      return Promise.resolve(shortReport(desired.labId, desired.revision, status, 'test report'));
    },
    build: (command) => started.push(command),
    save: (command) => started.push(command),
    status: () => ({ labs: [] }),
    log: pino({ level: 'silent' }),
  });
});
afterEach(async () => {
  await closeServer(server);
  await rm(directory, { recursive: true });
});

/** Runs `pineapple-host` as Systems Manager does. */
async function pineappleHost(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { PATH: process.env['PATH'], PINEAPPLE_AGENT_SOCKET: socketPath };
  return run(command, args, { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

describe('pineapple-host', () => {
  it('passes a payload to the agent and prints its report', async () => {
    const { code, stdout } = await pineappleHost('apply', encodePayload(lab));
    expect(code).toBe(0);
    expect(applyReport.parse(JSON.parse(stdout))).toMatchObject({ status: 'applied', revision: 7 });
    expect(applied).toEqual([lab]);
  });

  it.each(['superseded', 'stale'] as const)(
    'exits with status 0 for a report with status %s',
    async (given) => {
      status = given;
      expect((await pineappleHost('apply', encodePayload(lab))).code).toBe(0);
    },
  );

  it('prints the report of a failed apply, and exits with status 1', async () => {
    status = 'failed';
    const { code, stdout } = await pineappleHost('apply', encodePayload(lab));
    expect(code).toBe(1);
    expect(applyReport.parse(JSON.parse(stdout)).status).toBe('failed');
  });

  it.each([
    '$(touch pwned)',
    '; touch pwned',
    '@/etc/passwd',
    '-K/etc/passwd',
    '`id`',
    '--help',
    'a b',
    "'",
    '\\n%s',
  ])('rejects %j as an invalid payload and never executes it', async (payload) => {
    const { code, stdout } = await pineappleHost('apply', payload);
    expect(code).toBe(1);
    expect(stdout).toMatch(/"message":"The payload/);
    expect(stdout).not.toContain('root:');
    expect(applied).toEqual([]);
    expect(await stat('pwned').catch(() => null)).toBeNull();
  });

  it('prints its usage', async () => {
    for (const args of [[], ['destroy'], ['apply'], ['apply', 'a', 'b']]) {
      const { code, stderr } = await pineappleHost(...args);
      expect(code).toBe(2);
      expect(stderr).toContain('usage: pineapple-host');
    }
  });

  it('starts a build and returns', async () => {
    const command: BuildCommand = {
      ...{ format: 1, ownerId: 'usr_a', name: 'mine', buildId: randomUUID() },
      build: {
        reference: `pineapple/own:${'a'.repeat(32)}`,
        base: 'pineapple/host:1',
        dockerfile: 'FROM host',
      },
    };
    const { code, stdout } = await pineappleHost('build', encodeBuild(command));
    expect([code, JSON.parse(stdout)]).toEqual([0, { status: 'started' }]);
    expect(started).toEqual([command]);
  });

  it('starts to save containers and returns', async () => {
    const command: SaveCommand = {
      ...{ format: 1, ownerId: `usr_${'a'.repeat(12)}`, snapshotId: `snp_${'a'.repeat(12)}` },
      ...{ labId: lab.labId, containers: ['ctr_1'] },
    };
    const { code, stdout } = await pineappleHost('save', encodeSave(command));
    expect([code, JSON.parse(stdout)]).toEqual([0, { status: 'started' }]);
    expect(started).toEqual([command]);
    expect(await pineappleHost('save', encodeSave({ ...command, ownerId: '../..' }))).toMatchObject({
      code: 1,
    });
  });

  it('refuses to build into any other name', async () => {
    const build = { reference: 'pineapple/host:1', base: 'pineapple/host:1', dockerfile: 'FROM host' };
    const { code } = await pineappleHost(
      'build',
      encodeBuild({ format: 1, ownerId: 'usr_a', name: 'mine', buildId: randomUUID(), build }),
    );
    expect([code, started]).toEqual([1, []]);
  });

  it('prints the status', async () => {
    expect(JSON.parse((await pineappleHost('status')).stdout)).toEqual({ labs: [] });
  });

  it('exits with status 1 and a reason when no agent runs', async () => {
    await closeServer(server);
    const { code, stderr } = await pineappleHost('status');
    expect(code).toBe(1);
    expect(stderr).toBe(`The agent at ${socketPath} does not answer. Is it running?\n`);
    server = await serveControl({
      ...{ socketPath, status: () => null, log: pino({ level: 'silent' }) },
      apply: () => Promise.reject(new Error('broken')),
      build: () => undefined,
      save: () => undefined,
    });
    expect((await pineappleHost('apply', encodePayload(lab))).stdout).toContain('broken');
  });
});

it('pineapple-host says so when the agent ends in the middle of an answer', async () => {
  await closeServer(server);
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"status":', () => response.destroy());
  });
  await listenPrivately(server, socketPath);
  const { code, stdout, stderr } = await pineappleHost('status');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/gave an answer that is not whole/);
});

describe('the control socket', () => {
  it('is accessible to its owner only', async () => {
    expect((await stat(socketPath)).mode & 0o777).toBe(0o600);
  });
});
