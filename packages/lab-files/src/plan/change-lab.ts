import {
  addAnnotation,
  addNetwork,
  connectContainer,
  disconnectContainer,
  type EditContext,
  type EditError,
  fail,
  type Lab,
  moveNodes,
  ok,
  perfectLink,
  quoted,
  removeAnnotation,
  removeContainer,
  removeNetwork,
  type Result,
  setLinkQuality,
  updateAnnotation,
  updateContainer,
  updateLab,
  updateNetwork,
} from '@pineapple/core';
import { askedAddresses } from '../asked-addresses.ts';
import { draftOfLab } from '../draft-of-lab.ts';
import type { LabDraft } from '../lab-draft.ts';
import { addNode, type DraftRefusal, setDependencies, withComments } from '../lab-from-draft.ts';
import type { LabFileFormat } from '../read-lab-files.ts';
import { withoutBytes } from '../stored-file.ts';
import type { LabPlan } from './lab-plan.ts';
import { isEmptyPlan, planLab } from './plan-lab.ts';

interface ChangedLab {
  /** The same object if nothing differs. */
  readonly lab: Lab;
  readonly plan: LabPlan;
}

/** Makes a lab match a draft by the edits that its owner could make, all or none. The rules and limits of edits apply. */
export function changeLab(
  lab: Lab,
  draft: LabDraft,
  format: LabFileFormat,
  context: EditContext,
): Result<ChangedLab, DraftRefusal> {
  const plan = planLab(draftOfLab(lab), draft, format);
  // Other formats have no comments of ours, and leave them as they are.
  const commented = (changed: Lab): Lab => (format === 'PINEAPPLE' ? withComments(changed, draft) : changed);
  if (isEmptyPlan(plan)) return ok({ lab: commented(lab), plan });
  const asked = [
    ...plan.interfaces.flatMap(({ desired }) => desired ?? []),
    ...plan.containers.flatMap(({ desired }) => desired?.interfaces ?? []),
  ];
  const change = new LabChange(lab, { ...context, reservedAddresses: askedAddresses(asked) });
  change.run(plan);
  change.setDependencies(draft);
  return change.refusal === null ? ok({ lab: commented(change.lab), plan }) : fail(change.refusal);
}

type Edited = Result<{ readonly lab: Lab }, EditError>;
type PlannedLink = LabPlan['interfaces'][number];

/** A lab on its way from one state to another. The first refusal ends it. */
class LabChange {
  readonly #context: EditContext;
  #lab: Lab;
  #refusal: DraftRefusal | null = null;

  constructor(lab: Lab, context: EditContext) {
    this.#lab = lab;
    this.#context = context;
  }

  get lab(): Lab {
    return this.#lab;
  }

  get refusal(): DraftRefusal | null {
    return this.#refusal;
  }

  /** What frees names and addresses comes first. */
  run({ instructions, networks, containers, interfaces, annotations }: LabPlan): void {
    const comes = (action: string): boolean => action === 'ADD' || action === 'REPLACE';
    const goes = (action: string): boolean => action === 'REMOVE' || action === 'REPLACE';
    for (const { name } of containers.filter(({ action }) => goes(action))) this.#removeContainer(name);
    const remade = interfaces.filter((link) => !onlyQuality(link));
    for (const link of remade.filter(({ action }) => action !== 'ADD')) this.#disconnect(link);
    for (const { name } of networks.filter(({ action }) => goes(action))) this.#removeNetwork(name);
    for (const network of networks) {
      if (network.action === 'CHANGE') this.#updateNetwork(network);
      else if (comes(network.action)) this.#addNetwork(network);
    }
    for (const link of remade) this.#connect(link);
    for (const link of interfaces.filter(onlyQuality)) this.#setQuality(link);
    for (const container of containers.filter(({ action }) => comes(action))) this.#addContainer(container);
    for (const container of containers.filter(({ action }) => action === 'CHANGE'))
      this.#updateContainer(container);
    this.#move(networks, containers);
    this.#annotate(annotations);
    if (instructions !== undefined) {
      this.#edit('the lab', null, (lab) => updateLab(lab, { instructions }, this.#context));
    }
  }

  /** Those that stay name others by ids, which change when one is replaced. */
  setDependencies({ nodes }: LabDraft): void {
    if (this.#refusal !== null) return;
    const changed = setDependencies(this.#lab, nodes, this.#context);
    if (changed.ok) this.#lab = changed.value;
    else this.#refusal = changed.error;
  }

  #removeContainer(name: string): void {
    const containerId = this.#container(name);
    this.#edit(`container ${quoted(name)}`, null, (lab) =>
      removeContainer(lab, { containerId }, this.#context),
    );
  }

  #disconnect({ container, network }: PlannedLink): void {
    const ids = { containerId: this.#container(container), networkId: this.#network(network) };
    this.#edit(`container ${quoted(container)}`, null, (lab) => disconnectContainer(lab, ids, this.#context));
  }

  #removeNetwork(name: string): void {
    const networkId = this.#network(name);
    this.#edit(`network ${quoted(name)}`, null, (lab) => removeNetwork(lab, { networkId }, this.#context));
  }

