import { z } from 'zod';

/**
 * A fault that the next matching requests meet: an error answer, a delay, or both. `events` / `Deliver` means
 * one event on its way to one rule's target, and can be dropped.
 */
export const fault = z
  .strictObject({
    service: z.enum(['dynamodb', 'lambda', 'ssm', 'events', 'sts']),
    operation: z.string().min(1),
    error: z.string().min(1).optional(),
    status: z.int().min(400).max(599).default(400),
    delayMs: z.int().min(0).max(600_000).default(0),
    drop: z.boolean().default(false),
    /** Only events of this source. */
    source: z.string().optional(),
    times: z.int().min(1).default(1),
  })
  .refine(
    (value) => value.error || value.drop || value.delayMs > 0,
    'give an error, a delayMs or drop: true',
  );

export type Fault = z.infer<typeof fault>;
export type FaultInput = z.input<typeof fault>;

/** Faults waiting to happen; each is used up after `times` matches. */
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
      ({ fault: { service: s, operation: o, source: wanted } }) =>
        s === service && o === operation && (wanted === undefined || wanted === source),
    );
    const found = this.#waiting[index];
    if (!found) return null;
    found.left -= 1;
    if (found.left === 0) this.#waiting.splice(index, 1);
    return found.fault;
  }
}
