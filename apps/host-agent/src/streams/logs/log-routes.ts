import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import type { ContainerChanges } from '../container-changes.ts';
import { beginLines } from '../line-writer.ts';
import { findContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { type StreamHandler, type StreamRequest, containerIdOf } from '../stream-server.ts';
import { followLogs } from './follow-logs.ts';
import { parseLogQuery } from './log-query.ts';

interface LogRoutesOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly changes: ContainerChanges;
  readonly log: Logger;
}

/** The endpoints under `/logs`. */
export function logRoutes(options: LogRoutesOptions): Record<string, StreamHandler> {
  return { 'GET /logs': (request) => follow(options, request) };
}

async function follow(options: LogRoutesOptions, request: StreamRequest): Promise<void> {
  const { stream, labId } = request;
  const containerId = containerIdOf(request);
  const query = parseLogQuery(request.query);
  const find = () => findContainer(options.registry, labId, containerId);
  find();
  beginLines(stream);
  try {
    await followLogs({ ...options, stream, containerId, query, key: () => find().key });
  } catch (error) {
    if (!(error instanceof StreamRefusal)) throw error;
    // The lab no longer has the container.
    stream.end();
  }
}
