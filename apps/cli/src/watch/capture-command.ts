import { readCaptureRequest } from '@pineapple/host-link/capture';
import { CliError } from '../cli-error.ts';
import type { Place } from '../node-name.ts';

/** Captures the packets of an interface. */
export interface CaptureCommand {
  readonly name: 'capture';
  readonly place: Place;
  /** Null for the container's only interface. */
  readonly interface: string | null;
  readonly filter: string | null;
  readonly count: number | null;
  /** Null for standard output. */
  readonly file: string | null;
}

export const captureOptions = {
  filter: { type: 'string' },
  count: { type: 'string' },
  write: { type: 'string', short: 'w' },
} as const;

interface CaptureValues {
  readonly filter?: string | undefined;
  readonly count?: string | undefined;
  readonly write?: string | undefined;
}

/** What was typed after the container. */
interface Typed {
  readonly rest: readonly string[];
  readonly values: CaptureValues;
}

/** @throws CliError for what the server would refuse, too */
export function readCaptureCommand(place: Place, { rest, values }: Typed): CaptureCommand {
  const [name, ...others] = rest;
  if (others.length > 0)
    throw new CliError(`capture does not take "${others[0]}". Put the filter after --filter.`);
  const search = new URLSearchParams();
  if (name !== undefined) search.set('interface', name);
  if (values.filter !== undefined) search.set('filter', values.filter);
  if (values.count !== undefined) search.set('count', values.count);
  const read = readCaptureRequest(search);
  if ('problem' in read) throw new CliError(read.problem.message);
  const { interface: wanted, filter, count } = read.request;
  const file = values.write === undefined || values.write === '-' ? null : values.write;
  return { name: 'capture', place, interface: wanted, filter, count, file };
}
