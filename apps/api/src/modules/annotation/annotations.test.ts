import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(() => server.close());

const note = { kind: 'NOTE', text: 'Set the cost of r1.', position: { x: 8, y: 16 } };

async function annotatedLab() {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const made = await ada.mutate('createAnnotation', { labId, ...note });
  const { id } = made['annotation'] as { id: string };
  return { ada, labId, annotationId: id, made };
}

test('adds, changes, moves, undoes and deletes a note, for all viewers and without the host', async () => {
  const { ada, labId, annotationId, made } = await annotatedLab();
  expect(made).toMatchObject({
    annotation: { ...note, colour: 'YELLOW', width: 200, height: 96 },
    lab: { revision: 2, history: { undoLabel: "Create note 'Set the cost of r1.'" } },
  });
  const watched = ada.subscribe(
    `subscription ($labId: ID!) { labChanges(labId: $labId) { __typename
      ... on LabUpdated { lab { annotations { text colour position { x } width } } } } }`,
    { labId },
  );
  await watched.next();
  const change = { annotationId, text: 'Area 0', kind: 'ELLIPSE', colour: 'RED', width: 64 };
  expect(await ada.mutate('updateAnnotation', change)).toMatchObject({
    annotation: { text: 'Area 0', kind: 'ELLIPSE', colour: 'RED', width: 64, height: 96 },
  });
  const changed = { text: 'Area 0', colour: 'RED', position: { x: 8 }, width: 64 };
  expect(await watched.next()).toMatchObject({ data: { labChanges: { lab: { annotations: [changed] } } } });
  await ada.mutate('moveNodes', { labId, moves: [{ nodeId: annotationId, x: 0, y: 0 }] });
  expect(await watched.next()).toMatchObject({
    data: { labChanges: { lab: { annotations: [{ position: { x: 0 } }] } } },
  });
  await ada.mutate('undo', { labId });
  expect(await ada.mutate('undo', { labId })).toMatchObject({
    lab: { annotations: [{ id: annotationId, ...note }] },
  });
  expect(
    (await ada.query('query ($id: ID!) { node(id: $id) { id __typename } }', { id: annotationId })).data,
  ).toEqual({
    node: { id: annotationId, __typename: 'Annotation' },
  });
  expect(await ada.mutate('deleteAnnotation', { annotationId })).toMatchObject({
    deletedAnnotationId: annotationId,
  });
  expect(await ada.mutate('deleteAnnotation', { annotationId })).toMatchObject({ code: 'NOT_FOUND' });
  const stored = await server.stores.labs.get(labId, { consistent: true });
  expect(stored?.hostRevision).toBeLessThan(stored?.revision ?? 0);
  await ada.close();
});

test('refuses what no canvas has room for, with the field', async () => {
  const { ada, labId, annotationId } = await annotatedLab();
  expect(await ada.mutate('createAnnotation', { labId, ...note, text: 'x'.repeat(2_001) })).toMatchObject({
    issues: [{ path: ['text'], message: 'The text has 2001 characters. Give at most 2000.' }],
  });
  expect(await ada.mutate('updateAnnotation', { annotationId, height: 1 })).toMatchObject({
    issues: [{ path: ['height'] }],
  });
});

test('shows and changes no annotation of another user', async () => {
  const { labId, annotationId } = await annotatedLab();
  const eve = await server.signedUp();
  for (const [name, input] of [
    ['createAnnotation', { labId, ...note }],
    ['updateAnnotation', { annotationId, text: 'mine' }],
    ['deleteAnnotation', { annotationId }],
  ] as const) {
    expect(await eve.mutate(name, input), name).toMatchObject({ code: 'NOT_FOUND' });
  }
  const read = await eve.query('query ($id: ID!) { node(id: $id) { id } }', { id: annotationId });
  expect(read.data).toEqual({ node: null });
});
