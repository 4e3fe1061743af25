import { type ServerHttp2Stream, constants } from 'node:http2';
import {
  StreamFrameReader,
  takenControl,
  type ViewerControl,
  viewerControl,
} from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import { findContainer, requireRunning } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { type StreamHandler, type StreamRequest, respondJson, canRespond } from '../stream-server.ts';
import type { Terminal } from './terminal.ts';
import type { TerminalViewer } from './terminal-viewer.ts';
import type { Terminals } from './terminals.ts';
import { parseTerminalName, parseViewerRequest } from './viewer-request.ts';

interface TerminalRoutesOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly terminals: Terminals;
  readonly log: Logger;
}

/** The endpoints under `/terminals` and `/taken`. */
export function terminalRoutes(options: TerminalRoutesOptions): Record<string, StreamHandler> {
  const viewers = new Map<string, TerminalViewer>();
  return {
    'POST /terminals': (request) => view(options, viewers, request),
    'POST /taken': (request) => readTaken(options, viewers, request),
    'GET /terminals': (request) => list(options, request),
    'DELETE /terminals': (request) => end(options, request),
  };
}

function target({ registry }: TerminalRoutesOptions, { labId, path }: StreamRequest) {
  const [, containerId = '', name = '', ...rest] = path;
  if (rest.length > 0) throw new StreamRefusal('NOT_FOUND', `No such path: /${path.join('/')}`);
  return { container: findContainer(registry, labId, containerId), name: parseTerminalName(name) };
}

async function view(
  options: TerminalRoutesOptions,
  viewers: Map<string, TerminalViewer>,
  request: StreamRequest,
): Promise<void> {
  const { stream } = request;
  const wanted = parseViewerRequest(request.headers);
  const { container, name } = target(options, request);
  const running = await requireRunning(options.docker, container);
  const { terminal, fresh } = await options.terminals.open(running, name, wanted);
  if (!canRespond(stream)) return;
  stream.respond({ ':status': 200, 'content-type': 'application/octet-stream' });
  const viewer = terminal.join({ stream, fresh, ...wanted });
  viewers.set(viewer.id, viewer);
  stream.once('close', () => viewers.delete(viewer.id));
  readInput(stream, terminal, viewer, options.log);
}

/** Lets a viewer's output advance as the client reports what it has taken. */
function readTaken(
  { log }: TerminalRoutesOptions,
  viewers: ReadonlyMap<string, TerminalViewer>,
  { stream, path }: StreamRequest,
): void {
  const viewer = viewers.get(path[1] ?? '');
  if (!viewer) throw new StreamRefusal('NOT_FOUND', `No such viewer: ${path[1] ?? ''}`);
  if (!canRespond(stream)) return;
  stream.respond({ ':status': 200 });
  const reader = new StreamFrameReader();
  stream.on('data', (bytes: Buffer) => {
    try {
      for (const frame of reader.read(bytes)) {
        if (frame.kind === 'control') viewer.taken(takenControl.parse(frame.json).offset);
      }
    } catch (error) {
      log.warn({ err: error }, 'disconnected a viewer that sent invalid data');
      stream.close(constants.NGHTTP2_PROTOCOL_ERROR);
    }
  });
  stream.on('end', () => stream.close());
}

/** Passes on a viewer's input. A viewer that sends invalid data is disconnected. */
function readInput(stream: ServerHttp2Stream, terminal: Terminal, viewer: TerminalViewer, log: Logger): void {
  const reader = new StreamFrameReader();
  stream.on('data', (bytes: Buffer) => {
    try {
      for (const frame of reader.read(bytes)) {
        if (frame.kind === 'control') control(terminal, viewer, viewerControl.parse(frame.json));
        else if (viewer.mode === 'write') terminal.type(frame.bytes, viewer, stream);
        else throw new StreamRefusal('BAD_REQUEST', 'A viewer in view mode may not type');
      }
    } catch (error) {
      log.warn(
        { err: error, containerId: terminal.containerId },
        'disconnected a viewer that sent invalid data',
      );
      stream.close(constants.NGHTTP2_PROTOCOL_ERROR);
    }
  });
  // A client that ends its input has left.
  stream.on('end', () => stream.close());
}

function control(terminal: Terminal, viewer: TerminalViewer, message: ViewerControl): void {
  if (message.type === 'resize') terminal.resize(viewer, message);
  else terminal.endInput();
}

function list({ registry, terminals }: TerminalRoutesOptions, { stream, labId, query }: StreamRequest): void {
  const requested = query.get('lab');
  const state = registry.get(labId);
  if (requested !== labId || !state || state.isRemoved) {
    throw new StreamRefusal('NOT_FOUND', `The lab ${labId} is not on this host`);
  }
  const containers = new Set(state.desired.containers.map(({ id }) => id));
  respondJson(stream, 200, { terminals: terminals.list(containers) });
}

async function end(options: TerminalRoutesOptions, request: StreamRequest): Promise<void> {
  const { container, name } = target(options, request);
  await options.terminals.end(container.containerId, name, 'Closed on request');
  if (!canRespond(request.stream)) return;
  request.stream.respond({ ':status': 204 }, { endStream: true });
}
