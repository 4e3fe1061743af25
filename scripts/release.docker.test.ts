import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { builtInImages } from '@pineapple/core';
import { ChildProgram, ensureEngine, provision, silentProgress } from '@pineapple/launcher';
import { startLocalAws } from '@pineapple/local-aws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRelease, type Manifest } from './release.ts';

const run = promisify(execFile);
const work = mkdtempSync(join(tmpdir(), 'pn-release-'));
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** A website of one page. The e2e tests build the real one. */
function smallSite(): string {
  const folder = join(work, 'site');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), '<title>Pineapple Networks</title>');
  return folder;
}

/** Unpacks a bundle outside of the repository. */
async function unpack(outdir: string, manifest: Manifest, name: string): Promise<string> {
  const bundle = manifest.bundles.find((each) => each.name === name);
  const folder = join(work, 'installed', name);
  mkdirSync(folder, { recursive: true });
  await run('tar', ['--extract', '--gzip', '--file', join(outdir, bundle?.key ?? ''), '--directory', folder]);
  return folder;
}

/** Starts a bundled program outside of the repository. */
function startProgram(path: string, readyWhen: RegExp, env: NodeJS.ProcessEnv): Promise<ChildProgram> {
  return ChildProgram.start({
    name: path,
    command: [process.execPath, path],
    cwd: '/',
    env: { PATH: process.env['PATH'], ...env },
    readyWhen,
  });
}

let manifest: Manifest;
const [first, second] = [join(work, 'first'), join(work, 'second')];
beforeAll(async () => {
  const options = { commit: 'f'.repeat(40), webDir: smallSite(), runtimes: [] };
  manifest = await makeRelease({ ...options, outdir: first });
  await makeRelease({ ...options, outdir: second });
}, 300_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

const localAws = () =>
  startLocalAws({ dataDir: mkdtempSync(join(work, 'aws-')), port: 0, busPort: 0, instances: [] });

describe('a release', () => {
  it('has the same bytes when it is made again', async () => {
    const { stdout } = await run('diff', ['--recursive', '--brief', first, second]);
    expect(stdout).toBe('');
  });

  it('names every bundle after its content', () => {
    expect(manifest.bundles.map(({ name }) => name)).toEqual([
      ...['api', 'host-agent', 'cli', 'client', 'apply-lab', 'record-event', 'sweep-labs'],
    ]);
    for (const { key, sha256 } of manifest.bundles) expect(key).toContain(sha256);
  });

  it('lists its packages with their licenses', () => {
    const bill = JSON.parse(readFileSync(join(first, 'sbom.cdx.json'), 'utf8')) as {
      components: { purl: string; licenses: { license?: { id?: string } }[] }[];
    };
    const purls = bill.components.map(({ purl }) => purl.replace(/@[^@]+$/, ''));
    for (const name of [
      'fastify',
      'undici',
      'vue',
      '%40apollo/server',
      '%40node-rs/argon2-linux-arm64-gnu',
    ]) {
      expect(purls).toContain(`pkg:npm/${name}`);
    }
    expect(purls).not.toContain('pkg:npm/vitest');
    expect(purls).not.toContain('pkg:npm/dynalite');
  });
});

describe('the API from its bundle', () => {
  it('becomes ready, serves the website and the playground, and stores passwords', async () => {
    await using aws = await localAws();
    const zip = (name: string) => join(first, manifest.bundles.find((each) => each.name === name)?.key ?? '');
    const environment = { PINEAPPLE_BUS_URL: aws.busUrl };
    await provision({
      ...{ endpoint: aws.endpoint, region: 'us-east-1', credentials, environment },
      ...{
        tablePrefix: 'pineapple-',
        functionPrefix: 'pineapple-',
        filesBucket: 'pineapple-files',
        eventBus: 'pineapple',
      },
      bundles: {
        'apply-lab': zip('apply-lab'),
        'record-event': zip('record-event'),
        'sweep-labs': zip('sweep-labs'),
      },
    });
    const folder = await unpack(first, manifest, 'api');
    const api = await startProgram(
      join(folder, 'api.mjs'),
      /(?=[^]*api ready)[^]*listening at (http:[^"]+)/,
      {
        PORT: '0',
        AWS_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: aws.endpoint,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        PINEAPPLE_BUS_URL: aws.busUrl,
        PINEAPPLE_WEB_DIR: join(folder, 'web'),
      },
    );
    const address = api.readyMatch(1);
    try {
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      expect(await (await fetch(address)).text()).toContain('<title>Pineapple Networks</title>');
      expect((await fetch(`${address}/graphql/playground/ruru.css`)).status).toBe(200);
      const answer = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: `mutation { signUp(input: { username: "ananas", password: "a long enough passphrase" }) {
            __typename ... on UserError { message } } }`,
        }),
      });
      expect(await answer.json()).toEqual({ data: { signUp: { __typename: 'SignUpPayload' } } });
    } finally {
      expect(await api.end('SIGTERM')).toBe(0);
    }
  });
});

describe('the host agent from its bundle', () => {
  it('connects to Docker and answers the command that Systems Manager runs', async () => {
    await using aws = await localAws();
    const environment = process.env;
    const runDir = join(work, 'run');
    mkdirSync(runDir);
    await using engine = await ensureEngine({
      dataDir: join(work, 'engine'),
      runDir,
      environment,
      progress: silentProgress,
    });
    const folder = await unpack(first, manifest, 'host-agent');
    const stateDir = join(work, 'agent');
    const socket = join(stateDir, 'agent.sock');
    const agent = await startProgram(join(folder, 'agent.mjs'), /agent ready/, {
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      PINEAPPLE_HOST_ID: 'mi-0123456789abcdef7',
      PINEAPPLE_AGENT_DIR: stateDir,
      PINEAPPLE_SCOPE: `pineapple-release-${process.pid}`,
      PINEAPPLE_STOP_LABS: '1',
      DOCKER_HOST: engine.dockerHost,
    });
    try {
      const env = { PATH: process.env['PATH'], PINEAPPLE_AGENT_SOCKET: socket };
      const { stdout } = await run(join(folder, 'bin/pineapple-host'), ['status'], { env });
      expect(JSON.parse(stdout)).toMatchObject({ hostId: 'mi-0123456789abcdef7', labs: [] });
    } finally {
      expect(await agent.end('SIGTERM')).toBe(0);
    }
  });

  it('has the sources of the catalogue’s images, and the command that builds them', async () => {
    const folder = await unpack(first, manifest, 'host-agent');
    const command = readFileSync(join(folder, 'bin/pineapple-build-images'), 'utf8');
    const names = /for name in ([^;]+);/.exec(command)?.[1]?.split(' ') ?? [];
    expect(names[0]).toBe('base');
    expect(builtInImages.map(({ reference }) => reference)).toEqual(
      names.slice(1).map((name) => `pineapple/${name}:1`),
    );
    for (const name of names) {
      expect(readFileSync(join(folder, 'images', name, 'Dockerfile'), 'utf8')).toContain('FROM ');
    }
  });
});
