import { mostCapturePoints, parseId } from '@pineapple/core';

/** An interface whose packets are captured. */
export interface CapturePoint {
  readonly containerId: string;
  /** As the container calls it; null for its only interface. */
  readonly interface: string | null;
}

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

const captureFields: readonly string[] = ['filter', 'snap', 'count', 'record'];

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
 * @param subjectId the container, or the lab whose interfaces the query names with `on`
 */
export function readCaptureRequest(
  subjectId: string,
  search: URLSearchParams,
): { readonly request: CaptureRequest } | { readonly problem: CaptureRequestProblem } {
  const isLab = parseId(subjectId)?.kind === 'lab';
  const fields = [isLab ? 'on' : 'interface', ...captureFields];
  const unknown = [...search.keys()].find((key) => !fields.includes(key));
  if (unknown !== undefined)
    return refuse(unknown, `This capture has no parameter ${clip(unknown)}. Use ${fields.join(', ')}.`);
  const on = isLab ? readPoints(search.getAll('on')) : readOwnPoint(subjectId, search.get('interface'));
  if ('problem' in on) return refuse(fields[0] ?? '', on.problem);
  const filter = readFilter(search.get('filter'));
  if ('problem' in filter) return refuse('filter', filter.problem);
  const snap = readNumber(search.get('snap'), leastSnapLength, mostSnapLength);
  if ('problem' in snap) return refuse('snap', snap.problem);
  const count = readNumber(search.get('count'), 1, mostCount);
  if ('problem' in count) return refuse('count', count.problem);
  const record = search.get('record') ?? 'false';
  if (record !== 'true' && record !== 'false')
    return refuse('record', `${clip(record)} is not a choice. Use true or false.`);
  return {
    request: {
      on: on.value,
      filter: filter.value,
      snapLength: snap.value ?? mostSnapLength,
      count: count.value,
      record: record === 'true',
    },
  };
}

/**
 * The address of a capture, without the origin.
 * @param subjectId a container, or a lab if the query has `on`
 */
export function capturePath(subjectId: string, request: Partial<CaptureQuery>): string {
  const search = new URLSearchParams();
  if (request.interface) search.set('interface', request.interface);
  for (const point of request.on ?? []) search.append('on', pointText(point));
  if (request.filter) search.set('filter', request.filter);
  if (request.snapLength) search.set('snap', String(request.snapLength));
  if (request.count) search.set('count', String(request.count));
  if (request.record) search.set('record', 'true');
  const query = search.toString();
  return `/captures/${encodeURIComponent(subjectId)}${query === '' ? '' : `?${query}`}`;
}

/** A point as the parameter `on` has it: `<container id>:<interface>` or `<container id>`. */
export function pointText({ containerId, interface: name }: CapturePoint): string {
  return name === null ? containerId : `${containerId}:${name}`;
}

function readPoints(texts: readonly string[]): Read<readonly CapturePoint[]> {
  if (texts.length === 0) return { problem: 'Name at least one interface: on=<container id>:<interface>.' };
  if (texts.length > mostCapturePoints)
    return { problem: `A capture has at most ${mostCapturePoints} interfaces, not ${texts.length}.` };
  const points: CapturePoint[] = [];
  for (const text of texts) {
    const [id = '', name = null, ...rest] = text.split(':');
    if (rest.length > 0 || parseId(id)?.kind !== 'container')
      return { problem: `${clip(text)} is not <container id>:<interface>.` };
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
