import { mostCapturePoints } from '@pineapple/core';
import { readCaptureRequest } from '@pineapple/host-link/capture';
import { CliError } from '../cli-error.ts';
import { readNodeName } from '../node-name.ts';

/** An interface or a network, by the names that a user knows. */
export interface CaptureTarget {
  /** A container, or a network. */
  readonly node: string;
  /** Null for the container's only interface, and for a network. */
  readonly interface: string | null;
}

/** Captures the packets of interfaces. */
export interface CaptureCommand {
  readonly name: 'capture';
  /** The name or id of the lab. */
  readonly lab: string;
  /** At least one. Several are merged by time. */
  readonly targets: readonly CaptureTarget[];
  readonly filter: string | null;
  readonly count: number | null;
  /** Null for standard output. */
  readonly file: string | null;
  /** Whether to wait for containers that do not run. */
  readonly wait: boolean;
  /** Which rows to print instead of packets; null for packets. */
  readonly rows: WantedRows | null;
}

/** Rows that Wireshark decodes on the host. */
export interface WantedRows {
  /** Empty for all. */
  readonly displayFilter: string;
  /** What an earlier capture recorded; null to capture now. */
  readonly recordingId: string | null;
}

export const captureOptions = {
  on: { type: 'string', multiple: true },
  filter: { type: 'string' },
  count: { type: 'string' },
  write: { type: 'string', short: 'w' },
  'display-filter': { type: 'string', short: 'Y' },
  recording: { type: 'string' },
  'no-wait': { type: 'boolean' },
} as const;

interface CaptureValues {
  readonly on?: string[] | undefined;
  readonly filter?: string | undefined;
  readonly count?: string | undefined;
  readonly write?: string | undefined;
  readonly json?: boolean | undefined;
  readonly 'display-filter'?: string | undefined;
  readonly recording?: string | undefined;
  readonly 'no-wait'?: boolean | undefined;
}

/** What was typed after the command. */
interface Typed {
  /** The first word. */
  readonly where: string | undefined;
  readonly rest: readonly string[];
  readonly values: CaptureValues;
}

/** @throws CliError for what the server would refuse, too */
export function readCaptureCommand({ where, rest, values }: Typed): CaptureCommand {
  const { lab, targets } = values.on ? readSeveral(where, rest, values.on) : readOne(where, rest);
  const search = new URLSearchParams();
  if (values.filter !== undefined) search.set('filter', values.filter);
  if (values.count !== undefined) search.set('count', values.count);
  const read = readCaptureRequest('', search);
  if ('problem' in read) throw new CliError(read.problem.message);
  const { filter, count } = read.request;
  const file = values.write === undefined || values.write === '-' ? null : values.write;
  const rows = readRows(values);
  return { name: 'capture', lab, targets, filter, count, file, wait: values['no-wait'] !== true, rows };
}

function readRows(values: CaptureValues): WantedRows | null {
  const { json = false, recording = null, write, filter, 'display-filter': display } = values;
  if (!json && (display !== undefined || recording !== null))
    throw new CliError('--display-filter and --recording choose rows. Add --json.');
  if (!json) return null;
  if (write !== undefined) throw new CliError('--json prints rows and not packets. Leave out --write.');
  if (recording !== null && (filter !== undefined || values['no-wait'] !== undefined))
    throw new CliError('--recording reads what was captured. Use it without --filter and --no-wait.');
  return { displayFilter: display?.trim() ?? '', recordingId: recording };
}

type Wanted = Pick<CaptureCommand, 'lab' | 'targets'>;

function readOne(where: string | undefined, [name, ...others]: readonly string[]): Wanted {
  const { lab, node } = readNodeName(where, 'container');
  if (others.length > 0)
    throw new CliError(`capture does not take "${others[0]}". Put the filter after --filter.`);
  if (name === undefined) return { lab, targets: [{ node, interface: null }] };
  return { lab, targets: [{ node, interface: readInterface(name) }] };
}

function readSeveral(lab: string | undefined, rest: readonly string[], on: readonly string[]): Wanted {
  if (lab === undefined) throw new CliError('Name the lab: capture <lab> --on <container>:<interface>.');
  if (rest.length > 0) throw new CliError(`capture does not take "${rest[0]}" with --on.`);
  if (on.length > mostCapturePoints)
    throw new CliError(`capture takes --on at most ${mostCapturePoints} times, not ${on.length}.`);
  const targets = on.map((text): CaptureTarget => {
    const [node = '', name, ...others] = text.split(':');
    if (node === '' || others.length > 0)
      throw new CliError(`--on ${text} is neither <container>:<interface> nor <network>.`);
    return { node, interface: name === undefined ? null : readInterface(name) };
  });
  return { lab, targets };
}

function readInterface(name: string): string {
  const read = readCaptureRequest('', new URLSearchParams({ interface: name }));
  if ('problem' in read) throw new CliError(read.problem.message);
  return name;
}
