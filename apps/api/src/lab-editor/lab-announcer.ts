import type { ApplyLabRequest, LabMessage } from '@pineapple/contracts';
import type { Lab } from '@pineapple/core';
import { type EventBus, topics } from '@pineapple/event-bus';
import type { LabStore } from '@pineapple/store';
import type { BackgroundWork } from '../runtime/background-work.ts';

type ApplyLab = (request: Pick<ApplyLabRequest, 'labId' | 'hostId'>) => Promise<void>;

/** After this time the sweep has applied a lab that did not converge. */
const sweptMs = 120_000;

/**
 * Publishes a stored change: to the other API instances over the bus, and to the host through apply-lab. The caller
 * does not wait for it. If it fails, the lab stays marked as not converged in the store, so the sweep applies it, and
 * live labs catch up when the bus is back.
 */
export class LabAnnouncer {
  readonly #bus: EventBus;
  readonly #applyLab: ApplyLab;
  readonly #background: BackgroundWork;
  /** Labs whose apply waits for the next edit, or for `idle`, by id. */
  readonly #postponed = new Map<string, Lab>();

  constructor(bus: EventBus, applyLab: ApplyLab, background: BackgroundWork) {
    this.#bus = bus;
    this.#applyLab = applyLab;
    this.#background = background;
  }

  /**
   * Applies the labs whose apply was perhaps lost with a process that ended between storing them and announcing them. What is
   * older, the sweep has seen.
   */
  async announceLost(labs: Pick<LabStore, 'listUnconverged'>, now: Date): Promise<void> {
    const since = new Date(now.getTime() - sweptMs).toISOString();
    const lost = await labs.listUnconverged(now.toISOString(), since);
    await Promise.all(lost.map(({ id }) => this.#applyLab({ labId: id })));
  }

  /** Applies an empty lab, too: that places it, so that the first container does not wait for it. */
  created(lab: Lab): void {
    this.#apply(lab);
    this.#notifyOwner(lab);
  }

  /**
   * @param more whether another edit waits to be stored right after this one. One apply then covers both, unless one was
   * postponed before. Call `idle` when no more edits wait.
   */
  changed(before: Lab, lab: Lab, { more = false }: { more?: boolean } = {}): void {
    const deleted = lab.deletedAt !== null;
    // A revision that does not concern the host is delivered with the next one that does.
    if (lab.hostRevision > before.hostRevision) this.#applyOrPostpone(lab, more);
    this.#publish(
      deleted
        ? { type: 'deleted', labId: lab.id }
        : { type: 'desired', labId: lab.id, revision: lab.revision },
    );
    if (deleted || before.name !== lab.name) this.#notifyOwner(lab);
  }

  /** Call it when no more edits of a lab wait. */
  idle(labId: string): void {
    const lab = this.#postponed.get(labId);
    if (lab === undefined) return;
    this.#postponed.delete(labId);
    this.#apply(lab);
  }

  /** Systems Manager accepts few commands a second, so one that the next would supersede is not sent. */
  #applyOrPostpone(lab: Lab, more: boolean): void {
    const overdue = this.#postponed.delete(lab.id);
    if (more && !overdue) this.#postponed.set(lab.id, lab);
    else this.#apply(lab);
  }

  #apply({ id: labId, placement }: Pick<Lab, 'id' | 'placement'>): void {
    const [hostId, ...others] = placement.hosts;
    const request = others.length === 0 ? { labId, hostId } : { labId };
    this.#background.run('request an apply', () => this.#applyLab(request));
  }

  #publish(message: LabMessage): void {
    this.#background.run('publish a changed lab', () =>
      this.#bus.publish(topics.lab(message.labId), message),
    );
  }

  #notifyOwner({ ownerId }: Lab): void {
    this.#background.run('publish that the labs of a user changed', () =>
      this.#bus.publish(topics.user(ownerId), { type: 'labs-changed', userId: ownerId }),
    );
  }
}
