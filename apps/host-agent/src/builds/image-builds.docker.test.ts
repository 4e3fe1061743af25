import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { type ContextEntry, packContext } from '@pineapple/build-context';
import type { ManifestBuild } from '@pineapple/core';
import { buildLine } from '@pineapple/host-link/protocol';
import { startTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { connectStreams, LineClient } from '@pineapple/test-kit/terminals';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { labels } from '../docker/docker-names.ts';
import { SmallRegistry } from '../testing/small-registry.ts';
import { TestHost } from '../testing/test-host.ts';
import { BuildLog } from './build-log.ts';
import { pullImage } from './pull-image.ts';

let aws: TestAws;
let host: TestHost;
let session: ClientHttp2Session;
const made: string[] = [];

beforeAll(async () => {
  aws = await startTestAws();
  host = await TestHost.start({
    env: { AWS_ENDPOINT_URL_S3: aws.settings.endpoint, PINEAPPLE_FILES_BUCKET: 'files' },
  });
  session = connectStreams(host.agent.streamsPath);
});
afterEach(async () => {
  await host.removeLabs();
  for (const reference of made.splice(0)) await host.docker.removeImage(reference);
});
afterAll(async () => {
  session.destroy();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

function recipe(...lines: string[]) {
  const reference = `pineapple/own:${randomBytes(16).toString('hex')}`;
  made.push(reference);
  return { reference, base: host.image, dockerfile: ['FROM host', ...lines].join('\n') };
}

const buildLog = (buildId: string) =>
  new LineClient(session, buildLine, { ':path': `/builds/${buildId}`, 'pineapple-lab': 'none' });

/** Builds until the end is reported. */
async function build(wanted: ManifestBuild) {
  const buildId = randomUUID();
  // The reader may come before the command.
  const log = buildLog(buildId);
  await host.agent.build({ format: 1, ownerId: 'usr_ada', name: 'mine', buildId, build: wanted });
  const end = () => host.events.built.find((each) => each.buildId === buildId);
  await host.events.until('the end of the build', () => end() !== undefined);
  await log.closed;
  const lines = log.lines.flatMap((news) => ('line' in news ? [news.line] : []));
  const layers = log.lines.flatMap((news) => ('layer' in news ? [news.layer] : []));
  return { end: end(), lines, layers };
}

const building = async () => {
  const containers = await host.docker.listContainers({ labels: [`${labels.build}=${host.hostId}`] });
  return containers.length;
};

/** A build that is stopped has ended before Docker has removed its container. */
const noneLeft = () => expect.poll(building, { timeout: 60_000 }).toBe(0);

it('builds an image of a Dockerfile without a network, of which containers run', async () => {
  const wanted = recipe(
    'ENV GREETING="good day" PATH=/opt:$PATH',
    'RUN mkdir /opt && ls /sys/class/net && ! wget -T 2 http://169.254.169.254/',
    "COPY --chmod=755 <<'EOF' /opt/greet",
    '#!/bin/sh',
    'echo "$GREETING"',
    'EOF',
    'WORKDIR /srv/work',
    'RUN greet > said && echo done',
    'CMD ["sleep", "1000"]',
  );
  const { end, lines } = await build(wanted);
  expect(end).toMatchObject({ outcome: 'ready', reason: null, ownerId: 'usr_ada', name: 'mine' });
  expect(lines.join('\n')).toMatch(
    /^Step 1 of 4: RUN mkdir .*\nlo\n[^]*Step 2 of 4: COPY .*\nStep 3 of 4: WORKDIR \/srv\/work\nStep 4 of 4: .*\ndone\nThe image is ready$/,
  );
  expect(await building()).toBe(0);
  const lab = host.lab();
  const { id } = lab.container('one', wanted.reference);
  await host.applyUntilReady(lab);
  const { output } = await host.exec(id, 'sh', '-c', 'pwd; cat said; greet; tr "\\0" " " < /proc/1/cmdline');
  expect(output.split(/\r?\n/).slice(0, 3)).toEqual(['/srv/work', 'good day', 'good day']);
});

const entry = (path: string, content: string | Uint8Array, mode = 0o644): ContextEntry => ({
  ...{ path, kind: 'file', mode, target: '' },
  content: typeof content === 'string' ? new TextEncoder().encode(content) : content,
});

/** Stores a context as the API does. */
async function stored(...entries: ContextEntry[]) {
  const archive = await packContext(entries);
  const context = { ownerId: 'usr_ada', sha256: hash('sha256', archive) };
  await (await aws.openFiles()).contexts().put(context.ownerId, context.sha256, archive);
  return context;
}

it('copies files of a build context, in all forms, with their modes and owners', async () => {
  const site = await packContext([entry('index.html', 'hello'), entry('deep/page', 'page')]);
  const context = await stored(
    entry('app/run.sh', '#!/bin/sh\necho running\n', 0o755),
    entry('app/lib/x.conf', 'x'),
    entry('a.txt', 'a'),
    entry('b.txt', 'b'),
    entry('root/shared/x', 'x'),
    entry('root/linked/deep/y', 'y'),
    entry('site.tar.gz', gzipSync(site)),
    { ...entry('again', ''), kind: 'link', target: 'app/run.sh' },
  );
  const wanted = recipe(
    'RUN mkdir -p /real /etc && mkdir -m 1777 /shared && ln -s real /linked && echo "app:x:33:44::/:" >> /etc/passwd',
    'COPY app /opt/app/',
    'COPY a.txt /linked',
    'COPY --chmod=600 --chown=app a.txt b.txt /own/',
    'COPY again /bin/run',
    'ADD site.tar.gz /srv/site',
    'COPY site.tar.gz /kept.tar.gz',
    'COPY root /',
    'WORKDIR /opt/app',
    'RUN ./run.sh && run && cat /linked/a.txt lib/x.conf /srv/site/index.html /srv/site/deep/page',
    'RUN stat -c "%a %u:%g %n" run.sh /own/b.txt /opt/app /kept.tar.gz /shared /real/deep',
    'CMD ["sleep", "1000"]',
  );
  const { end, lines } = await build({ ...wanted, context });
  const log = lines.join('\n');
  expect(end, log).toMatchObject({ outcome: 'ready', reason: null });
  expect(log).toContain('running\nrunning\naxhellopage');
  expect(log).toContain(
    '755 0:0 run.sh\n600 33:44 /own/b.txt\n755 0:0 /opt/app\n644 0:0 /kept.tar.gz\n1777 0:0 /shared\n755 0:0 /real/deep',
  );
});

/** The header of a file in a tar archive, whatever its content. */
function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 'latin1');
  header.write(`0000644\0${'0000000\0'.repeat(2)}${size.toString(8).padStart(11, '0')}\0`, 100, 'latin1');
  header.write(`${'0'.repeat(11)}\0        0`, 136, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

it('says in which line a copy fails, and why', async () => {
  // What it would have after its header does not matter.
  const bomb = gzipSync(tarHeader('zeros', 2 ** 31));
  const escape = Buffer.concat([tarHeader('../x', 0), Buffer.alloc(1024)]);
  const context = await stored(
    entry('a.txt', 'a'),
    entry('dir/b', 'b'),
    entry('bomb.tgz', bomb),
    entry('up.tar', escape),
  );
  for (const [line, reason] of [
    ['COPY none /x', /^Line 2: the build context has no 'none'/],
    ['COPY --chown=ghost a.txt /x', /^Line 2: the image has no user 'ghost'/],
    ['RUN echo > /file\nCOPY dir /file', /^Line 3: Docker could not write it/],
    ['ADD up.tar /srv/', /^Line 2: up.tar has '\.\.\/x', which leads out/],
    ['ADD bomb.tgz /srv/', /^Line 2: bomb.tgz unpacks to more than 1024 MB/],
  ] as const) {
    const { end } = await build({ ...recipe(line), context });
    expect(end).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(reason) as string });
  }
  const gone = { ...context, sha256: '0'.repeat(64) };
  expect((await build({ ...recipe('COPY a.txt /x'), context: gone })).end?.reason).toMatch(
    /no longer stored/,
  );
  await noneLeft();
});

it('pulls an image by layers from its registry, of which containers run, and keeps none of its own names', async () => {
  const reference = `pineapple/own:${randomBytes(16).toString('hex')}`;
  made.push(reference);
  await using registry = await SmallRegistry.start(host.docker, host.image);
  // As another host would have it.
  const pull = `${registry.name}/tool:1`;
  const { end, lines, layers } = await build({ reference, pull });
  const pinned = `${registry.name}/tool@${registry.digest}`;
  expect(end, lines.join('\n')).toMatchObject({ outcome: 'ready', reason: null, pinned });
  expect(layers.length).toBeGreaterThan(0);
  await expect(host.docker.inspectImage(pull)).rejects.toThrow(/No such image/);
  const lab = host.lab();
  const { id } = lab.container('one', reference);
  await host.applyUntilReady(lab);
  expect((await host.exec(id, 'echo', 'here')).output).toBe('here');
});

it('says what is wrong with a tag, a registry and an image, and cancels a pull at once', async () => {
  await using registry = await SmallRegistry.start(host.docker, host.image);
  const reference = `pineapple/own:${randomBytes(16).toString('hex')}`;
  const missing = await build({ reference, pull: `${registry.name}/tool:2` });
  expect(missing.end).toMatchObject({
    outcome: 'failed',
    reason: expect.stringMatching(/^There is no image .*\/tool:2 in its registry/) as string,
  });
  const log = new BuildLog();
  const signal = new AbortController().signal;
  const silent = pullImage(
    { reference, pull: `${registry.name}/silent:1` },
    { docker: host.docker, log, signal, silenceMs: 500 },
  );
  await expect(silent).rejects.toThrow(/^The registry 127\.0\.0\.1:\d+ has not answered/);

  const buildId = randomUUID();
  const stream = buildLog(buildId);
  const slow = { reference, pull: `${registry.name}/slow:1` };
  await host.agent.build({ format: 1, ownerId: 'usr_ada', name: 'mine', buildId, build: slow });
  await stream.until('the half of a layer', () =>
    stream.lines.some(
      (news) => 'layer' in news && news.layer.state === 'downloading' && news.layer.current > 0,
    ),
  );
  session.request({ ':method': 'DELETE', ':path': `/builds/${buildId}`, 'pineapple-lab': 'none' }).resume();
  // The registry sends no more, so nothing but the cancellation ends it.
  await stream.closed;
  await host.events.until('the end', () =>
    host.events.built.some((each) => each.buildId === buildId && each.outcome === 'cancelled'),
  );
  await expect(host.docker.inspectImage(reference)).rejects.toThrow(/No such image/);
});

it('ends what forks or fills the disk by its limits, says which line, and leaves nothing', async () => {
  const wanted = recipe('RUN for i in $(seq 400); do sleep 100 & done; echo never');
  const forks = await build(wanted);
  expect(forks.end?.outcome).toBe('failed');
  expect(forks.end?.reason).toMatch(/^Line 2: the command ended with status \d+/);
  expect(forks.lines.join('\n')).toMatch(/can't fork|Resource temporarily unavailable/);
  await expect(host.docker.inspectImage(wanted.reference)).rejects.toThrow(/No such image/);
  const fills = await build(recipe('RUN fallocate -l 600M /a && fallocate -l 600M /b'));
  expect(fills.end).toMatchObject({
    outcome: 'failed',
    reason: expect.stringMatching(/wrote more than 1024 MB/) as string,
  });
  await noneLeft();
});

it('cancels a build at once, also one whose command is still to come', async () => {
  const buildId = randomUUID();
  const wanted = { ownerId: 'usr_ada', name: 'mine', buildId, build: recipe('RUN echo on; sleep 1000') };
  const log = buildLog(buildId);
  await host.agent.build({ format: 1, ...wanted });
  await log.until('the command', () => log.lines.some((news) => 'line' in news && news.line === 'on'));
  const cancel = session.request({
    ':method': 'DELETE',
    ':path': `/builds/${buildId}`,
    'pineapple-lab': 'none',
  });
  cancel.resume();
  await log.closed;
  const end = (id: string) => host.events.built.find((each) => each.buildId === id)?.outcome;
  await host.events.until('the end', () => end(buildId) === 'cancelled');
  await noneLeft();

  const late = randomUUID();
  session.request({ ':method': 'DELETE', ':path': `/builds/${late}`, 'pineapple-lab': 'none' }).resume();
  await host.agent.build({ format: 1, ...wanted, buildId: late });
  await host.events.until('the other end', () => end(late) === 'cancelled');
});

it('builds what a lab needs and the host lacks before its container starts', async () => {
  const wanted = recipe('RUN echo here > /made', 'CMD ["sleep", "1000"]');
  const lab = host.lab();
  const { id } = lab.container('one', wanted.reference);
  lab.desired = { ...lab.desired, builds: [wanted] };
  const report = await host.apply(lab.desired);
  expect(report.message).toMatch(/being built on this host/);
  await host.events.until('READY', () => host.events.phase(id) === 'READY');
  expect((await host.exec(id, 'cat', '/made')).output).toBe('here');
});
