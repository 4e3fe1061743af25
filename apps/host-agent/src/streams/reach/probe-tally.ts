import type { ReachStatus } from '@pineapple/core';
import { fromHex } from './kernel-addresses.ts';

/** The result of all probes of one job. */
export interface ProbeResult {
  readonly sent: number;
  readonly received: number;
  /** The mean of those that were answered; null for none. */
  readonly rttMs: number | null;
  readonly status: ReachStatus;
  /** Who sent an ICMP error; null without one. */
  readonly errorFrom: string | null;
}

const refused = 111;
const noRoute = 101;
/** EPERM and EACCES. */
const prohibited: readonly number[] = [1, 13];
const unreachable: readonly number[] = [113, 112, 110];

/** Gathers what the program `probe` says about one job. */
export class ProbeTally {
  readonly #attempts: number;
  #over = 0;
  #received = 0;
  #microseconds = 0;
  #bigSent = 0;
  #bigReceived = 0;
  #failure: ReachStatus | null = null;
  #errorFrom: string | null = null;

  constructor(attempts: number) {
    this.#attempts = attempts;
  }

  /** Takes the words of a line after its job and attempt. */
  add([what, one = '', , from = '']: readonly string[]): void {
    if (what === 'big') this.#bigSent += 1;
    else if (what === 'large') this.#bigReceived += 1;
    else if (what === 'large-error') this.#errorFrom = fromHex(from);
    else this.#end(what, one, from);
  }

  #end(what: string | undefined, one: string, from: string): void {
    this.#over += 1;
    if (what === 'ok') {
      this.#received += 1;
      this.#microseconds += Number(one);
    } else if (what === 'error') {
      this.#failure = 'UNREACHABLE';
      this.#errorFrom = fromHex(from);
    } else if (what === 'failed') this.#failure = statusOf(Number(one));
  }

  /** Whether its small packets are all over. Large ones may still be on their way. */
  get isOver(): boolean {
    return this.#over >= this.#attempts;
  }

  /** Whether its status can't change any more. */
  get isFinal(): boolean {
    return this.isOver && (this.#bigReceived > 0 || this.#bigSent === 0);
  }

  result(): ProbeResult {
    const received = this.#received;
    return {
      sent: this.#attempts,
      received,
      rttMs: received === 0 ? null : Math.round(this.#microseconds / received) / 1000,
      status: this.#status(),
      errorFrom: this.#errorFrom,
    };
  }

  #status(): ReachStatus {
    if (this.#received === 0) return this.#failure ?? 'UNANSWERED';
    if (this.#received < this.#attempts) return 'LOSSY';
    return this.#bigSent > 0 && this.#bigReceived === 0 ? 'LARGE_LOST' : 'OK';
  }
}

function statusOf(errno: number): ReachStatus {
  if (errno === refused) return 'REFUSED';
  if (errno === noRoute) return 'NO_ROUTE';
  if (prohibited.includes(errno)) return 'PROHIBITED';
  return unreachable.includes(errno) ? 'UNREACHABLE' : 'FAILED';
}
