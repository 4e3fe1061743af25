import { recordingHeader } from '@pineapple/host-link/analysis';
import { readCaptureRequest, type CaptureRequest } from '@pineapple/host-link/capture';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import type { Recording } from '../recordings/recording.ts';
import type { RecordingKey, Recordings } from '../recordings/recordings.ts';
import { findContainer, requireRunning } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { canRespond, containerIdOf, type StreamHandler, type StreamRequest } from '../stream-server.ts';
import { type SlotLimits, StreamSlots } from '../stream-slots.ts';
import { captureArguments } from './capture-command.ts';
import { CaptureDelivery } from './capture-delivery.ts';
import { explainFailure, readTotals } from './capture-failure.ts';
import { CaptureProgram } from './capture-program.ts';
import { findWire } from './find-wire.ts';
import { captureMark } from './left-captures.ts';

interface CaptureRoutesOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  /** The agent's, which tells its captures from those of others. */
  readonly stateDir: string;
  readonly recordings: Recordings;
  readonly log: Logger;
}

const captureLimits: SlotLimits = { perLab: 8, perHost: 32 };
/** Longer than any filter takes to compile. A name in a filter is looked up, which can take longer. */
const startTimeoutMs = 5_000;
/** It is part of a file's name. */
const recordingId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The endpoints under `/captures`. */
export function captureRoutes(options: CaptureRoutesOptions): Record<string, StreamHandler> {
  const slots = new StreamSlots('captures', captureLimits);
  return { 'GET /captures': (request) => openCapture(options, slots, request) };
}

async function openCapture(
  options: CaptureRoutesOptions,
  slots: StreamSlots,
  request: StreamRequest,
): Promise<void> {
  const { registry, docker } = options;
  const { labId, stream } = request;
  const containerId = containerIdOf(request);
  const read = readCaptureRequest(request.query);
  if ('problem' in read) throw new StreamRefusal('BAD_REQUEST', read.problem.message);
  const container = findContainer(registry, labId, containerId);
  const wire = findWire(registry, { labId, containerId, container: container.name }, read.request.interface);
  stream.once('close', slots.take(labId));
  await requireRunning(docker, container);
  if (stream.destroyed) return;
  await capture(options, request, {
    request: read.request,
    name: wire.name,
    container: container.name,
    recording: recordingKey(request, containerId),
    args: captureArguments({ labId, containerId, networkId: wire.networkId }, read.request),
  });
}

interface Capture {
  readonly request: CaptureRequest;
  readonly name: string;
  readonly container: string;
  /** Under which its packets are kept for analysis; null if they are not. */
  readonly recording: RecordingKey | null;
  readonly args: readonly string[];
}

function recordingKey({ headers, labId }: StreamRequest, containerId: string): RecordingKey | null {
  const id = headers[recordingHeader];
  if (id === undefined) return null;
  if (typeof id !== 'string' || !recordingId.test(id))
    throw new StreamRefusal('BAD_REQUEST', `The header ${recordingHeader} is not a UUID`);
  return { id, labId, containerId };
}

/** Runs the program until it or its viewer ends. Resolves once the viewer gets packets. */
async function capture(
  { recordings, log, stateDir }: CaptureRoutesOptions,
  { stream, labId }: StreamRequest,
  { request, name, container, recording: key, args }: Capture,
): Promise<void> {
  let delivery: CaptureDelivery | null = null;
  let recording: Recording | null = null;
  const program = new CaptureProgram(args, captureMark(stateDir), {
    packets: (packets) => {
      delivery ??= begin();
      delivery?.packets(packets);
      recording?.write(packets);
    },
    ended: () => {
      if (key) recordings.end(key.id);
      const totals = readTotals(program.errorOutput);
      delivery?.end({ ...totals, comment: whyEnded(program.errorOutput, container) });
      log.debug({ labId, container, ...totals }, 'a capture ended');
    },
  });
  stream.once('close', () => program.kill());
  const begin = (): CaptureDelivery | null => {
    if (!canRespond(stream)) return null;
    const { filter, snapLength } = request;
    const captured = { name, description: container, linkType: program.linkType, snapLength, filter };
    if (key) recording = recordings.begin(key, captured);
    return new CaptureDelivery(stream, captured);
  };
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), startTimeoutMs).unref();
  late.signal.addEventListener('abort', () => program.kill());
  const started = await program.started;
  clearTimeout(timer);
  if (stream.destroyed) return program.kill();
  if (!started && late.signal.aborted) {
    const message = 'The filter takes too long to compile. Use addresses instead of names in it.';
    throw new StreamRefusal('FILTER', message);
  }
  if (!started) throw explainFailure(program.errorOutput, request, container);
  delivery ??= begin();
}

/** The last words of a capture whose viewer is still there. */
function whyEnded(errorOutput: string, container: string): string {
  if (/disappeared/.test(errorOutput)) return `${container} stopped or lost the interface.`;
  if (/^\d+ packets? captured$/m.test(errorOutput))
    return 'The capture has as many packets as it was to have.';
  return 'The capture program failed on the host.';
}
