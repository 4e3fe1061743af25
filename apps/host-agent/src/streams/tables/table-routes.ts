import { type LabSessions, RecordCatchUp, type TableRecord, wholeRecord } from '@pineapple/core';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import type { ContainerChanges } from '../container-changes.ts';
import { beginLines, writeLines } from '../line-writer.ts';
import { findContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { type StreamHandler, type StreamRequest, containerIdOf } from '../stream-server.ts';
import { LabRouters } from './lab-routers.ts';
import type { TableHub } from './table-hub.ts';

interface TableRoutesOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly changes: ContainerChanges;
  readonly hub: TableHub;
  readonly log: Logger;
}

/** The endpoints `/tables`, `/table-history` and `/sessions`. */
export function tableRoutes(options: TableRoutesOptions): Record<string, StreamHandler> {
  const { registry, hub } = options;
  return {
    'GET /tables': (request) => watch(registry, hub, request),
    'GET /table-history': (request) => readHistory(registry, hub, request),
    'GET /sessions': (request) => watchSessions(options, request),
  };
}

function watchSessions(options: TableRoutesOptions, { stream, labId }: StreamRequest): Promise<void> {
  const state = options.registry.get(labId);
  if (state === undefined || state.isRemoved)
    throw new StreamRefusal('NOT_FOUND', `The host has no lab ${labId}`);
  /** What a client that is too slow gets once it can take more. */
  let late: LabSessions | null = null;
  const write = (sessions: LabSessions): void => {
    if (stream.destroyed) return;
    late = stream.writableNeedDrain ? sessions : null;
    if (late === null) stream.write(`${JSON.stringify(sessions)}\n`);
  };
  const routers = new LabRouters({ ...options, labId, onChange: write });
  stream.once('close', () => routers.close());
  beginLines(stream);
  stream.on('drain', () => late !== null && write(late));
  return routers.start();
}

function watch(registry: LabRegistry, hub: TableHub, request: StreamRequest): void {
  const { stream, labId } = request;
  const containerId = containerIdOf(request);
  findContainer(registry, labId, containerId);
  const catchUp = new RecordCatchUp();
  const write = (record: TableRecord): void => void stream.write(`${JSON.stringify(record)}\n`);
  const watched = hub.watch(labId, containerId, {
    followsCounters: true,
    onRecord: (record) => {
      if (stream.destroyed) return;
      if (stream.writableNeedDrain) return catchUp.missed(record);
      catchUp.sent(record);
      write(record);
    },
    onGone: () => stream.end(),
  });
  stream.once('close', watched.stop);
  beginLines(stream);
  stream.on('drain', () => {
    const record = catchUp.takeMissed();
    if (record !== null) write(record);
  });
  if (watched.state === null) return;
  const first = wholeRecord(watched.state);
  catchUp.sent(first);
  write(first);
}

async function readHistory(registry: LabRegistry, hub: TableHub, request: StreamRequest): Promise<void> {
  const { stream, labId, query } = request;
  const containerId = containerIdOf(request);
  findContainer(registry, labId, containerId);
  const [from, to] = [timeOf(query, 'from'), timeOf(query, 'to')];
  beginLines(stream);
  await writeLines(stream, hub.history(containerId, from, to));
  stream.end();
}

/** In milliseconds since the epoch. @throws StreamRefusal */
function timeOf(query: URLSearchParams, name: string): number {
  const time = Date.parse(query.get(name) ?? '');
  if (Number.isNaN(time)) throw new StreamRefusal('BAD_REQUEST', `${name} is not a time.`);
  return time;
}
