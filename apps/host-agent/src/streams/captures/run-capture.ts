import type { ServerHttp2Stream } from 'node:http2';
import type { CapturedInterface, CapturedPacket, CaptureRequest } from '@pineapple/host-link/capture';
import { PacketMerge } from '@pineapple/host-link/capture-merge';
import type { Logger } from 'pino';
import { staticProgram } from '../../system/static-program.ts';
import type { Recording } from '../recordings/recording.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { canRespond } from '../stream-server.ts';
import { captureArguments } from './capture-command.ts';
import { CaptureDelivery } from './capture-delivery.ts';
import { isMissingInterface } from './capture-failure.ts';
import { CaptureProgram, type ProgramEnd } from './capture-program.ts';
import { compileFilter } from './compile-filter.ts';
import type { FoundPoint } from './find-wire.ts';
import { Waits } from './waits.ts';

interface Capture {
  readonly stream: ServerHttp2Stream;
  readonly labId: string;
  readonly request: CaptureRequest;
  readonly points: readonly FoundPoint[];
  /** Begins to keep the packets, if the request wants that and the host has room. */
  readonly record: (captured: readonly CapturedInterface[]) => Recording | null;
  readonly ended: () => void;
  readonly log: Logger;
}

const ethernet = 1;

/** Captures until the viewer leaves, or until no interface gives packets any more. @throws StreamRefusal */
export async function runCapture(capture: Capture): Promise<void> {
  const { stream, labId, request, points, log } = capture;
  const [filter, program] = await Promise.all([compileFilter(request), staticProgram('capture')]);
  if (stream.destroyed) return;
  let delivery: CaptureDelivery | null = null;
  let recording: Recording | null = null;
  let [passed, running, isCut] = [0, points.length, false];

  const deliver = (packets: readonly CapturedPacket[]): void => {
    begin();
    delivery?.packets(packets);
    recording?.write(packets);
  };
  const merge = points.length > 1 ? new PacketMerge(deliver) : null;
  const take = (from: number, packets: readonly CapturedPacket[]): void => {
    // Each program counts for itself.
    const left = (request.count ?? Infinity) - passed;
    const wanted = packets.length > left ? packets.slice(0, left) : packets;
    passed += wanted.length;
    if (merge) merge.add(wanted.map((packet) => ({ ...packet, interface: from })));
    else deliver(wanted);
    if (passed === request.count && merge) {
      isCut = true;
      for (const each of programs) each.kill();
    }
  };
  const begin = (): void => {
    if (delivery || !canRespond(stream)) return;
    const captured = points.map((point) => toInterface(point, points.length, request));
    recording = capture.record(captured);
    delivery = new CaptureDelivery(stream, captured);
    for (const [from, waitsFor] of waits.now.entries()) delivery.waits(from, waitsFor);
  };
  const ends: ProgramEnd[] = [];
  /** What each interface waits for. */
  const waits = new Waits(points, (from, waitsFor) => {
    if (waitsFor === null || points[from]?.isWanted()) delivery?.waits(from, waitsFor);
    else programs[from]?.giveUp();
  });
  const programs = points.map(
    (point, from) =>
      new CaptureProgram(captureArguments(program, { labId, ...toLink(point, request) }, request), filter, {
        packets: (packets) => take(from, packets),
        waiting: (isWaiting) => waits.set(from, isWaiting),
        dropped: (total) => delivery?.missed(from, total),
        ended: (end, received) => {
          ends[from] = end;
          running -= 1;
          merge?.flush();
          delivery?.endOf(from, { received, comment: whyEnded(isCut ? 'counted' : end, point) });
          if (running > 0) return;
          delivery?.end();
          capture.ended();
          log.debug({ labId, points: points.length, passed }, 'a capture ended');
        },
      }),
  );
  stream.once('close', () => {
    for (const each of programs) each.kill();
  });
  const started = await Promise.all(programs.map((each) => each.started));
  if (stream.destroyed) return;
  const failed = started.indexOf(false);
  const end = ends[failed];
  if (failed >= 0 && !delivery && end !== 'counted') {
    for (const each of programs) each.kill();
    throw explain(end, points[failed]?.owner ?? '');
  }
  begin();
}

/** The links of a network come and go, so a capture of it always waits. */
function toLink({ link, interface: name }: FoundPoint, { wait }: CaptureRequest) {
  return { link, wait: wait || name === null };
}

function toInterface(
  { owner, interface: name }: FoundPoint,
  count: number,
  { snapLength, filter }: CaptureRequest,
): CapturedInterface {
  const shown = name === null ? owner : count > 1 ? `${owner} ${name}` : name;
  return { name: shown, description: owner, linkType: ethernet, snapLength, filter };
}

function explain(end: ProgramEnd | undefined, container: string): StreamRefusal {
  const failure = typeof end === 'object' ? end.failure : '';
  if (end === 'gone' || isMissingInterface(failure))
    return new StreamRefusal(
      'NOT_RUNNING',
      `${container} has no such interface now. Wait until it is READY, and try again.`,
    );
  return new StreamRefusal('DOCKER', `The capture program failed: ${failure.slice(0, 300)}.`);
}

/** The last words about an interface whose viewer is still there. */
function whyEnded(end: ProgramEnd, { owner, interface: name }: FoundPoint): string {
  if (end === 'counted') return 'The capture has as many packets as it was to have.';
  if (end === 'gone')
    return name === null ? `${owner} was deleted.` : `${owner} stopped or lost the interface.`;
  return 'The capture program failed on the host.';
}
