import { labChannel, type LabMessage, userChannel, type UserMessage } from '@pineapple/contracts';
import type { Lab } from '@pineapple/core';
import type { EventBus } from '@pineapple/event-bus';
import type { BackgroundWork } from '../../background-work.ts';

/**
 * Tells everybody else of a stored change: the other API instances over the bus, and the host through
 * apply-lab. Whoever made the change doesn't wait for it. If it fails, the lab stays unsettled in the
 * store and the sweep applies it, and views read again when the bus is back.
 */
export class LabAnnouncer {
  readonly #bus: EventBus;
  readonly #applyLab: (labId: string) => Promise<void>;
  readonly #background: BackgroundWork;

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

  changed(before: Lab, lab: Lab): void {
    const deleted = lab.deletedAt !== null;
    // A revision that is no concern of the host goes with the next one that is.
    if (lab.hostRevision > before.hostRevision) this.#apply(lab);
    this.#tell(
      deleted
        ? { type: 'deleted', labId: lab.id }
        : { type: 'desired', labId: lab.id, revision: lab.revision },
    );
    if (deleted || before.name !== lab.name) this.#tellOwner(lab);
  }

  #apply({ id }: Lab): void {
    this.#background.run('asking for the lab to be applied', () => this.#applyLab(id));
  }

  #tell(message: LabMessage): void {
    this.#background.run('telling of a changed lab', () =>
      this.#bus.publish(labChannel(message.labId), JSON.stringify(message)),
    );
  }

  #tellOwner({ ownerId }: Lab): void {
    const message: UserMessage = { type: 'labs-changed', userId: ownerId };
    this.#background.run("telling of a user's changed labs", () =>
      this.#bus.publish(userChannel(ownerId), JSON.stringify(message)),
    );
  }
}
