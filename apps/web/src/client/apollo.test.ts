import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildSchema, graphql, GraphQLError } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '@pineapple/test-kit/waiting';
import { effectScope, nextTick } from 'vue';
import {
  CreateLabDocument,
  DeleteContainerDocument,
  LabDocument,
  StopContainerDocument,
  ViewerDocument,
} from '../generated/graphql.ts';
import { createApolloApi } from './apollo.ts';
import type { ApiClient, Fault } from './api-client.ts';
import { createSocket } from './socket.ts';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../../../schema.graphql'), 'utf8'));

let root: Record<string, unknown> = {};
let api: ApiClient;
let faults: Fault[];
let stop: () => Promise<void>;

beforeEach(async () => {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { query, variables } = JSON.parse(body);
      void graphql({ schema, source: query, variableValues: variables, rootValue: root }).then((result) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(result));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => new Promise((resolve) => void server.close(() => resolve()));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const nodeFetch = globalThis.fetch;
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => nodeFetch(new URL(path, base), init));
  api = createApolloApi(createSocket(base, () => undefined));
  faults = [];
  api.faults.on((fault) => faults.push(fault));
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await stop();
});

const faultOf =
  (code: string, message = 'It broke.') =>
  (): never => {
    throw new GraphQLError(message, { extensions: { code, requestId: 'req_1' } });
  };

describe('a mutation', () => {
  it('returns a problem when the API returns an expected error', async () => {
    root = {
      createLab: () => ({ __typename: 'ConflictError', code: 'CONFLICT', message: 'The name is taken.' }),
    };
    const outcome = await api.mutate(CreateLabDocument, { input: { name: 'a' } });
    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'CONFLICT', message: 'The name is taken.' },
    });
    expect(faults).toEqual([]);
  });

  it('reports a fault with its request id', async () => {
    root = { createLab: faultOf('INTERNAL') };
    const outcome = await api.mutate(CreateLabDocument, { input: { name: 'a' } });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'FAULT', message: '' } });
    expect(faults).toEqual([{ code: 'INTERNAL', message: 'It broke.', requestId: 'req_1' }]);
  });

  it('returns input that could not be parsed as a problem of the form, not as a fault', async () => {
    root = {
      createLab: faultOf(
        'BAD_USER_INPUT',
        'Variable "$input" got invalid value 1 at "input.name"; Use text.',
      ),
    };
    const outcome = await api.mutate(CreateLabDocument, { input: { name: 'a' } });
    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'BAD_INPUT', fields: { name: 'Use text.' } },
    });
    expect(faults).toEqual([]);
  });

  it('warns that the change may not be saved when the server is unreachable', async () => {
    await stop();
    stop = () => Promise.resolve();
    await api.mutate(CreateLabDocument, { input: { name: 'a' } });
    expect(faults[0]).toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringMatching(/may not be saved/),
    });
  });
});

describe('a query', () => {
  const viewer = { __typename: 'User', id: 'usr_1', username: 'anna', operator: false };

  it('is sent again when the network changes under it', async () => {
    root = { viewer };
    const send = globalThis.fetch;
    let attempts = 0;
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      attempts += 1;
      // What a browser reports for ERR_NETWORK_CHANGED.
      return attempts === 1 ? Promise.reject(new TypeError('Failed to fetch')) : send(path, init);
    });
    await expect(api.query(ViewerDocument, {})).resolves.toMatchObject({ viewer: { username: 'anna' } });
    expect(attempts).toBe(2);
  });

  it('loads again what failed, once the connection is back', async () => {
    const send = globalThis.fetch;
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const scope = effectScope();
    const query = scope.run(() => api.watch(ViewerDocument, () => ({})));
    await vi.advanceTimersByTimeAsync(5000);
    vi.useRealTimers();
    expect(query?.fault.value?.code).toBe('UNREACHABLE');
    root = { viewer };
    vi.stubGlobal('fetch', send);
    window.dispatchEvent(new Event('online'));
    await eventually(() => expect(query?.data.value?.viewer?.username).toBe('anna'));
    expect(query?.fault.value).toBeNull();
    scope.stop();
  });
});

