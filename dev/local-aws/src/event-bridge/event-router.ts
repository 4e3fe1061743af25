import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { accountId, region } from '../account.ts';
import type { Faults } from '../faults.ts';
import type { Log } from '../log.ts';
import { eventTime, jsonObject, type BridgeEvent, type ServiceEvent } from './event.ts';
import type { RuleRecord, RuleTarget } from './rule-record.ts';
import type { RuleRegistry } from './rule-registry.ts';

/** Passes an event to a function as an event invocation, which has its own retries. */
export type InvokeFunction = (functionName: string, payload: string) => Promise<void>;

const functionTarget = /^arn:aws[a-z-]*:lambda:[^:]*:\d{12}:function:([a-zA-Z0-9-_]+)(?::\$LATEST)?$/;
const busTarget = /^arn:aws[a-z-]*:events:[^:]*:\d{12}:event-bus\/(.+)$/;

/** Limits the hops of an event, because buses can form a circle. */
const maxHops = 5;

/** Delivers events to the targets of the rules they match. */
export class EventRouter {
  readonly #rules: RuleRegistry;
  readonly #faults: Faults;
  readonly #invoke: InvokeFunction;
  readonly #log: Log;

  constructor(options: { rules: RuleRegistry; faults: Faults; invoke: InvokeFunction; log: Log }) {
    this.#rules = options.rules;
    this.#faults = options.faults;
    this.#invoke = options.invoke;
    this.#log = options.log;
  }

  /** Resolves when every target has stored the event. */
  async route(bus: string, event: BridgeEvent, hops = 0): Promise<void> {
    await Promise.all(this.#rules.matching(bus, event).map((rule) => this.toTargets(rule, event, hops)));
  }

  /** An event of one of AWS's services. */
  routeServiceEvent({ source, detailType, resources, detail }: ServiceEvent): Promise<void> {
    return this.route('default', {
      version: '0',
      id: randomUUID(),
      'detail-type': detailType,
      source,
      account: accountId,
      time: eventTime(Date.now()),
      region,
      resources,
      detail,
    });
  }

  async toTargets(rule: RuleRecord, event: BridgeEvent, hops = 0): Promise<void> {
    await Promise.all(rule.targets.map((target) => this.#toTarget(rule, target, event, hops)));
  }

  async #toTarget(rule: RuleRecord, target: RuleTarget, event: BridgeEvent, hops: number): Promise<void> {
    const fault = this.#faults.take('events', 'Deliver', event.source);
    if (fault && fault.delayMs > 0) await delay(fault.delayMs);
    if (fault?.drop) return;
    const functionName = functionTarget.exec(target.arn)?.[1];
    const bus = busTarget.exec(target.arn)?.[1];
    if (functionName) {
      await this.#invoke(functionName, payloadOf(target, event));
    } else if (bus && hops < maxHops) {
      await this.route(bus, event, hops + 1);
    } else {
      this.#log({ level: 'warn', message: `rule ${rule.name} could not reach its target ${target.arn}` });
    }
  }
}

export function isReachableTarget(arn: string): boolean {
  return functionTarget.test(arn) || busTarget.test(arn);
}

function payloadOf(target: RuleTarget, event: BridgeEvent): string {
  if (target.input !== null) return target.input;
  if (target.inputPath === null || target.inputPath === '$') return JSON.stringify(event);
  let value: unknown = event;
  for (const name of target.inputPath.slice(2).split('.')) {
    const fields = jsonObject.safeParse(value);
    value = fields.success ? fields.data[name] : undefined;
  }
  return JSON.stringify(value ?? null);
}
