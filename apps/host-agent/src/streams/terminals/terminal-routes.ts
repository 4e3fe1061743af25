import { type ServerHttp2Stream, constants } from 'node:http2';
import { StreamFrameReader, takenControl, viewerControl } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import { findContainer, requireRunning } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { type StreamHandler, type StreamRequest, answerJson, mayAnswer } from '../stream-server.ts';
import type { Terminal } from './terminal.ts';
import type { TerminalViewer } from './terminal-viewer.ts';
import type { Terminals } from './terminals.ts';
import { parseTerminalName, parseViewerRequest } from './viewer-request.ts';

export interface TerminalRoutesOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly terminals: Terminals;
  readonly log: Logger;
}

/** What is served under `/terminals` and `/taken`. */
export function terminalRoutes(options: TerminalRoutesOptions): Record<string, StreamHandler> {
  const viewers = new Map<string, TerminalViewer>();
  return {
    'POST /terminals': (request) => view(options, viewers, request),
    'POST /taken': (request) => hearTaken(options, viewers, request),
    'GET /terminals': (request) => list(options, request),
    'DELETE /terminals': (request) => end(options, request),
  };
}

function target({ registry }: TerminalRoutesOptions, { labId, path }: StreamRequest) {
  const [, containerId = '', name = '', ...rest] = path;
  if (rest.length > 0) throw new StreamRefusal('NOT_FOUND', 'There is no such path');
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
  const { terminal, fresh } = await options.terminals.open(running, name, wanted.size);
  if (!mayAnswer(stream)) return;
  stream.respond({ ':status': 200, 'content-type': 'application/octet-stream' });
  const viewer = terminal.join({ stream, fresh, ...wanted });
  viewers.set(viewer.id, viewer);
  stream.once('close', () => viewers.delete(viewer.id));
  takeInput(stream, terminal, viewer, options.log);
}

/** Lets a viewer's output go on as far as the client says. */
function hearTaken(
  { log }: TerminalRoutesOptions,
  viewers: ReadonlyMap<string, TerminalViewer>,
  { stream, path }: StreamRequest,
): void {
  const viewer = viewers.get(path[1] ?? '');
  if (!viewer) throw new StreamRefusal('NOT_FOUND', 'There is no such viewer');
  if (!mayAnswer(stream)) return;
  stream.respond({ ':status': 200 });
  const reader = new StreamFrameReader();
  stream.on('data', (bytes: Buffer) => {
    try {
      for (const frame of reader.read(bytes)) {
        if (frame.kind === 'control') viewer.taken(takenControl.parse(frame.json).offset);
      }
    } catch (error) {
      log.warn({ err: error }, 'a viewer was cut off');
      stream.close(constants.NGHTTP2_PROTOCOL_ERROR);
    }
  });
  stream.on('end', () => stream.close());
}

/** Hands on what a viewer sends; who breaks the rules is cut off. */
function takeInput(stream: ServerHttp2Stream, terminal: Terminal, viewer: TerminalViewer, log: Logger): void {
  const reader = new StreamFrameReader();
  stream.on('data', (bytes: Buffer) => {
    try {
      for (const frame of reader.read(bytes)) {
        if (frame.kind === 'control') terminal.resize(viewer, viewerControl.parse(frame.json));
        else if (viewer.mode === 'write') terminal.type(frame.bytes, stream);
        else throw new StreamRefusal('BAD_REQUEST', 'Who only looks on may not type');
      }
    } catch (error) {
      log.warn({ err: error, containerId: terminal.containerId }, 'a viewer was cut off');
      stream.close(constants.NGHTTP2_PROTOCOL_ERROR);
    }
  });
  // Whoever has nothing more to say has stopped looking.
  stream.on('end', () => stream.close());
}

function list({ registry, terminals }: TerminalRoutesOptions, { stream, labId, query }: StreamRequest): void {
  const asked = query.get('lab');
  const state = registry.get(labId);
  if (asked !== labId || !state || state.removedAt !== null) {
    throw new StreamRefusal('NOT_FOUND', 'This host has no such lab');
  }
  const containers = new Set(state.desired.containers.map(({ id }) => id));
  answerJson(stream, 200, { terminals: terminals.list(containers) });
}

async function end(options: TerminalRoutesOptions, request: StreamRequest): Promise<void> {
  const { container, name } = target(options, request);
  await options.terminals.end(container.containerId, name, 'It was ended on request');
  if (!mayAnswer(request.stream)) return;
  request.stream.respond({ ':status': 204 }, { endStream: true });
}
