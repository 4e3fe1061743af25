import { startTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestHost } from '../testing/test-host.ts';

let aws: TestAws;
let host: TestHost;
beforeAll(async () => {
  aws = await startTestAws();
  await aws.openFiles();
  host = await TestHost.start({
    env: { AWS_ENDPOINT_URL_S3: aws.settings.endpoint, PINEAPPLE_FILES_BUCKET: 'files' },
  });
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

const ownerId = 'usr_abcdefghijkm';
let snapshots = 0;

/** A lab of one container. Its program only sleeps. */
function newLab() {
  const lab = host.lab();
  const { id } = lab.container('node', host.image, [[lab.network('lan', '10.0.1.0/24'), '10.0.1.10']]);
  return { lab, id };
}

async function save({ lab, id }: ReturnType<typeof newLab>) {
  snapshots += 1;
  const snapshotId = `snp_${String(snapshots).padStart(12, 'a')}`;
  await host.agent.save({ format: 1, ownerId, snapshotId, labId: lab.desired.labId, containers: [id] });
  const end = () => host.events.saved.find((each) => each.snapshotId === snapshotId);
  await host.events.until('the end of the save', () => end() !== undefined);
  return end();
}

const run = async (id: string, script: string): Promise<string> => {
  const { code, output } = await host.exec(id, 'sh', '-c', script);
  expect([code, output.slice(0, code === 0 ? 0 : 500)]).toEqual([0, '']);
  return output.replaceAll('\r', '');
};

/** Another container that begins with what was saved. */
async function fork(sha256: string) {
  const made = newLab();
  made.lab.change(made.id, { contents: { ownerId, sha256 } });
  await host.applyUntilReady(made.lab);
  return made;
}

const change = `
  mkdir -p /srv/deep/er && cd /srv
  echo one > deep/er/file && chown 1234:4321 deep/er/file && chmod 4750 deep/er/file
  touch -d '2020-02-03 04:05:06' deep/er/file && ln deep/er/file hard && ln -s /etc/passwd soft
  echo spaced > 'a name
with a newline' && mkfifo pipe && dd if=/dev/urandom of=noise bs=1M count=20 2>/dev/null
  rm /etc/gone && rm -r /opt/tree && mkdir /opt/tree && echo new > /opt/tree/mine && chmod 700 /opt/tree`;
const look = `
  cd /srv; ls -lnR --full-time 2>/dev/null deep hard soft || ls -lneR deep hard soft
  cat deep/er/file soft | head -1; md5sum noise; [ -p pipe ] && [ deep/er/file -ef hard ] && echo same
  ls -lnd /opt/tree; ls -ln /opt/tree; [ ! -e /etc/gone ] && echo gone`;

it('brings back files with owners, modes, times and links, and what was deleted', async () => {
  const image = await host.makeImage({
    reference: `${host.hostId}/tree:1`,
    files: { 'etc/gone': 'x', 'opt/tree/old': 'x' },
  });
  const first = newLab();
  first.lab.change(first.id, { imageReference: image });
  await host.applyUntilReady(first.lab);
  await run(first.id, change);
  const wanted = await run(first.id, look);
  const end = await save(first);
  expect(end).toMatchObject({ outcome: 'saved', reason: null });
  expect(end?.saved?.bytes).toBeGreaterThan(20 * 1024 * 1024);
  // Its programs run on.
  await run(first.id, 'echo after > /srv/after');

  const { lab, id } = newLab();
  lab.change(id, { imageReference: image, contents: { ownerId, sha256: end?.saved?.sha256 ?? '' } });
  await host.applyUntilReady(lab);
  expect(await run(id, look)).toBe(wanted);
  expect(await run(id, '[ ! -e /srv/after ] && [ ! -e /opt/tree/old ] && hostname')).toBe('node');

  // What its programs change stays when it starts again, and what it holds is stored once.
  await run(id, 'rm /srv/hard && echo mine > /srv/mine');
  lab.change(id, { generation: 2 });
  await host.applyUntilReady(lab);
  expect(await run(id, '[ ! -e /srv/hard ] && cat /srv/mine')).toBe('mine');
  const files = await aws.openFiles();
  const again = await save(first);
  const before = (await files.list(ownerId)).length;
  expect((await save(first))?.saved?.sha256).toBe(again?.saved?.sha256);
  expect((await files.list(ownerId)).length).toBe(before);
});

it('saves a stopped container, and one that was created again with other settings', async () => {
  const first = newLab();
  await host.applyUntilReady(first.lab);
  await run(first.id, 'echo one > /one; rm -r /tmp; mkdir /tmp; echo kept > /tmp/kept');
  first.lab.change(first.id, { generation: 2, env: [{ name: 'A', value: 'b' }] });
  await host.applyUntilReady(first.lab);
  await run(first.id, 'echo two > /two; rm /one');
  first.lab.change(first.id, { generation: 3, power: 'off' });
  await host.apply(first.lab.desired);
  const end = await save(first);
  expect(end).toMatchObject({ outcome: 'saved', reason: null });
  const { id } = await fork(end?.saved?.sha256 ?? '');
  expect(await run(id, '[ ! -e /one ] && cat /two /tmp/kept')).toBe('two\nkept');
});

it('says what is too large or no longer stored, and leaves nothing paused', async () => {
  const first = newLab();
  await host.applyUntilReady(first.lab);
  await run(first.id, 'dd if=/dev/zero of=/large bs=1M count=513 2>/dev/null');
  const end = await save(first);
  expect(end).toMatchObject({ outcome: 'failed', saved: null });
  expect(end?.reason).toMatch(/'node' could not be saved\. .* more than 512 MB/);
  await run(first.id, 'rm /large');

  const made = newLab();
  made.lab.change(made.id, { contents: { ownerId, sha256: '0'.repeat(64) } });
  await host.apply(made.lab.desired);
  await host.events.until('FAILED', () => host.events.phase(made.id) === 'FAILED');
  expect(host.events.container(made.id)?.reason).toMatch(/no longer stored/);
});
