import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, testLimits, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer({ config: { limits: { ...testLimits, containersPerLab: 4 } } });
});

afterAll(() => server.close());

const office = `pineapple: 1
name: office
networks:
  lan: { ipv4: 10.0.1.0/24 }
containers:
  a:
    image: host
    interfaces: [{ network: lan }]
  b:
    image: host
    interfaces: [{ network: lan }]
`;
/** A larger MTU, one container recreated, one removed and one added. */
const next = office
  .replace('10.0.1.0/24 }', '10.0.1.0/24, mtu: 9000 }')
  .replace('image: host', 'image: web')
  .replace('  b:', '  c:');
const files = (text: string) => [{ path: 'lab.yaml', contentBase64: Buffer.from(text).toString('base64') }];

async function made() {
  const ada = await server.signedUp();
  const { lab } = await ada.mutate('importLab', { files: files(office) });
  return { ada, into: (lab as { id: string }).id };
}

test('changes a lab in one revision and one step, which can be undone', async () => {
  const { ada, into } = await made();
  const changed = await ada.mutate('importLab', { files: files(next), into, revision: 1 });
  expect(changed).toMatchObject({ lab: { id: into, name: 'office', revision: 2 }, notes: [] });
  expect(changed['changes']).toEqual([
    { kind: 'NETWORK', action: 'CHANGE', effect: 'LIVE', name: 'lan', details: ['mtu: 1500 → 9000'] },
    { kind: 'CONTAINER', action: 'REMOVE', effect: 'RECREATE', name: 'b', details: [] },
    { kind: 'CONTAINER', action: 'REPLACE', effect: 'RECREATE', name: 'a', details: ['image: host → web'] },
    { kind: 'CONTAINER', action: 'ADD', effect: 'NONE', name: 'c', details: ['image: host'] },
  ]);
  const stored = await server.stores.labs.get(into, { consistent: true });
  expect(stored?.networks).toMatchObject([{ name: 'lan', mtu: 9000 }]);
  expect(stored?.containers.map(({ name }) => name).sort()).toEqual(['a', 'c']);
  expect(server.applied.filter((each) => each === into)).toHaveLength(2);
  const again = await ada.mutate('importLab', { files: files(next), into });
  expect(again).toMatchObject({ lab: { revision: 2 }, changes: [] });
  await ada.mutate('undo', { labId: into });
  const back = await ada.mutate('importLab', { files: files(office), into, dryRun: true });
  expect(back['changes']).toEqual([]);
});

test('says what would change, and changes nothing', async () => {
  const { ada, into } = await made();
  const planned = await ada.mutate('importLab', { files: files(next), into, dryRun: true });
  expect(planned).toMatchObject({ lab: null, networkCount: 1, containerCount: 2 });
  expect(planned['changes']).toHaveLength(4);
  expect(await server.stores.labs.get(into, { consistent: true })).toMatchObject({ revision: 1 });
  const fresh = await ada.mutate('importLab', { files: files(office), dryRun: true, name: 'other' });
  expect(fresh).toMatchObject({ changes: [{ action: 'ADD', name: 'lan' }, { name: 'a' }, { name: 'b' }] });
});

test('refuses a lab that was changed since its revision, also in the same moment', async () => {
  const { ada, into } = await made();
  await ada.mutate('importLab', { files: files(next), into });
  for (const dryRun of [true, false]) {
    expect(await ada.mutate('importLab', { files: files(office), into, revision: 1, dryRun })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('The lab is at revision 2, and 1 was given'),
    });
  }
  const both = await Promise.all(
    [office, `${office}  d: { image: host }\n`].map((text) =>
      ada.mutate('importLab', { files: files(text), into, revision: 2 }),
    ),
  );
  expect(both.map((each) => each['__typename']).sort()).toEqual(['ConflictError', 'ImportLabPayload']);
});

test('refuses what the rules, the limits and the owner of a lab do not allow, and changes nothing', async () => {
  const { ada, into } = await made();
  const outside = office.replace('network: lan }]\n  b:', 'network: lan, ipv4: 10.9.9.9 }]\n  b:');
  expect(await ada.mutate('importLab', { files: files(outside), into })).toMatchObject({
    lab: null,
    changes: [],
    notes: [{ severity: 'ERROR', path: 'lab.yaml', message: expect.stringContaining('10.9.9.9') }],
  });
  const crowd = ['v', 'w', 'x', 'y', 'z'].map((name) => `  ${name}: { image: host }\n`).join('');
  expect(await ada.mutate('importLab', { files: files(office + crowd), into })).toMatchObject({
    code: 'QUOTA',
    limit: 4,
  });
  expect(await ada.mutate('importLab', { files: files(next), into, name: 'x' })).toMatchObject({
    issues: [{ path: ['name'] }],
  });
  expect(await ada.mutate('importLab', { files: files(next), revision: 1 })).toMatchObject({
    issues: [{ path: ['revision'] }],
  });
  const eve = await server.signedUp();
  for (const dryRun of [true, false]) {
    expect(await eve.mutate('importLab', { files: files(next), into, dryRun })).toMatchObject({
      code: 'NOT_FOUND',
    });
  }
  expect(await server.stores.labs.get(into, { consistent: true })).toMatchObject({ revision: 1 });
});

test('says that a lab stays spread or not', async () => {
  const { ada, into } = await made();
  const text = office.replace('name: office', 'name: office\nspread: true');
  expect(await ada.mutate('importLab', { files: files(text), into })).toMatchObject({
    notes: [{ severity: 'WARNING', message: expect.stringContaining('stays not spread') }],
    changes: [],
  });
});
