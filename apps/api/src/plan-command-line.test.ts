import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import type { TestClient } from '@pineapple/test-kit/users';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { commandLine } from './testing/command-line.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let program: string;
let server: TestServer;
let folder: string;

beforeAll(async () => {
  program = await commandLine();
  server = await openTestServer();
});

afterAll(() => server.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-'));
});

afterEach(() => rm(folder, { recursive: true }));

const office = `pineapple: 1
name: office
networks:
  lan: { ipv4: 10.0.1.0/24 }
containers:
  a: { image: host, interfaces: [{ network: lan }] }
`;

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Starts the command line with a token of the user; null for none. */
function start(
  token: string | null,
  args: readonly string[],
): ChildProcess & { readonly ended: Promise<Ended> } {
  const env = { ...process.env, PINEAPPLE_URL: server.url, PINEAPPLE_TOKEN: token ?? '' };
  const child = spawn(process.execPath, [program, ...args], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
    ([[status], out, err]) => ({ status: Number(status), out, err }),
  );
  return Object.assign(child, { ended });
}

async function user(): Promise<{
  ada: TestClient;
  pineapple: (...args: readonly string[]) => Promise<Ended>;
  token: string;
}> {
  const ada = await server.signedUp();
  const { secret } = await ada.mutate('createApiToken', { name: 'ci', scopes: ['READ', 'WRITE'] });
  const token = String(secret);
  return { ada, token, pineapple: (...args) => start(token, args).ended };
}

const write = (content: string): Promise<void> => writeFile(join(folder, 'lab.yaml'), content);

/** Starting a program takes longest, so there are few, and several at once where none changes what others read. */
test('plans, applies and destroys a lab that is kept as a file', { timeout: 240_000 }, async () => {
  const { ada, token, pineapple } = await user();
  await write(office);
  const file = ['-f', 'lab.yaml'];
  expect(await pineapple('plan', ...file, '--detailed-exitcode')).toMatchObject({
    status: 2,
    out: 'Lab "office" would be made:\n  + network lan  (10.0.1.0/24)\n  + container a  (image: host)\nPlan: 2 to add, 0 to change, 0 to replace, 0 to remove.\n',
  });

  const applying = start(token, ['apply', ...file, '--wait', '--timeout', '200']);
  const labId = await makeReady(ada);
  expect(await applying.ended).toEqual({
    status: 0,
    out: `Lab "office" (${labId}) is at revision 1.\nEvery container is READY.\n`,
    err: expect.stringMatching(/a {2}READY\n$/),
  });

  await write(office.replace('10.0.1.0/24', '10.0.1.0/24, mtu: 9000'));
  const [planned, unsure, gone] = await Promise.all([
    pineapple('apply', ...file, '--dry-run', '--json', '--detailed-exitcode'),
    pineapple('destroy', ...file),
    pineapple('destroy', ...file, '--dry-run'),
  ]);
  expect(planned.status).toBe(2);
  expect(gone).toMatchObject({
    status: 0,
    out: `Lab "office" (${labId}, revision 1) would change:\n  - container a  (its contents are lost)\n  - network lan\nPlan: 0 to add, 0 to change, 0 to replace, 2 to remove.\n`,
  });
  expect(JSON.parse(planned.out)).toMatchObject({
    lab: { name: 'office', revision: 1 },
    changes: [
      { kind: 'NETWORK', action: 'CHANGE', effect: 'LIVE', name: 'lan', details: ['mtu: 1500 → 9000'] },
    ],
  });
  expect(unsure).toMatchObject({
    status: 1,
    err: expect.stringContaining('There is no terminal to ask in. Give --yes to go on.'),
  });

  const changed = await pineapple('apply', ...file);
  expect(changed.out).toBe(`Lab "office" (${labId}) is at revision 2.\n`);
  expect(changed.err).toContain('  ~ network lan  (while it runs; mtu: 1500 → 9000)\n');
  expect((await pineapple('destroy', ...file, '--yes')).out).toBe(`Lab "office" (${labId}) is deleted.\n`);
});

test('says why it can not go on, and how to make a token', { timeout: 120_000 }, async () => {
  const { pineapple } = await user();
  await write(office.replace('network: lan }]', 'network: lan, ipv4: 10.9.9.9 }]'));
  const [wrong, anonymous] = await Promise.all([
    pineapple('plan', '-f', '.', '--detailed-exitcode'),
    start(null, ['labs']).ended,
  ]);
  expect(wrong).toMatchObject({
    status: 1,
    err: expect.stringMatching(/^pineapple: lab\.yaml:6 In container 'a': .*10\.9\.9\.9/),
  });
  expect(anonymous).toMatchObject({
    status: 255,
    err: expect.stringContaining(`Open ${server.url}/developers and create a token`),
  });
});

