import { readPort } from '@pineapple/core';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import { findContainer, requireRunning } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { canRespond, type StreamHandler, type StreamRequest } from '../stream-server.ts';
import { type SlotLimits, StreamSlots } from '../stream-slots.ts';
import { connectPort } from './connect-port.ts';
import type { PortConnections } from './port-connections.ts';

interface PortRoutesOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly connections: PortConnections;
  readonly log: Logger;
}

/** Each takes a process of some megabytes. */
const portLimits: SlotLimits = { perLab: 64, perHost: 256 };

/** The endpoint under `/ports`. */
export function portRoutes(options: PortRoutesOptions): Record<string, StreamHandler> {
  const slots = new StreamSlots('connections to ports', portLimits);
  return { 'POST /ports': (request) => openPort(options, slots, request) };
}

async function openPort(
  { docker, registry, connections, log }: PortRoutesOptions,
  slots: StreamSlots,
  { stream, labId, path }: StreamRequest,
): Promise<void> {
  const [, containerId = '', text = '', ...rest] = path;
  const port = readPort(text);
  if (port === null || rest.length > 0)
    throw new StreamRefusal('BAD_REQUEST', `No such path: /${path.join('/')}`);
  const container = findContainer(registry, labId, containerId);
  stream.once('close', slots.take(labId));
  const running = await requireRunning(docker, container);
  const program = await connectPort(running, port);
  if (!canRespond(stream)) return program.kill();
  stream.respond({ ':status': 200, 'content-type': 'application/octet-stream' });
  connections.join(running.details.Id, program, stream);
  log.debug({ labId, container: running.name, port }, 'a connection to a port was opened');
}
