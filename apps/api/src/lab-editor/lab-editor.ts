import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type CatalogueImage,
  concernsHost as concern,
  containerReadiness,
  fail,
  hostsConcerned,
  type Lab,
  type LabLimits,
  type LabUsage,
  type Result,
  usageGrows,
} from '@pineapple/core';
import type { LabStore } from '@pineapple/store';
import type { LabSnapshot } from '../live-lab/lab-snapshot.ts';
import type { LiveLab } from '../live-lab/live-lab.ts';
import type { LiveLabs } from '../live-lab/live-labs.ts';
import type { Catalogue } from '../live-lab/catalogue.ts';
import { attemptEdits, type PendingEdit, answerStored, answerRefused } from './edit-batch.ts';
import type { BackgroundWork } from '../runtime/background-work.ts';
import type { Quotas } from './quotas.ts';
import type { HostStatus } from '../live-hosts/host-status.ts';
import type { LabAnnouncer } from './lab-announcer.ts';
import { type Edited, type EditFailure, type EditRequest, type EditTools, noSuch } from './lab-edit.ts';

/** An edit gives up after losing to other writers this often in a row. */
const maxAttempts = 30;

interface LabEditorOptions {
  readonly labs: LabStore;
  readonly liveLabs: LiveLabs;
  readonly hosts: HostStatus;
  readonly announcer: LabAnnouncer;
  readonly quotas: Quotas;
  readonly background: BackgroundWork;
  readonly catalogue: Catalogue;
  /** The images of a user's own that containers can run. */
  readonly ownImages: (ownerId: string) => Promise<readonly CatalogueImage[]>;
  readonly limits: LabLimits;
  readonly clock: () => Date;
}

/**
 * Makes every change of a lab. The edits of one lab queue up: those that wait during a write are stored together by the
 * next one, so that twenty at once cost two writes and one apply. A write is conditional on the revision. After a lost
 * write the edits run again on the newer lab, and those that still succeed there were compatible.
 */
export class LabEditor {
  readonly #options: LabEditorOptions;
  readonly #queues = new Map<string, PendingEdit[]>();

  constructor(options: LabEditorOptions) {
    this.#options = options;
  }

