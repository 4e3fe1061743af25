import type { HostManifest } from '../host-manifest/host-manifest.ts';
import type { ActualContainer, ActualInterface, ActualLab, ActualNetwork } from './actual-lab.ts';
import type { Plan, PlanStep } from './plan.ts';

/** A model of a host for tests: what each step does, and what Docker would refuse. */
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
      case 'change-overlay':
        return this.#changeOverlay(step);
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
    const wanted = this.#desired.networks.find(({ id }) => id === subject);
    if (!wanted) throw new Error(`network ${subject} is not desired`);
    if (this.#networks.some(({ id }) => id === subject)) throw new Error(`network ${subject} already exists`);
    const { id, ipv4Subnet, internet, overlay } = wanted;
    this.#networks.push({ key: this.#key(), id, ipv4Subnet, internet, overlay });
  }

  #changeOverlay({ subject, key }: PlanStep): void {
    const wanted = this.#desired.networks.find(({ id }) => id === subject);
    if (!wanted || !this.#networks.some((each) => each.key === key))
      throw new Error(`there is no network ${key ?? ''}`);
    this.#networks = this.#networks.map((each) =>
      each.key === key ? { ...each, overlay: wanted.overlay } : each,
    );
  }

  #removeNetwork({ subject, key }: PlanStep): void {
    if (!this.#networks.some((each) => each.key === key)) throw new Error(`there is no network ${key ?? ''}`);
    if (this.#containers.some(({ interfaces }) => interfaces.some(({ networkId }) => networkId === subject)))
      throw new Error(`network ${subject} has containers attached`);
    this.#networks = this.#networks.filter((each) => each.key !== key);
  }

  #createContainer({ subject }: PlanStep): void {
    const wanted = this.#wanted(subject);
    if (this.#containers.some(({ id }) => id === subject))
      throw new Error(`container ${subject} already exists`);
    const container: ActualContainer = {
      key: this.#key(),
      id: subject,
      name: wanted.name,
      imageReference: wanted.imageReference,
      state: 'created',
      generation: 0,
      endedByItself: false,
      interfaces: [],
    };
    const first = wanted.interfaces[0];
    if (first) this.#checkFree(first.networkId, first.ipv4Address);
    this.#containers.push({ ...container, interfaces: first ? [this.#interface(first)] : [] });
  }

  #connect(step: PlanStep): void {
    const wanted = this.#wanted(step.subject).interfaces.find(
      ({ networkId }) => networkId === step.networkId,
    );
    if (!wanted) throw new Error(`container ${step.subject} should not be on ${step.networkId ?? ''}`);
    const container = this.#container(step);
    if (container.interfaces.some(({ networkId }) => networkId === step.networkId))
      throw new Error(`container ${step.subject} is already on ${wanted.networkId}`);
    this.#checkFree(wanted.networkId, wanted.ipv4Address);
    this.#replace({ ...container, interfaces: [...container.interfaces, this.#interface(wanted)] });
  }

  #disconnect(step: PlanStep): void {
    const container = this.#container(step);
    const interfaces = container.interfaces.filter(({ networkId }) => networkId !== step.networkId);
    if (interfaces.length === container.interfaces.length)
      throw new Error(`${step.subject} is not on that network`);
    this.#replace({ ...container, interfaces });
  }

  #power(step: PlanStep, state: 'running' | 'stopped'): void {
    const container = this.#container(step);
    const { generation, interfaces } = this.#wanted(step.subject);
    if (
      state === 'running' &&
      interfaces.some(({ networkId }) => !container.interfaces.some((one) => one.networkId === networkId))
    )
      throw new Error(`${step.subject} would start without one of its networks`);
    this.#replace({ ...container, state, generation, endedByItself: false });
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

  #checkFree(networkId: string, ipv4Address: string | null): void {
    if (this.#networks.filter(({ id }) => id === networkId).length !== 1)
      throw new Error(`there is not exactly one network ${networkId}`);
    const holder = this.#containers.find(({ interfaces }) =>
      interfaces.some(
        (one) => ipv4Address !== null && one.networkId === networkId && one.ipv4Address === ipv4Address,
      ),
    );
    if (holder) throw new Error(`${String(ipv4Address)} on ${networkId} is still held by ${holder.id}`);
  }

  #interface(wanted: { networkId: string; ipv4Address: string | null; macAddress: string }): ActualInterface {
    const { networkId, ipv4Address, macAddress } = wanted;
    return { networkId, ipv4Address, macAddress, attached: true };
  }

  /** An unused key, even if an earlier model created things on this host. */
  #key(): string {
    const used = new Set([...this.#networks, ...this.#containers].map(({ key }) => key));
    do this.#made += 1;
    while (used.has(`made-${this.#made}`));
    return `made-${this.#made}`;
  }
}

/**
 * Applies a plan to a model, in one of the orders that the plan allows.
 *
 * @param choose - Chooses one of so many steps that can begin.
 * @throws if Docker would refuse a step, or if steps wait for each other in a circle
 */
export function performOnModel(
  desired: HostManifest,
  actual: ActualLab,
  plan: Plan,
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
