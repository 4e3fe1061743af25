import type { Issue } from '../edit-error.ts';

/** When a link is without a carrier: once, or again and again. */
export interface LinkOutage {
  /** How long it is down. */
  readonly downSeconds: number;
  /** How long it is up between two outages of a link that flaps. Null: there is one outage. */
  readonly upSeconds: number | null;
  /** RFC 3339. When the first outage begins. Null: flapping counts from 1970, and a single outage is over. */
  readonly since: string | null;
}

/** A day. */
export const longestOutageSeconds = 86_400;
const leastDownSeconds = 0.1;
/** A link that flaps costs its host a few milliseconds each time. */
const leastUpSeconds = 1;

/**
 * Every broken rule of an outage.
 *
 * @param up - Whether the link is up otherwise.
 * @param path - Where in the input it is.
 */
export function checkOutage(
  { downSeconds, upSeconds }: LinkOutage,
  up: boolean,
  path: readonly string[],
): readonly Issue[] {
  const issues: Issue[] = [];
  const check = (field: string, what: string, seconds: number, least: number, otherwise: string): void => {
    if (seconds >= least && seconds <= longestOutageSeconds) return;
    const message = `The link is ${what} for ${seconds} s. Give ${least} to ${longestOutageSeconds} s${otherwise}.`;
    issues.push({ path: [...path, field], message });
  };
  check('downSeconds', 'down', downSeconds, leastDownSeconds, '');
  if (upSeconds !== null)
    check('upSeconds', 'up', upSeconds, leastUpSeconds, ', or none for a single outage');
  if (!up) issues.push({ path, message: 'The link is down. Bring it up, or leave the outage out.' });
  return issues;
}

interface Switched {
  readonly up: boolean;
  readonly outage: LinkOutage | null;
}

/** Whether a link is up at a time, in milliseconds since 1970. */
export function isUpAt({ up, outage }: Switched, time: number): boolean {
  if (!up || outage === null) return up;
  const { downMs, periodMs, passedMs } = timesOf(outage, time);
  return (periodMs === null ? passedMs : passedMs % periodMs) >= downMs;
}

/** When a link goes down or comes up next, in milliseconds since 1970. Null: it stays as it is. */
export function nextChangeAfter({ up, outage }: Switched, time: number): number | null {
  if (!up || outage === null) return null;
  const { downMs, periodMs, passedMs } = timesOf(outage, time);
  if (periodMs === null) return passedMs < downMs ? time + downMs - passedMs : null;
  const passed = passedMs % periodMs;
  return time + (passed < downMs ? downMs : periodMs) - passed;
}

/** When a single outage ends, in milliseconds since 1970. Null for one that comes back. */
export function endOfOutage({ downSeconds, upSeconds, since }: LinkOutage): number | null {
  if (upSeconds !== null) return null;
  const start = since === null ? 0 : Date.parse(since);
  return (Number.isNaN(start) ? 0 : start) + Math.round(downSeconds * 1000);
}

/** What a link does at a time, in milliseconds since 1970: a single outage that is over is left out. */
export function withoutEndedOutage<Q extends { readonly outage: LinkOutage | null }>(
  quality: Q,
  time: number,
): Q {
  if (quality.outage === null) return quality;
  const end = endOfOutage(quality.outage);
  return end === null || time < end ? quality : { ...quality, outage: null };
}

/** The clock of a host may be behind that of the API: then the outage has just begun. */
function timesOf({ downSeconds, upSeconds, since }: LinkOutage, time: number) {
  const start = since === null ? 0 : Date.parse(since);
  const downMs = Math.round(downSeconds * 1000);
  return {
    downMs,
    periodMs: upSeconds === null ? null : downMs + Math.round(upSeconds * 1000),
    passedMs: Number.isNaN(start) ? time : Math.max(0, time - start),
  };
}
