import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import type { ContainerNews } from '../container-changes.ts';
import { beginLines } from '../line-writer.ts';
import { findContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { type StreamHandler, type StreamRequest, containerOf } from '../stream-server.ts';
import { followLogs } from './follow-logs.ts';
import { parseLogQuery } from './log-query.ts';

export interface LogRoutesOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly news: ContainerNews;
  readonly log: Logger;
}

/** What is served under `/logs`. */
export function logRoutes(options: LogRoutesOptions): Record<string, StreamHandler> {
  return { 'GET /logs': (request) => follow(options, request) };
}

async function follow(options: LogRoutesOptions, request: StreamRequest): Promise<void> {
  const { stream, labId } = request;
  const containerId = containerOf(request);
  const query = parseLogQuery(request.query);
  const find = () => findContainer(options.registry, labId, containerId);
  find();
  beginLines(stream);
  try {
    await followLogs({ ...options, stream, containerId, query, key: () => find().key });
  } catch (error) {
    if (!(error instanceof StreamRefusal)) throw error;
    // The lab has the container no more.
    stream.end();
  }
}