  #updateNetwork({ name, desired }: LabPlan['networks'][number]): void {
    if (desired === null) return;
    const { mtu, internet, line } = desired;
    const input = { networkId: this.#network(name), mtu, internet };
    this.#edit(`network ${quoted(name)}`, line, (lab) => updateNetwork(lab, input, this.#context));
  }

  #addNetwork({ name, desired }: LabPlan['networks'][number]): void {
    if (desired === null) return;
    const { line, ...network } = desired;
    const plain = network.ipv4Subnet === null && network.ipv6Subnet === null;
    this.#edit(`network ${quoted(name)}`, line, (lab) =>
      addNetwork(lab, { ...network, plain }, this.#context),
    );
  }

  #connect({ container, network, desired }: PlannedLink): void {
    if (desired === null) return;
    const { name: interfaceName, ...link } = desired;
    const ids = { containerId: this.#container(container), networkId: this.#network(network) };
    this.#edit(`container ${quoted(container)}`, null, (lab) =>
      connectContainer(lab, { ...link, ...ids, interfaceName }, this.#context),
    );
  }

  #setQuality({ container, network, desired }: PlannedLink): void {
    const ids = { containerId: this.#container(container), networkId: this.#network(network) };
    const { up, ...directions } = desired?.quality ?? perfectLink;
    this.#edit(`container ${quoted(container)}`, null, (lab) =>
      setLinkQuality(lab, { ...ids, linkUp: up, ...directions }, this.#context),
    );
  }

  #addContainer({ name, desired }: LabPlan['containers'][number]): void {
    if (desired === null) return;
    const ids = new Map(this.#lab.networks.map((network) => [network.name, network.id]));
    this.#edit(`container ${quoted(name)}`, desired.line, (lab) => {
      const added = addNode(lab, desired, ids, this.#context);
      return added.ok ? ok({ lab: added.value }) : added;
    });
  }

  #updateContainer({ name, desired }: LabPlan['containers'][number]): void {
    if (desired === null) return;
    const { gateway, routes, sysctls, env, entrypoint, command, user, workingDir, exec } = desired;
    const files = withoutBytes(desired.files);
    const { onStop, cpus, memoryMb, ports } = desired;
    const atStart = { files, sysctls, env, entrypoint, command, user, workingDir, exec };
    const settings = { ...atStart, onStop, cpus, memoryMb, ports };
    const input = { containerId: this.#container(name), gateway, routes, settings };
    this.#edit(`container ${quoted(name)}`, desired.line, (lab) =>
      updateContainer(lab, input, this.#context),
    );
  }

  #move(networks: LabPlan['networks'], containers: LabPlan['containers']): void {
    const moves = [
      ...networks.map(({ name, desired }) => ({ id: () => this.#network(name), desired })),
      ...containers.map(({ name, desired }) => ({ id: () => this.#container(name), desired })),
    ].flatMap(({ id, desired }) => (desired?.position ? [{ nodeId: id(), ...desired.position }] : []));
    for (let at = 0; at < moves.length; at += mostMoves) {
      const some = moves.slice(at, at + mostMoves);
      this.#edit('the positions', null, (lab) => moveNodes(lab, { moves: some }, this.#context));
    }
  }

  /** What makes room comes first. The places in the list are those before any change. */
  #annotate(annotations: LabPlan['annotations']): void {
    const ids = this.#lab.annotations.map(({ id }) => id);
    const rank = { REMOVE: 0, CHANGE: 1, ADD: 2 } as const;
    for (const { index, name, desired } of annotations.toSorted((a, b) => rank[a.action] - rank[b.action])) {
      const annotationId = (index === null ? null : ids[index]) ?? '';
      this.#edit(name, desired?.line ?? null, (lab) => {
        if (desired === null) return removeAnnotation(lab, { annotationId }, this.#context);
        const { line: _line, ...choices } = desired;
        if (index === null) return addAnnotation(lab, choices, this.#context);
        return updateAnnotation(lab, { annotationId, ...choices }, this.#context);
      });
    }
  }

  #container(name: string): string {
    return this.#lab.containers.find((each) => each.name === name)?.id ?? name;
  }

  #network(name: string): string {
    return this.#lab.networks.find((each) => each.name === name)?.id ?? name;
  }

  #edit(subject: string, line: number | null, edit: (lab: Lab) => Edited): void {
    if (this.#refusal !== null) return;
    const edited = edit(this.#lab);
    if (edited.ok) this.#lab = edited.value.lab;
    else this.#refusal = { error: edited.error, subject, line };
  }
}

/** Whether a link stays as it is but for its quality, which changes without interrupting it. */
function onlyQuality({ action, details }: PlannedLink): boolean {
  return action === 'CHANGE' && details.length === 1 && details[0] === 'link';
}

/** As many as one edit moves. */
const mostMoves = 200;
