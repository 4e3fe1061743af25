import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandLine } from './testing/command-line.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const run = promisify(execFile);

let program: string;
let server: TestServer;

beforeAll(async () => {
  program = await commandLine();
  server = await openTestServer();
});

afterAll(() => server.close());

test('networks, containers and interfaces are made on the command line', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const { secret } = await ada.mutate('createApiToken', { name: 'cli', scopes: ['READ', 'WRITE'] });
  const env = { ...process.env, PINEAPPLE_URL: server.url, PINEAPPLE_TOKEN: String(secret) };
  const pineapple = async (...args: readonly string[]): Promise<string> =>
    (await run(process.execPath, [program, ...args], { env })).stdout;

  expect(await pineapple('create-network', `${labId}/lan`, '--ipv4', '195.11.14.0/24', '--mtu', '9000')).toBe(
    'lan  195.11.14.0/24  mtu 9000\n',
  );
  expect(await pineapple('create-network', `${labId}/v6`, '--ipv6', '2001:DB8::/64')).toBe(
    'v6  2001:db8::/64  mtu 1500\n',
  );
  expect(await pineapple('create-network', `${labId}/wire`, '--plain')).toBe('wire  plain  mtu 1500\n');
  expect(await pineapple('set-mtu', `${labId}/wire`, '1400')).toBe('wire  plain  mtu 1400\n');
  const made = [
    '--image',
    'router',
    '--network',
    'lan',
    '--network',
    'wire',
    '--sysctl',
    'net.ipv4.ip_forward=1',
  ];
  expect(await pineapple('create-container', `${labId}/r1`, ...made)).toMatch(
    /^r1\n {2}eth0 {2}lan {2}02:\S+ {2}195\.11\.14\.10\n {2}eth1 {2}wire {2}06:\S+\n$/,
  );
  const chosen = ['--ipv6', '2001:db8::1', '--mac', '02-00-00-00-00-01', '--interface', 'swp1'];
  expect(await pineapple('connect', `${labId}/r1`, 'v6', ...chosen)).toBe(
    '  swp1  v6  02:00:00:00:00:01  2001:db8::1\n',
  );
  await expect(pineapple('connect', `${labId}/r1`, 'v6')).rejects.toMatchObject({
    code: 255,
    stderr: expect.stringContaining("pineapple: Container 'r1' is already on network 'v6', as swp1."),
  });
  await expect(pineapple('set-mtu', `${labId}/none`, '1400')).rejects.toMatchObject({
    stderr: expect.stringContaining('has no network "none". Choose from "lan", "v6", "wire".'),
  });
});

test('a snapshot is imported, listed, forked, exported as the same file, and deleted on the command line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pn-snapshot-'));
  const yaml = Buffer.from('pineapple: 1\nname: Ring\nnetworks:\n  lan: {}\n');
  const head = {
    ...{
      format: 'pineapple-snapshot/1',
      name: 'Before',
      labName: 'Ring',
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    ...{ lab: hash('sha256', yaml), containers: [] },
  };
  const archive = pack();
  archive.entry({ name: 'snapshot.json' }, JSON.stringify(head));
  archive.entry({ name: `contents/${head.lab}` }, yaml);
  archive.finalize();
  const [file, copy] = [join(folder, 'before.tar'), join(folder, 'copy.tar')];
  await writeFile(file, await buffer(archive));
  const { secret } = await (
    await server.signedUp()
  ).mutate('createApiToken', { name: 'cli', scopes: ['READ', 'WRITE'] });
  const env = { ...process.env, PINEAPPLE_URL: server.url, PINEAPPLE_TOKEN: String(secret) };
  const pineapple = async (...args: readonly string[]): Promise<string> =>
    (await run(process.execPath, [program, 'snapshot', ...args], { env, cwd: folder })).stdout;
  expect(await pineapple('list')).toBe('You have no snapshots yet.\n');
  expect(await pineapple('import', file, '--name', 'Taken')).toMatch(/^Taken {2}\(snp_\w+\)\n$/);
  expect(await pineapple('list')).toMatch(/^NAME .*\nTaken {2}snp_\w+ {2}Ring {2}READY {2}0\.0 MB\n$/);
  expect(await pineapple('fork', 'Taken', 'Two')).toMatch(/^Two {2}\(lab_\w+\)\n$/);
  expect(await pineapple('export', 'Taken', '-o', copy)).toBe(`Taken is in ${copy}.\n`);
  const names = (await run('tar', ['-tf', copy])).stdout;
  expect(names).toBe(`snapshot.json\ncontents/${head.lab}\n`);
  expect((await readFile(copy)).includes(yaml)).toBe(true);
  const stderr = expect.stringContaining('You have no snapshot "Other". Choose from "Taken".') as string;
  await expect(pineapple('delete', 'Other')).rejects.toMatchObject({ code: 255, stderr });
  await expect(pineapple('import', join(import.meta.dirname, 'main.ts'))).rejects.toMatchObject({
    stderr: expect.stringMatching(/damaged|no snapshot/) as string,
  });
  expect(await pineapple('delete', 'Taken')).toBe('Taken is deleted.\n');
  await rm(folder, { recursive: true });
});
