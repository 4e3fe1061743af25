import { randomUUID } from 'node:crypto';
import { accountId, region, ruleArn } from '../account.ts';
import { describeError, type Log } from '../log.ts';
import { eventTime } from './event.ts';
import type { EventRouter } from './event-router.ts';
import type { RuleRecord } from './rule-record.ts';
import type { RuleRegistry } from './rule-registry.ts';
import { scheduleIntervalMs } from './schedule.ts';

const longestTimer = 2 ** 31 - 1;

/** Fires scheduled rules. Firings missed while the process was down are replaced by one. */
export class Scheduler {
  readonly #rules: RuleRegistry;
  readonly #router: EventRouter;
  readonly #minuteMs: number;
  readonly #log: Log;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #closed = false;

  constructor(options: { rules: RuleRegistry; router: EventRouter; minuteMs: number; log: Log }) {
    this.#rules = options.rules;
    this.#router = options.router;
    this.#minuteMs = options.minuteMs;
    this.#log = options.log;
  }

  start(): void {
    for (const rule of this.#rules.list()) this.arrange(rule);
  }

  /** The first firing of a rule that is created now. */
  firstAt(expression: string): number {
    return Date.now() + scheduleIntervalMs(expression, this.#minuteMs);
  }

  /** Sets a rule's timer, or clears it if the rule is disabled or has no schedule. */
  arrange(rule: RuleRecord): void {
    const key = ruleArn(rule.bus, rule.name);
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    if (this.#closed || rule.state === 'DISABLED' || rule.nextAt === null) return;
    const wait = Math.min(Math.max(rule.nextAt - Date.now(), 0), longestTimer);
    this.#timers.set(
      key,
      setTimeout(() => void this.#fire(rule.bus, rule.name), wait),
    );
  }

  remove(rule: RuleRecord): void {
    this.arrange({ ...rule, nextAt: null });
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async #fire(bus: string, name: string): Promise<void> {
    const rule = this.#rules.find(bus, name);
    if (!rule?.schedule || rule.nextAt === null) return;
    const arn = ruleArn(bus, name);
    const now = Date.now();
    try {
      const next = { ...rule, nextAt: now + scheduleIntervalMs(rule.schedule, this.#minuteMs) };
      await this.#rules.save(next);
      this.arrange(next);
      await this.#router.toTargets(rule, {
        version: '0',
        id: randomUUID(),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: accountId,
        time: eventTime(now),
        region,
        resources: [arn],
        detail: {},
      });
    } catch (error) {
      if (!this.#closed)
        this.#log({ level: 'error', message: `the schedule of ${name} failed`, error: describeError(error) });
    }
  }
}