  edit<T extends object>(request: EditRequest<T>): Promise<Result<Edited<T>, EditFailure>> {
    return new Promise((resolve, reject) => {
      this.#enqueue({
        request,
        // The queue holds edits of all kinds. This one's outcome is what its own edit returned.
        answer: (outcome) => resolve(outcome as Result<Edited<T>, EditFailure>),
        fail: reject,
      });
    });
  }

  #enqueue(edit: PendingEdit): void {
    const { labId } = edit.request;
    const queue = this.#queues.get(labId);
    if (queue !== undefined) {
      queue.push(edit);
      return;
    }
    this.#queues.set(labId, [edit]);
    // Edits of the same turn of the event loop share the first write.
    setImmediate(() => void this.#drain(labId));
  }

  async #drain(labId: string): Promise<void> {
    for (;;) {
      const batch = this.#queues.get(labId)?.splice(0) ?? [];
      if (batch.length === 0) {
        this.#queues.delete(labId);
        this.#options.announcer.idle(labId);
        return;
      }
      try {
        await this.#commit(labId, batch);
      } catch (error) {
        for (const edit of batch) edit.fail(error);
      }
    }
  }

  async #commit(labId: string, batch: readonly PendingEdit[]): Promise<void> {
    const { quotas, background } = this.#options;
    const liveLab = await this.#options.liveLabs.open(labId);
    if (liveLab === null) {
      answerRefused(batch.map((edit) => ({ edit, error: noSuch('lab', labId) })));
      return;
    }
    let edits = batch;
    let fresh = false;
    const { ownerId, containers } = liveLab.snapshot.desired;
    // They are rare, and reading them takes time.
    let own = containers.every(({ image }) => this.#options.catalogue.find(image) !== null)
      ? null
      : await this.#options.ownImages(ownerId);
    /** What the owner's other labs leave for this one, once that is too little. */
    let room: LabUsage | null = null;
    for (let tries = 0; tries < maxAttempts; tries++) {
      const base = fresh ? await this.#readAgain(liveLab) : liveLab.snapshot.desired;
      const attempt = attemptEdits(base, edits, this.#tools(liveLab.snapshot, own ?? []), (before, after) =>
        room === null ? null : quotas.refusal(before, after, room),
      );
      // The live lab may lag behind another process. A stale lab is no reason to refuse an edit.
      if (attempt.refused.length > 0 && !fresh) {
        fresh = true;
        own ??= await this.#options.ownImages(ownerId);
        continue;
      }
      answerRefused(attempt.refused);
      edits = attempt.held.map(({ edit }) => edit);
      if (edits.length === 0) return;
      if (!attempt.changed) return answerStored(attempt, liveLab.snapshot);
      const concernsHost = concern(base, attempt.lab);
      const [before, after] = [quotas.usageOf(base), quotas.usageOf(attempt.lab)];
      const reserves = usageGrows(before, after);
      // Both are read at once: an edit waits for them.
      const [waiting, lacking] = await Promise.all([
        concernsHost ? this.#refuseWithoutHost(base, attempt.lab, edits) : edits,
        reserves ? quotas.reserve(before, attempt.lab) : null,
      ]);
      if (waiting.length < edits.length) {
        if (reserves && lacking === null) {
          background.run('release quotas', () => quotas.release(attempt.lab, base));
        }
        edits = waiting;
        continue;
      }
      room = lacking;
      if (room !== null) continue;
      const saved = await this.#options.labs.save(attempt.lab, base.revision, { concernsHost });
      if (saved.ok) {
        const more = (this.#queues.get(labId)?.length ?? 0) > 0;
        this.#options.announcer.changed(base, saved.value, { more });
        // The request to apply the lab leaves before subscribers and answers take the processor.
        await nextTurn();
        liveLab.saved(saved.value);
        if (usageGrows(after, before)) {
          background.run('release quotas', () => quotas.release(base, saved.value));
        }
        return answerStored(attempt, liveLab.snapshot);
      }
      if (saved.error === 'name-taken') edits = refuseRenames(base, attempt.held);
      fresh = true;
    }
    const message = 'Others keep changing this lab at the same time. Nothing was changed; try again.';
    answerRefused(edits.map((edit) => ({ edit, error: { kind: 'conflict', message } })));
  }

  async #readAgain(liveLab: LiveLab): Promise<Lab> {
    const lab = await this.#options.labs.get(liveLab.labId, { consistent: true });
    if (lab !== null) {
      liveLab.saved(lab);
      return lab;
    }
    await liveLab.refresh();
    return liveLab.snapshot.desired;
  }

  /** Refuses the edits that need a host which is down, and returns the others. */
  async #refuseWithoutHost(
    before: Lab,
    after: Lab,
    edits: readonly PendingEdit[],
  ): Promise<readonly PendingEdit[]> {
    if (!edits.some(({ request }) => request.needsHost)) return edits;
    const concerned = hostsConcerned(before, after);
    const problems = await Promise.all(concerned.map((hostId) => this.#options.hosts.problem(hostId)));
    const problem = problems.find((each) => each !== null);
    if (problem === undefined) return edits;
    const stopped = edits.filter(({ request }) => request.needsHost);
    answerRefused(stopped.map((edit) => ({ edit, error: { kind: 'host', message: problem } })));
    return edits.filter(({ request }) => !request.needsHost);
  }

  #tools(snapshot: LabSnapshot, own: readonly CatalogueImage[]): EditTools {
    const { catalogue, limits, clock } = this.#options;
    const now = clock();
    const observed: EditTools['observed'] = (containerId) => {
      const row = snapshot.observations.get(containerId);
      return row?.kind === 'container' ? row : null;
    };
    return {
      now: now.toISOString(),
      random: randomBytes,
      limits,
      images: [...catalogue.entries, ...own],
      observed,
      phaseOf: (container) => containerReadiness(container, observed(container.id), now).phase,
    };
  }
}

/** Refuses the edits that changed the name, and returns the others. */
function refuseRenames(
  base: Lab,
  held: readonly { readonly edit: PendingEdit; readonly value: { readonly lab: Lab } }[],
): readonly PendingEdit[] {
  let before = base.name;
  const others: PendingEdit[] = [];
  for (const { edit, value } of held) {
    const { name } = value.lab;
    const message = `You have another lab named '${name}'. Choose another name.`;
    if (name === before) others.push(edit);
    else edit.answer(fail({ kind: 'conflict', message }));
    before = name;
  }
  return others;
}
