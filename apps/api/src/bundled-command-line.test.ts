import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { silentProgress, repositoryRoot } from '@pineapple/launcher';
import { publishPackages } from '@pineapple/launcher/bundles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const run = promisify(execFile);

let server: TestServer;
let folder: string;
/** The programs named `node` by version, without duplicates: the one of the tests, and others of this machine. */
let nodes: ReadonlyMap<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pn-cli-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>App</title>');
  await publishPackages(repositoryRoot, folder, silentProgress);
  server = await openTestServer({ config: { webDir: folder } });
  nodes = await findNodes();
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function findNodes(): Promise<ReadonlyMap<string, string>> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((each) => join(each, 'node')).filter((path) => existsSync(path));
  const versions = await Promise.all(
    [process.execPath, ...found].map(async (path) => {
      const { stdout } = await run(path, ['--version']);
      return [stdout.trim(), path] as const;
    }),
  );
  return new Map(versions.filter(([version]) => Number(version.slice(1).split('.')[0]) >= 20));
}

/** Saves the program as the guide says. */
async function install(): Promise<string> {
  const response = await fetch(`${server.url}/cli/pineapple.mjs`);
  expect(response.status).toBe(200);
  const bin = await mkdtemp(join(folder, 'bin-'));
  await writeFile(join(bin, 'pineapple.mjs'), Buffer.from(await response.arrayBuffer()));
  await chmod(join(bin, 'pineapple.mjs'), 0o755);
  await symlink('pineapple.mjs', join(bin, 'pineapple'));
  return join(bin, 'pineapple');
}

test('the website offers the command line as a small file that is cached until it changes', async () => {
  const get = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${server.url}/cli/pineapple.mjs`, { headers });
  const whole = await get({ 'accept-encoding': 'identity' });
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': expect.stringMatching(/^(?:text|application)\/javascript/),
    'cache-control': 'no-cache',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  expect((await whole.arrayBuffer()).byteLength).toBeLessThan(700_000);
  const packed = await get({ 'accept-encoding': 'br' });
  expect(packed.headers.get('content-encoding')).toBe('br');
  expect(Number(packed.headers.get('content-length'))).toBeLessThan(200_000);
  // Not by fetch, which asks for a fresh answer if it is given a condition.
  const headers = { 'if-none-match': whole.headers.get('etag') ?? '' };
  const [again] = (await once(request(`${server.url}/cli/pineapple.mjs`, { headers }).end(), 'response')) as [
    IncomingMessage,
  ];
  again.resume();
  expect(again.statusCode).toBe(304);
});

test('the file runs alone with every Node of this machine from 20 on', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab('first steps');
  const { secret } = await ada.mutate('createApiToken', { name: 'cli', scopes: ['READ', 'WRITE'] });
  await ada.mutate('createContainer', { labId, name: 'r1', image: 'host' });
  const kathara = await mkdtemp(join(folder, 'kathara-'));
  await writeFile(join(kathara, 'lab.conf'), 'pc1[0]="lan"\npc2[0]="lan"\n');
  const program = await install();
  expect(nodes.size).toBeGreaterThan(0);
  for (const [version, node] of nodes) {
    const pineapple = (env: NodeJS.ProcessEnv, ...args: readonly string[]) =>
      run(node, [program, ...args], { cwd: '/', env: { PINEAPPLE_URL: server.url, ...env } });
    const signedIn = { PINEAPPLE_TOKEN: String(secret) };
    const [help, names, none, made, valid, cloned, refused] = await Promise.all([
      pineapple({}, '--help'),
      pineapple({}, '--version'),
      pineapple({}, 'labs').catch((error: unknown) => error),
      pineapple(signedIn, 'create-network', `${labId}/lan-${version.replaceAll('.', '-')}`, '--plain'),
      pineapple({}, 'validate', kathara),
      // Nothing listens on that port.
      pineapple({ HOME: folder }, 'validate', 'ssh://127.0.0.1:1/labs.git').catch((error: unknown) => error),
      pineapple(signedIn, 'exec', `${labId}/r1`, '--no-tty').catch((error: unknown) => error),
    ]);
    expect(help.stdout, version).toContain('Usage: pineapple <command>');
    expect(names.stdout, version).toMatch(/^pineapple \d+\.\d+\.\d+\n$/);
    expect(none, version).toMatchObject({
      code: 255,
      stdout: '',
      stderr: expect.stringContaining(`There is no API token. Make one, and put it into the environment:
  1. Open ${server.url}/developers and create a token.`),
    });
    expect(made.stdout, version).toMatch(/plain {2}mtu 1500\n$/);
    expect(valid.stdout, version).toContain('The lab has 1 network and 2 containers.\n');
    expect(cloned, version).toMatchObject({
      code: 255,
      stderr: expect.stringContaining('git could not clone ssh://127.0.0.1:1/labs.git: '),
    });
    expect(refused, version).toMatchObject({ code: 255, stderr: expect.stringContaining('TERMINAL') });
  }
});

test('the website offers a package that npm installs', async () => {
  const response = await fetch(`${server.url}/cli/pineapple.tgz`);
  const archive = join(folder, 'package.tgz');
  await writeFile(archive, Buffer.from(await response.arrayBuffer()));
  const { stdout } = await run('tar', [
    '--extract',
    '--to-stdout',
    '--file',
    archive,
    'package/package.json',
  ]);
  expect(JSON.parse(stdout)).toMatchObject({
    bin: { pineapple: 'pineapple.mjs' },
    engines: { node: '>=20' },
  });
  const listed = await run('tar', ['--list', '--verbose', '--file', archive]);
  expect(listed.stdout).toMatch(/^-rwxr-xr-x .* package\/pineapple\.mjs$/m);
});

const clientProgram = `
import { createClient, LabChangesDocument, LabsDocument, RequestError } from '@pineapple/client';
const url = process.env.PINEAPPLE_URL;
const client = createClient({ url, token: process.env.PINEAPPLE_TOKEN, webSocket: globalThis.WebSocket });
const { labs } = await client.request(LabsDocument, {});
console.log(labs.nodes.map(({ name }) => name).join());
const labId = labs.nodes[0].id;
for await (const { labChanges } of client.subscribe(LabChangesDocument, { labId })) {
  console.log(labChanges.__typename);
  break;
}
const stranger = createClient({ url, token: 'pn_wrong' });
await stranger.request(LabsDocument, {}).catch((error) => console.log(error instanceof RequestError, error.code));
await client[Symbol.asyncDispose]();
`;

test('the typed client works in a fresh folder that installs its package', async () => {
  const ada = await server.signedUp();
  await ada.createLab('first steps');
  const { secret } = await ada.mutate('createApiToken', { name: 'client', scopes: ['READ'] });
  const program = await mkdtemp(join(folder, 'client-'));
  await writeFile(join(program, 'package.json'), '{ "type": "module" }');
  const registry = ['--offline', '--no-audit', '--no-fund', '--cache', join(folder, 'npm')];
  const archive = join(folder, 'client', 'pineapple-client.tgz');
  await run('npm', ['install', archive, ...registry], { cwd: program });
  await writeFile(join(program, 'main.js'), clientProgram);
  const env = { PINEAPPLE_URL: server.url, PINEAPPLE_TOKEN: String(secret) };
  for (const [version, node] of nodes) {
    // An older Node has no WebSocket of its own: the guide says what to pass.
    if (Number(version.slice(1).split('.')[0]) < 22) continue;
    const { stdout } = await run(node, ['main.js'], { cwd: program, env });
    expect(stdout, version).toBe('first steps\nLabUpdated\ntrue UNAUTHENTICATED\n');
  }
});
