/** Which packets to capture. */
export interface CaptureRequest {
  /** As the container calls it; null for its only interface. */
  readonly interface: string | null;
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

const captureFields: readonly string[] = ['interface', 'filter', 'snap', 'count', 'record'];

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

/** Reads the query of a capture's address. */
export function readCaptureRequest(
  search: URLSearchParams,
): { readonly request: CaptureRequest } | { readonly problem: CaptureRequestProblem } {
  const unknown = [...search.keys()].find((key) => !captureFields.includes(key));
  if (unknown !== undefined)
    return refuse(unknown, `A capture has no parameter ${clip(unknown)}. Use ${captureFields.join(', ')}.`);
  const name = readInterface(search.get('interface'));
  if ('problem' in name) return refuse('interface', name.problem);
  const filter = readFilter(search.get('filter'));
  if ('problem' in filter) return refuse('filter', filter.problem);
  const snap = readNumber(search.get('snap'), leastSnapLength, mostSnapLength);
  if ('problem' in snap) return refuse('snap', snap.problem);
  const count = readNumber(search.get('count'), 1, mostCount);
  if ('problem' in count) return refuse('count', count.problem);
  const record = search.get('record') ?? 'false';
  if (record !== 'true' && record !== 'false')
    return refuse('record', `${clip(record)} is not a choice. Use true or false.`);
  const [snapLength, isRecorded] = [snap.value ?? mostSnapLength, record === 'true'];
  return {
    request: {
      interface: name.value,
      filter: filter.value,
      snapLength,
      count: count.value,
      record: isRecorded,
    },
  };
}

/** The address of a container's capture, without the origin. */
export function capturePath(containerId: string, request: Partial<CaptureRequest>): string {
  const search = new URLSearchParams();
  if (request.interface) search.set('interface', request.interface);
  if (request.filter) search.set('filter', request.filter);
  if (request.snapLength) search.set('snap', String(request.snapLength));
  if (request.count) search.set('count', String(request.count));
  if (request.record) search.set('record', 'true');
  const query = search.toString();
  return `/captures/${encodeURIComponent(containerId)}${query === '' ? '' : `?${query}`}`;
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
