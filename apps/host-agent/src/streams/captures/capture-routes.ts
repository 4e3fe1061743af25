import { recordingHeader } from '@pineapple/host-link/analysis';
import { readCaptureRequest } from '@pineapple/host-link/capture';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import type { RecordingKey, Recordings } from '../recordings/recordings.ts';
import { findContainer, requireRunning } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { containerIdOf, type StreamHandler, type StreamRequest } from '../stream-server.ts';
import { type SlotLimits, StreamSlots } from '../stream-slots.ts';
import { findPoint } from './find-wire.ts';
import { runCapture } from './run-capture.ts';

interface CaptureRoutesOptions {
  readonly docker: DockerClient;
  readonly registry: LabRegistry;
  readonly recordings: Recordings;
  readonly log: Logger;
}

/** Each interface and network of a capture counts. */
const captureLimits: SlotLimits = { perLab: 16, perHost: 32 };
/** It is part of a file's name. */
const recordingId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The endpoints under `/captures`. */
export function captureRoutes(options: CaptureRoutesOptions): Record<string, StreamHandler> {
  const slots = new StreamSlots('captured interfaces', captureLimits);
  return { 'GET /captures': (request) => openCapture(options, slots, request) };
}

async function openCapture(
  { registry, docker, recordings, log }: CaptureRoutesOptions,
  slots: StreamSlots,
  streamRequest: StreamRequest,
): Promise<void> {
  const { labId, stream, query } = streamRequest;
  // A container, or the lab itself.
  const subjectId = containerIdOf(streamRequest);
  const read = readCaptureRequest(subjectId, query);
  if ('problem' in read) throw new StreamRefusal('BAD_REQUEST', read.problem.message);
  const { request } = read;
  const points = request.on.map((point) => findPoint(registry, labId, point));
  for (const _ of points) stream.once('close', slots.take(labId));
  if (!request.wait) {
    const own = points.flatMap(({ containerId }) => containerId ?? []);
    await Promise.all(own.map((id) => requireRunning(docker, findContainer(registry, labId, id))));
  }
  if (stream.destroyed) return;
  const key = recordingKey(streamRequest, subjectId);
  await runCapture({
    ...{ stream, labId, request, points, log },
    record: (captured) => (key ? recordings.begin(key, captured) : null),
    ended: () => key && recordings.end(key.id),
  });
}

/** Under which its packets are kept for analysis; null if they are not. */
function recordingKey({ headers, labId }: StreamRequest, subjectId: string): RecordingKey | null {
  const id = headers[recordingHeader];
  if (id === undefined) return null;
  if (typeof id !== 'string' || !recordingId.test(id))
    throw new StreamRefusal('BAD_REQUEST', `The header ${recordingHeader} is not a UUID`);
  return { id, labId, subjectId };
}
