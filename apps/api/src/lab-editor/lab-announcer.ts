import type { LabMessage } from '@pineapple/contracts';
import type { Lab } from '@pineapple/core';
import { type EventBus, topics } from '@pineapple/event-bus';
import type { BackgroundWork } from '../runtime/background-work.ts';

/**
 * Tells everybody else of a stored change: the other API instances over the bus, and the host through
 * apply-lab. Whoever made the change doesn't wait for it. If it fails, the lab stays unsettled in the
 * store and the sweep applies it, and views read again when the bus is back.
 */
export class LabAnnouncer {
  readonly #bus: EventBus;
  readonly #applyLab: (labId: string) => Promise<void>;
  readonly #background: BackgroundWork;
  /** Labs of which the host is to hear with the next edit, or when there is none. */
  readonly #putOff = new Set<string>();

  constructor(bus: EventBus, applyLab: (labId: string) => Promise<void>, background: BackgroundWork) {
    this.#bus = bus;
    this.#applyLab = applyLab;
    this.#background = background;
  }

  /** For an empty lab as well: that chooses its host, so that the first container need not wait for it. */
  created(lab: Lab): void {
    this.#apply(lab);
    this.#tellOwner(lab);
  }

  /**
   * @param more - Whether another edit waits to be stored right after this one. Then one apply will do for both, unless
   * there was one put off already; `idle` has to be called when no more edits wait.
   */
  changed(before: Lab, lab: Lab, { more = false }: { more?: boolean } = {}): void {
    const deleted = lab.deletedAt !== null;
    // A revision that is no concern of the host goes with the next one that is.
    if (lab.hostRevision > before.hostRevision) this.#applyOrPutOff(lab, more);
    this.#tell(
      deleted
        ? { type: 'deleted', labId: lab.id }
        : { type: 'desired', labId: lab.id, revision: lab.revision },
    );
    if (deleted || before.name !== lab.name) this.#tellOwner(lab);
  }

  /** No more edits of a lab wait. */
  idle(labId: string): void {
    if (this.#putOff.delete(labId)) this.#apply({ id: labId });
  }

  /** Systems Manager takes few commands a second, and what the next one supersedes is one too many. */
  #applyOrPutOff(lab: Lab, more: boolean): void {
    const owed = this.#putOff.delete(lab.id);
    if (more && !owed) this.#putOff.add(lab.id);
    else this.#apply(lab);
  }

  #apply({ id }: Pick<Lab, 'id'>): void {
    this.#background.run('asking for the lab to be applied', () => this.#applyLab(id));
  }

  #tell(message: LabMessage): void {
    this.#background.run('telling of a changed lab', () =>
      this.#bus.publish(topics.lab(message.labId), message),
    );
  }

  #tellOwner({ ownerId }: Lab): void {
    this.#background.run("telling of a user's changed labs", () =>
      this.#bus.publish(topics.user(ownerId), { type: 'labs-changed', userId: ownerId }),
    );
  }
}