test('imports a lab and waits until it is READY', { timeout: 120_000 }, async () => {
  const { ada, token } = await user();
  await write(office);
  const importing = start(token, ['import', 'lab.yaml', '--wait', '--json']);
  const labId = await makeReady(ada);
  const { status, out, err } = await importing.ended;
  expect(JSON.parse(out)).toMatchObject({ lab: { id: labId, revision: 1 }, ready: true, reasons: [] });
  expect({ status, err }).toEqual({ status: 0, err: expect.stringMatching(/a {2}READY\n$/) });
});

test('shows a lab, and writes it for Ansible', { timeout: 120_000 }, async () => {
  const { ada, pineapple } = await user();
  const contentBase64 = Buffer.from(office).toString('base64');
  await ada.mutate('importLab', { files: [{ path: 'lab.yaml', contentBase64 }] });
  await mkdir(join(folder, 'play'));
  await writeFile(join(folder, 'play/ansible.cfg'), 'mine');
  const [shown, json, ansible] = await Promise.all([
    pineapple('inspect', 'office'),
    pineapple('inspect', 'office', '--json'),
    pineapple('inspect', 'office', '--ansible', '-o', 'play'),
  ]);
  expect(shown.out).toMatch(/^CONTAINER .*\na {10}host {3}PENDING {2}eth0 {7}lan {6}10\.0\.1\.10\n$/);
  expect(JSON.parse(json.out)).toMatchObject({ name: 'office', containers: [{ name: 'a' }] });
  expect(ansible.out).toBe('play/inventory.yaml\nplay/connection_plugins/pineapple.py\n');
  expect(await readFile(join(folder, 'play/inventory.yaml'), 'utf8')).toContain('image_host:\n');
  expect(await readFile(join(folder, 'play/connection_plugins/pineapple.py'), 'utf8')).toContain(
    'class Connection(ConnectionBase)',
  );
  expect(await readFile(join(folder, 'play/ansible.cfg'), 'utf8')).toBe('mine');
});

test('exports a lab as several files', { timeout: 120_000 }, async () => {
  const { ada, pineapple } = await user();
  const text = office.replace('] }', '], files: { /etc/motd: hello } }');
  const contentBase64 = Buffer.from(text).toString('base64');
  await ada.mutate('importLab', { files: [{ path: 'lab.yaml', contentBase64 }] });
  const [several, kathara, own, json] = await Promise.all([
    pineapple('export', 'office', '--format', 'containerlab'),
    pineapple('export', 'office', '--format', 'kathara', '-o', 'ring'),
    pineapple('export', 'office', '-o', 'kept/office.yaml'),
    pineapple('export', 'office', '--format', 'containerlab', '--json'),
  ]);
  expect(JSON.parse(json.out)).toMatchObject({
    files: expect.arrayContaining([{ path: 'office.clab.yml', contentBase64: expect.any(String) }]),
    notes: expect.any(Array),
  });
  expect(json.err).toBe('');
  expect(several).toMatchObject({
    status: 255,
    err: expect.stringContaining('Name a folder for them with -o.'),
  });
  expect(kathara.out).toBe('ring/lab.conf\nring/a.startup\nring/a/etc/motd\n');
  expect(kathara.err).toContain("warning lab.conf Network 'lan' becomes plain, without 10.0.1.0/24.");
  expect(await readdir(join(folder, 'ring'))).toEqual(['a', 'a.startup', 'lab.conf']);
  expect(own.out).toBe('kept/office.yaml\n');
  expect(await readFile(join(folder, 'kept/office.yaml'), 'utf8')).toContain('name: office');
});

/** Reports the deployment of the user's next container, and the container as READY. @returns the id of its lab */
async function makeReady(ada: TestClient): Promise<string> {
  const log = ada.subscribe('subscription { viewerReadiness { phase container { id lab { id } } } }');
  const event = await log.find(({ data }) => JSON.stringify(data).includes('PENDING'));
  const { container } = event.data?.['viewerReadiness'] as { container: { id: string; lab: { id: string } } };
  const labId = container.lab.id;
  const host = new ReportingHost(server);
  const applyId = '01J00000000000000000000001';
  const now = new Date().toISOString();
  await server.stores.applies.put({
    ...{ applyId, labId, revision: 1, hostId: 'i-host', commandId: 'cmd', status: 'SUCCESS' },
    ...{ output: null, errorOutput: null, requestedAt: now, sentAt: now, finishedAt: now },
    expiresAt: Math.floor(Date.now() / 1000) + 600,
  });
  await host.publish({ type: 'apply', labId, applyId });
  await host.report(container.id, 'CREATED', 'CONNECTED', 'RUNNING', 'READY');
  return labId;
}
