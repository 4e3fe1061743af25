import type { HostManifest } from '../host-manifest/host-manifest.ts';
import type { ActualContainer, ActualLab, ActualNetwork } from './actual-lab.ts';
import type { Plan, PlanStep } from './plan.ts';
import { type Wire, wiresOf } from './wire.ts';

/** A model of a host for tests: what each step does, and what can't work. */
class ModelHost {
  readonly #desired: HostManifest;
  #networks: ActualNetwork[];
  #containers: ActualContainer[];
  #made = 0;

  constructor(desired: HostManifest, actual: ActualLab) {
    this.#desired = desired;
    this.#networks = [...actual.networks];
    this.#containers = [...actual.containers];
  }

  get lab(): ActualLab {
    return { networks: this.#networks, containers: this.#containers };
  }

  perform(step: PlanStep): void {
    switch (step.action) {
      case 'create-network':
        return this.#createNetwork(step);
      case 'remove-network':
        return this.#removeNetwork(step);
      case 'change-network':
        return this.#changeNetwork(step);
      case 'create-container':
        return this.#createContainer(step);
      case 'remove-container':
        this.#container(step);
        this.#containers = this.#containers.filter(({ key }) => key !== step.key);
        return;
      case 'connect':
        return this.#connect(step);
      case 'disconnect':
        return this.#disconnect(step);
      case 'rename':
        return this.#rename(step);
      case 'start':
      case 'restart':
        return this.#power(step, 'running');
      case 'stop':
        return this.#power(step, 'stopped');
      default:
        throw new Error(`Unknown action ${String(step.action satisfies never)}`);
    }
  }

  #createNetwork({ subject }: PlanStep): void {
    if (this.#networks.some(({ id }) => id === subject)) throw new Error(`network ${subject} already exists`);
    this.#networks.push(this.#network(subject));
  }

  #changeNetwork({ subject }: PlanStep): void {
    if (!this.#networks.some(({ id }) => id === subject)) throw new Error(`there is no network ${subject}`);
    const changed = this.#network(subject);
    this.#networks = this.#networks.map((each) => (each.id === subject ? changed : each));
  }

  #network(subject: string): ActualNetwork {
    const wanted = this.#desired.networks.find(({ id }) => id === subject);
    if (!wanted) throw new Error(`network ${subject} is not desired`);
    const { name: _, ...network } = wanted;
    return network;
  }

  #removeNetwork({ subject }: PlanStep): void {
    if (!this.#networks.some(({ id }) => id === subject)) throw new Error(`there is no network ${subject}`);
    if (this.#containers.some(({ interfaces }) => interfaces.some(({ networkId }) => networkId === subject)))
      throw new Error(`network ${subject} has containers attached`);
    this.#networks = this.#networks.filter(({ id }) => id !== subject);
  }

  #createContainer({ subject }: PlanStep): void {
    const wanted = this.#wanted(subject);
    if (this.#containers.some(({ id }) => id === subject))
      throw new Error(`container ${subject} already exists`);
    this.#containers.push({
      key: this.#key(),
      id: subject,
      name: wanted.name,
      imageReference: wanted.imageReference,
      state: 'created',
      generation: 0,
      endedByItself: false,
      interfaces: [],
    });
  }

  #connect(step: PlanStep): void {
    const container = this.#container(step);
    if (container.state !== 'running') throw new Error(`container ${step.subject} does not run`);
    const wire = this.#wires(step.subject).find(({ networkId }) => networkId === step.networkId);
    if (!wire) throw new Error(`container ${step.subject} should not be on ${step.networkId ?? ''}`);
    if (container.interfaces.some(({ networkId }) => networkId === step.networkId))
      throw new Error(`container ${step.subject} is already on ${wire.networkId}`);
    this.#checkFree(wire, step.subject);
    this.#replace({ ...container, interfaces: [...container.interfaces, wire] });
  }

  #disconnect(step: PlanStep): void {
    const container = this.#container(step);
    if (container.state !== 'running') throw new Error(`container ${step.subject} does not run`);
    const interfaces = container.interfaces.filter(({ networkId }) => networkId !== step.networkId);
    if (interfaces.length === container.interfaces.length)
      throw new Error(`${step.subject} is not on that network`);
    this.#replace({ ...container, interfaces });
  }

  #rename(step: PlanStep): void {
    const container = this.#container(step);
    if (container.state !== 'running') throw new Error(`container ${step.subject} does not run`);
    this.#replace({ ...container, name: this.#wanted(step.subject).name });
  }

  #power(step: PlanStep, state: 'running' | 'stopped'): void {
    const container = this.#container(step);
    const { generation, name: wantedName } = this.#wanted(step.subject);
    const name = state === 'running' ? wantedName : container.name;
    const interfaces = state === 'running' ? this.#wires(step.subject) : [];
    for (const wire of interfaces) this.#checkFree(wire, step.subject);
    this.#replace({ ...container, name, state, generation, endedByItself: false, interfaces });
  }

  #wires(id: string): readonly Wire[] {
    return wiresOf(this.#desired, this.#wanted(id));
  }

  #wanted(id: string) {
    const wanted = this.#desired.containers.find((each) => each.id === id);
    if (!wanted) throw new Error(`container ${id} is not desired`);
    return wanted;
  }

  #container({ subject, key }: PlanStep): ActualContainer {
    const found = this.#containers.find((each) => (key === null ? each.id === subject : each.key === key));
    if (!found) throw new Error(`there is no container ${key ?? subject}`);
    return found;
  }

  #replace(container: ActualContainer): void {
    this.#containers = this.#containers.map((each) => (each.key === container.key ? container : each));
  }

  #checkFree({ networkId, addresses }: Wire, ownId: string): void {
    const network = this.#networks.find(({ id }) => id === networkId);
    const wanted = this.#desired.networks.find(({ id }) => id === networkId);
    if (!network || network.ipv4Subnet !== wanted?.ipv4Subnet)
      throw new Error(`network ${networkId} is not as the interface needs it`);
    const holder = this.#containers.find(
      ({ id, interfaces }) =>
        id !== ownId &&
        interfaces.some(
          (one) =>
            one.networkId === networkId &&
            one.addresses.some((address) => addresses.some((own) => bare(own) === bare(address))),
        ),
    );
    if (holder) throw new Error(`${addresses.join(', ')} on ${networkId} is still held by ${holder.id}`);
  }

  /** An unused key, even if an earlier model created things on this host. */
  #key(): string {
    const used = new Set(this.#containers.map(({ key }) => key));
    do this.#made += 1;
    while (used.has(`made-${this.#made}`));
    return `made-${this.#made}`;
  }
}

function bare(address: string): string {
  return address.split('/')[0] ?? '';
}

/**
 * Applies a plan to a model, in one of the orders that the plan allows.
 *
 * @param choose - Chooses one of so many steps that can begin.
 * @throws if a step can't work, or if steps wait for each other in a circle
 */
export function performOnModel(
  desired: HostManifest,
  actual: ActualLab,
  plan: Pick<Plan, 'steps'>,
  choose: (count: number) => number,
): ActualLab {
  const host = new ModelHost(desired, actual);
  const done = new Set<string>();
  let left = [...plan.steps];
  while (left.length > 0) {
    const ready = left.filter(({ after }) => after.every((id) => done.has(id)));
    const step = ready[choose(ready.length)];
    if (!step) throw new Error('the remaining steps wait for each other');
    host.perform(step);
    done.add(step.id);
    left = left.filter(({ id }) => id !== step.id);
  }
  return host.lab;
}
