import { mostCapturePoints, parseId } from '@pineapple/core';

/** An interface whose packets are captured. */
export interface InterfacePoint {
  readonly containerId: string;
  /** As the container calls it; null for its only interface. */
  readonly interface: string | null;
}

/** A network, each frame of which is captured once: where a container or the gateway sends it. */
export interface NetworkPoint {
  readonly networkId: string;
}

export type CapturePoint = InterfacePoint | NetworkPoint;

/** Which packets to capture. */
export interface CaptureRequest {
  /** At least one. Several are merged by time. */
  readonly on: readonly CapturePoint[];
  /** In the language of pcap-filter(7); null for all packets. */
  readonly filter: string | null;
  /** The most bytes of a packet that are kept. */
  readonly snapLength: number;
  /** After how many packets the capture ends; null for no limit. */
  readonly count: number | null;
  /** Whether the host keeps the latest packets, for analysis. */
  readonly record: boolean;
  /** Whether to wait for containers that do not run, before and during the capture. */
  readonly wait: boolean;
}

/** Why a request can't be fulfilled, and which of its fields is wrong. */
export interface CaptureRequestProblem {
  readonly field: string;
  readonly message: string;
}

/** What an address says that is not in its path. */
interface CaptureQuery extends CaptureRequest {
  readonly interface: string | null;
}

const captureFields: readonly string[] = ['filter', 'snap', 'count', 'record', 'wait'];

export const captureMediaType = 'application/x-pcapng';
const longestFilter = 1000;
/** Enough for every frame: the largest that the kernel forwards has 64 KiB. */
const mostSnapLength = 262_144;
const leastSnapLength = 64;
const mostCount = 1_000_000;
/** As the kernel allows them. */
const interfaceName = /^[^\s/:]{1,15}$/;
// eslint-disable-next-line no-control-regex -- A filter is one line of text.
const controlCharacter = /[\u0000-\u001f\u007f]/;

type Read<T> = { readonly value: T } | { readonly problem: string };

/**
 * Reads the address of a capture.
 * @param subjectId the container, the network, or the lab whose interfaces and networks the query names with `on`
 */
export function readCaptureRequest(
  subjectId: string,
  search: URLSearchParams,
): { readonly request: CaptureRequest } | { readonly problem: CaptureRequestProblem } {
  const kind = parseId(subjectId)?.kind;
  const where = kind === 'lab' ? 'on' : kind === 'network' ? null : 'interface';
  const fields = [...(where === null ? [] : [where]), ...captureFields];
  const unknown = [...search.keys()].find((key) => !fields.includes(key));
  if (unknown !== undefined)
    return refuse(unknown, `This capture has no parameter ${clip(unknown)}. Use ${fields.join(', ')}.`);
  const on =
    kind === 'lab'
      ? readPoints(search.getAll('on'))
      : kind === 'network'
        ? { value: [{ networkId: subjectId }] }
        : readOwnPoint(subjectId, search.get('interface'));
  if ('problem' in on) return refuse(where ?? '', on.problem);
  const filter = readFilter(search.get('filter'));
  if ('problem' in filter) return refuse('filter', filter.problem);
  const snap = readNumber(search.get('snap'), leastSnapLength, mostSnapLength);
  if ('problem' in snap) return refuse('snap', snap.problem);
  const count = readNumber(search.get('count'), 1, mostCount);
  if ('problem' in count) return refuse('count', count.problem);
  const record = readChoice(search.get('record'), false);
  if ('problem' in record) return refuse('record', record.problem);
  const wait = readChoice(search.get('wait'), true);
  if ('problem' in wait) return refuse('wait', wait.problem);
  return {
    request: {
      on: on.value,
      filter: filter.value,
      snapLength: snap.value ?? mostSnapLength,
      count: count.value,
      record: record.value,
      wait: wait.value,
    },
  };
}

/**
 * The address of a capture, without the origin.
 * @param subjectId a container, a network, or a lab if the query has `on`
 */