describe('the session', () => {
  it('is lost when the server answers UNAUTHENTICATED', async () => {
    root = { viewer: faultOf('UNAUTHENTICATED') };
    const lost = vi.fn();
    api.sessionLost.on(lost);
    await expect(api.query(ViewerDocument, {})).rejects.toThrow('It broke.');
    expect(lost).toHaveBeenCalledOnce();
  });
});

describe('a container in the cache', () => {
  const container = (phase: string, version: number): unknown => ({
    __typename: 'Container',
    id: 'ctr_1',
    name: 'web-1',
    createdAt: '2026-01-01T00:00:00.000Z',
    host: null,
    position: null,
    gatewayChoice: 'AUTOMATIC',
    defaultGateway: null,
    changedSinceStart: [],
    filesVersion: 'v1',
    image: { id: 'img_web', name: 'web' },
    interfaces: [],
    readiness: { phase, version, reason: null, since: '2026-01-01T00:00:00.000Z', elapsedMs: 1, phases: [] },
  });
  const labWith = (phase: string, version: number): unknown => ({
    __typename: 'Lab',
    id: 'lab_1',
    name: 'lab',
    folder: '',
    instructions: null,
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    history: {
      revision: 1,
      canUndo: false,
      canRedo: false,
      undoStepId: null,
      redoStepId: null,
      undoLabel: null,
      redoLabel: null,
      undoWarning: null,
      redoWarning: null,
    },
    networks: [],
    applies: [],
    annotations: [],
    containers: [container(phase, version)],
  });

  it('keeps the newest phase when an older answer arrives late', async () => {
    const scope = effectScope();
    root = { lab: () => labWith('READY', 7) };
    const query = scope.run(() => api.watch(LabDocument, () => ({ id: 'lab_1' })));
    await eventually(() => expect(query?.data.value?.lab?.containers[0]?.readiness.phase).toBe('READY'));

    root = {
      stopContainer: () => ({ __typename: 'StopContainerPayload', container: container('RUNNING', 6) }),
    };
    await api.mutate(StopContainerDocument, { input: { containerId: 'ctr_1' } });
    await nextTick();
    expect(query?.data.value?.lab?.containers[0]?.readiness.phase).toBe('READY');

    root = {
      stopContainer: () => ({ __typename: 'StopContainerPayload', container: container('STOPPING', 8) }),
    };
    await api.mutate(StopContainerDocument, { input: { containerId: 'ctr_1' } });
    await eventually(() => expect(query?.data.value?.lab?.containers[0]?.readiness.phase).toBe('STOPPING'));
    scope.stop();
  });
});

it('keeps the greatest revision of a lab history when answers arrive out of order', async () => {
  const scope = effectScope();
  const history = (revision: number): unknown => ({
    ...{
      revision,
      canUndo: true,
      undoStepId: `step_${revision}`,
      undoLabel: 'Delete web-1',
      undoWarning: null,
    },
    ...{ canRedo: false, redoStepId: null, redoLabel: null, redoWarning: null },
  });
  const lab = (revision: number): unknown => ({
    ...{
      id: 'lab_1',
      name: 'lab',
      folder: '',
      instructions: null,
      revision,
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    ...{ history: history(revision), networks: [], applies: [], containers: [], annotations: [] },
  });
  const deleted = (revision: number) => () => ({
    __typename: 'DeleteContainerPayload',
    deletedContainerId: 'ctr_1',
    lab: lab(revision),
  });
  root = { lab: () => lab(2) };
  const query = scope.run(() => api.watch(LabDocument, () => ({ id: 'lab_1' })));
  const step = (): unknown => query?.data.value?.lab?.history.undoStepId;
  await eventually(() => expect(step()).toBe('step_2'));

  root = { deleteContainer: deleted(3) };
  await api.mutate(DeleteContainerDocument, { input: { containerId: 'ctr_1' } });
  expect(step()).toBe('step_3');

  root = { deleteContainer: deleted(1) };
  await api.mutate(DeleteContainerDocument, { input: { containerId: 'ctr_1' } });
  await nextTick();
  expect(step()).toBe('step_3');
  scope.stop();
});
