import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../../testing/test-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'pn-git-'));
let web: Server;
let origin: string;
let server: TestServer;
/** What git asked the web server for. */
const asked: string[] = [];

const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
    cwd: join(folder, 'open/labs.git'),
    stdio: 'pipe',
  });

/** Serves repositories as a site does, by git's own program, and sends the client away for `/open/moved.git`. */
function serve(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', origin);
  asked.push(url.pathname);
  if (url.pathname.startsWith('/open/moved.git')) {
    response.writeHead(302, {
      location: `/closed/labs.git${url.pathname.slice('/open/moved.git'.length)}${url.search}`,
    });
    response.end();
    return;
  }
  const child = spawn('git', ['http-backend'], {
    env: {
      ...{ PATH: process.env['PATH'], GIT_PROJECT_ROOT: folder, GIT_HTTP_EXPORT_ALL: '1' },
      ...{ REQUEST_METHOD: request.method, PATH_INFO: url.pathname, QUERY_STRING: url.search.slice(1) },
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  request.pipe(child.stdin);
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  child.on('close', () => {
    const answer = Buffer.concat(pieces);
    const end = answer.indexOf('\r\n\r\n');
    const headers = answer
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(': ') as [string, string]);
    const status = headers.find(([name]) => name === 'Status')?.[1];
    response.writeHead(Number.parseInt(status ?? '200', 10), headers.flat());
    response.end(answer.subarray(end + 4));
  });
}

beforeAll(async () => {
  const source = join(folder, 'open/labs.git');
  mkdirSync(join(source, 'ring'), { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(
    join(source, 'ring/ring.clab.yml'),
    'name: ring\ntopology:\n  nodes:\n    a: { kind: linux, image: alpine, binds: ["../motd:/etc/motd"] }\n',
  );
  writeFileSync(join(source, 'motd'), 'hello\n');
  symlinkSync('/etc/hostname', join(source, 'ring/host'));
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
  mkdirSync(join(folder, 'closed'));
  execFileSync('cp', ['-r', source, join(folder, 'closed/labs.git')]);
  web = createServer(serve).listen(0, '127.0.0.1');
  await new Promise((resolve) => web.once('listening', resolve));
  origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  server = await openTestServer({ config: { gitSources: [`${origin}/open/`] } });
});

afterAll(async () => {
  await server.close();
  web.close();
  rmSync(folder, { recursive: true });
});

it('reads the files of a lab, which importLab takes', async () => {
  const ada = await server.signedUp();
  expect((await ada.query('{ repositorySources }')).data).toEqual({ repositorySources: [`${origin}/open/`] });
  const address = `${origin}/open/labs.git#main:ring/ring.clab.yml`;
  const { files } = (await ada.mutate('readRepository', { address })) as {
    files: { path: string; contentBase64: string }[];
  };
  const text = (path: string) =>
    Buffer.from(files.find((file) => file.path === path)?.contentBase64 ?? '', 'base64').toString();
  expect(files.map(({ path }) => path).toSorted()).toEqual(['motd', 'ring/host', 'ring/ring.clab.yml']);
  // A symbolic link is a file with its target in it, and nothing of this machine.
  expect([text('motd'), text('ring/host')]).toEqual(['hello\n', '/etc/hostname']);
  expect(await ada.mutate('importLab', { files })).toMatchObject({
    lab: { name: 'ring' },
    containerCount: 1,
  });
});

it.each([
  [
    'another server',
    () => 'https://example.org/labs.git',
    'is not read by this site. It reads those below http',
  ],
  ['another path', () => `${origin}/closed/labs.git`, 'is not read by this site'],
  ['a path that only begins the same', () => `${origin}/opener/labs.git`, 'is not read by this site'],
  ['a way back', () => `${origin}/open/../closed/labs.git`, 'is not read by this site'],
  ['an escape', () => `${origin}/open/%2e%2e%2fclosed/labs.git`, 'is not read by this site'],
  ['a password', () => `${origin.replace('//', '//a:b@')}/open/labs.git`, 'is not read by this site'],
  ['a file', () => 'file:///etc', 'is not read by this site'],
  ['a program', () => 'ext::sh -c id', 'is not read by this site'],
  ['an option', () => `${origin}/open/labs.git#--upload-pack=id`, 'is no branch or tag'],
  ['a path out of it', () => `${origin}/open/labs.git#main:../..`, 'leads out of the repository'],
])('refuses %s, and asks no server', async (_what, address, message) => {
  const ada = await server.signedUp();
  const before = asked.length;
  expect(await ada.mutate('readRepository', { address: address() })).toMatchObject({
    code: 'VALIDATION',
    issues: [{ path: ['address'], message: expect.stringContaining(message) }],
  });
  expect(asked.length).toBe(before);
});

it.each([
  ['a repository that is missing', 'open/none.git', /could not clone/],
  ['a redirect out of what is allowed', 'open/moved.git', /could not clone/],
  ['a branch that is missing', 'open/labs.git#nope', /nope not found/],
])('says that it could not read %s', async (_what, path, message) => {
  const ada = await server.signedUp();
  const answer = await ada.mutate('readRepository', { address: `${origin}/${path}` });
  expect(answer).toMatchObject({ code: 'VALIDATION', message: expect.stringMatching(message) });
  expect(asked.filter((each) => each.startsWith('/closed/'))).toEqual([]);
});

it('reads nothing where the operator allows nothing', async () => {
  await using closed = await openTestServer();
  const ada = await closed.signedUp();
  expect(await ada.mutate('readRepository', { address: 'https://example.org/labs.git' })).toMatchObject({
    message: expect.stringContaining('ask the operator to set PINEAPPLE_GIT_SOURCES'),
  });
});
