import { hash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestServer, testLimits, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({ config: { limits: { ...testLimits, labsPerUser: 3 } } });
});
afterAll(() => server.close());

const labText = `query ($id: ID!) { lab(id: $id) { name folder instructions exported(format: PINEAPPLE) { files { contentBase64 } }
  history { canUndo } networks { id } containers { id } } }`;
interface Copied {
  lab: { name: string; exported: { files: { contentBase64: string }[] } } & Record<string, unknown>;
}

it('makes an equal lab with ids, a name and files of its own, and starts it', async () => {
  const ada = await server.signedUp();
  const { lab } = await ada.mutate('createLab', { name: 'Office', templateId: 'ospf-triangle' });
  const { id: labId } = lab as { id: string };
  await ada.mutate('updateLab', { labId, folder: 'Work', instructions: 'Set the cost.' });
  await ada.mutate('createAnnotation', { labId, kind: 'NOTE', text: 'Area 0', position: { x: 1, y: 2 } });
  const content = randomBytes(30_000);
  const sha256 = hash('sha256', content);
  await fetch(`${server.url}/files/${labId}`, {
    method: 'PUT',
    headers: { ...ada.headers, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(content),
  });
  const config = { files: [{ path: '/opt/blob', sha256 }], onStop: ['sync'], ports: [{ port: 80 }] };
  await ada.mutate('createContainer', { labId, name: 'extra', image: 'host', config });

  const { lab: copy } = await ada.mutate('duplicateLab', { labId });
  const { id } = copy as { id: string };
  expect(copy).toMatchObject({ name: 'Office copy', folder: 'Work', revision: 1 });
  expect(server.applied).toContain(id);
  const [before, after] = (
    await Promise.all([labId, id].map((each) => ada.query(labText, { id: each })))
  ).map(({ data }) => (data as Copied).lab);
  const text = (one: Copied['lab'] | undefined) =>
    Buffer.from(one?.exported.files[0]?.contentBase64 ?? '', 'base64').toString();
  expect(text(after)).toContain(content.toString('base64'));
  expect(text(after)).toBe(text(before).replace('name: Office\n', 'name: Office copy\n'));
  expect(after).toMatchObject({ instructions: 'Set the cost.', history: { canUndo: false } });
  expect(JSON.stringify(after?.['containers'])).not.toContain(labId.slice(4));
  // The original's files may go; the copy has its own.
  await ada.mutate('deleteLab', { labId });
  const own = await fetch(`${server.url}/files/${id}/${sha256}`, { headers: ada.headers });
  expect(own.status).toBe(200);
});

it('takes a name, and refuses one that is taken, a lab of others and one too many', async () => {
  const ada = await server.signedUp();
  const bob = await server.signedUp();
  const labId = await ada.createLab('Mine');
  expect(await bob.mutate('duplicateLab', { labId })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await ada.mutate('duplicateLab', { labId, name: 'Mine' })).toMatchObject({ code: 'CONFLICT' });
  expect(await ada.mutate('duplicateLab', { labId, name: ' ' })).toMatchObject({
    issues: [{ path: ['name'] }],
  });
  expect(await ada.mutate('duplicateLab', { labId, name: 'Yours' })).toMatchObject({
    lab: { name: 'Yours' },
  });
  expect(await ada.mutate('duplicateLab', { labId })).toMatchObject({ lab: { name: 'Mine copy' } });
  expect(await ada.mutate('duplicateLab', { labId })).toMatchObject({ code: 'QUOTA', limit: 3, used: 3 });
});