export function capturePath(subjectId: string, request: Partial<CaptureQuery>): string {
  const search = new URLSearchParams();
  if (request.interface) search.set('interface', request.interface);
  for (const point of request.on ?? []) search.append('on', pointText(point));
  if (request.filter) search.set('filter', request.filter);
  if (request.snapLength) search.set('snap', String(request.snapLength));
  if (request.count) search.set('count', String(request.count));
  if (request.record) search.set('record', 'true');
  if (request.wait === false) search.set('wait', 'false');
  const query = search.toString();
  return `/captures/${encodeURIComponent(subjectId)}${query === '' ? '' : `?${query}`}`;
}

/** A point as the parameter `on` has it: `<container id>:<interface>`, `<container id>` or `<network id>`. */
export function pointText(point: CapturePoint): string {
  if ('networkId' in point) return point.networkId;
  return point.interface === null ? point.containerId : `${point.containerId}:${point.interface}`;
}

/** The point that such a text names. It is not checked. */
export function toPoint(text: string): CapturePoint {
  const [id = '', name] = text.split(':');
  if (parseId(id)?.kind === 'network') return { networkId: id };
  return { containerId: id, interface: name ?? null };
}

function readPoints(texts: readonly string[]): Read<readonly CapturePoint[]> {
  if (texts.length === 0)
    return { problem: 'Name at least one: on=<container id>:<interface> or on=<network id>.' };
  if (texts.length > mostCapturePoints)
    return {
      problem: `A capture has at most ${mostCapturePoints} interfaces and networks, not ${texts.length}.`,
    };
  const points: CapturePoint[] = [];
  for (const text of texts) {
    const [id = '', name = null, ...rest] = text.split(':');
    const kind = parseId(id)?.kind;
    if (kind === 'network' && name === null) {
      points.push({ networkId: id });
      continue;
    }
    if (rest.length > 0 || kind !== 'container')
      return { problem: `${clip(text)} is neither <container id>:<interface> nor <network id>.` };
    const own = readOwnPoint(id, name);
    if ('problem' in own) return own;
    points.push(...own.value);
  }
  const twice = points.map(pointText).find((text, index, all) => all.indexOf(text) !== index);
  if (twice !== undefined) return { problem: `${clip(twice)} is there twice. Name it once.` };
  return { value: points };
}

function readOwnPoint(containerId: string, name: string | null): Read<readonly CapturePoint[]> {
  const read = readInterface(name);
  if ('problem' in read) return read;
  return { value: [{ containerId, interface: read.value }] };
}

function readInterface(text: string | null): Read<string | null> {
  if (text === null || text === '') return { value: null };
  if (interfaceName.test(text)) return { value: text };
  return { problem: `${clip(text)} is not the name of an interface. Use a name such as eth0.` };
}

/** The filter is one argument of the capture program, and must never look like one of its options. */
function readFilter(text: string | null): Read<string | null> {
  const filter = text?.trim() ?? '';
  if (filter === '') return { value: null };
  if (filter.length > longestFilter)
    return { problem: `The filter has ${filter.length} characters. Use at most ${longestFilter}.` };
  if (controlCharacter.test(filter)) return { problem: 'The filter has a control character. Remove it.' };
  if (filter.startsWith('-'))
    return {
      problem: `${clip(filter)} is an option. A filter is an expression such as icmp or tcp port 80.`,
    };
  return { value: filter };
}

function readChoice(text: string | null, fallback: boolean): Read<boolean> {
  if (text === null) return { value: fallback };
  if (text === 'true' || text === 'false') return { value: text === 'true' };
  return { problem: `${clip(text)} is not a choice. Use true or false.` };
}

function readNumber(text: string | null, least: number, most: number): Read<number | null> {
  if (text === null) return { value: null };
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return { value };
  return { problem: `${clip(text)} is not a number from ${least} to ${most}.` };
}

function refuse(field: string, message: string) {
  return { problem: { field, message } };
}

function clip(text: string): string {
  return `"${text.slice(0, 60)}"`;
}
