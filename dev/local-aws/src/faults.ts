import { z } from 'zod';

/**
 * A fault for the next matching requests: an error answer, a delay, or both. `events` / `Deliver` is the delivery of
 * one event to one rule's target, which can be dropped. `ssm` / `SessionMessage` is one message of a session, with
 * `source` `input` or `output`: it can be dropped, delayed, duplicated or swapped with the next one, and its connection
 * can be cut.
 */
export const fault = z
  .strictObject({
    service: z.enum(['dynamodb', 'lambda', 'ssm', 'events', 'sts', 's3']),
    operation: z.string().min(1),
    error: z.string().min(1).optional(),
    status: z.int().min(400).max(599).default(400),
    delayMs: z.int().min(0).max(600_000).default(0),
    drop: z.boolean().default(false),
    duplicate: z.boolean().default(false),
    reorder: z.boolean().default(false),
    cut: z.boolean().default(false),
    /** Only events of this source. */
    source: z.string().optional(),
    times: z.int().min(1).default(1),
    /** Share of matching requests that meet the fault, 0 to 1. */
    rate: z.number().positive().max(1).default(1),
  })
  .refine(
    (value) =>
      value.error || value.drop || value.delayMs > 0 || value.duplicate || value.reorder || value.cut,
    'give an error, a delayMs, or drop, duplicate, reorder or cut: true',
  );

export type Fault = z.infer<typeof fault>;
export type FaultInput = z.input<typeof fault>;

/** Pending faults. Each is used up after `times` matches. */
export class Faults {
  readonly #waiting: { fault: Fault; left: number }[] = [];

  add(input: FaultInput): void {
    const parsed = fault.parse(input);
    this.#waiting.push({ fault: parsed, left: parsed.times });
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  take(service: Fault['service'], operation: string, source?: string): Fault | null {
    const index = this.#waiting.findIndex(
      ({ fault: { service: s, operation: o, source: wanted, rate } }) =>
        s === service &&
        o === operation &&
        (wanted === undefined || wanted === source) &&
        (rate === 1 || Math.random() < rate),
    );
    const found = this.#waiting[index];
    if (!found) return null;
    found.left -= 1;
    if (found.left === 0) this.#waiting.splice(index, 1);
    return found.fault;
  }
}
