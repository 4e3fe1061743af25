import {
  type EditError,
  type Lab,
  type LabUsage,
  labUsage,
  noUsage,
  usageGrows,
  usageKinds,
} from '@pineapple/core';
import { labPagesOf, type LabStore, type StoredUsage, type UsageStore } from '@pineapple/store';

/** What one user may have. */
interface UserLimits {
  readonly containersPerUser: number;
  readonly networksPerUser: number;
  readonly memoryMbPerUser: number;
  /** The memory limit of a container that has none of its own. */
  readonly containerMemoryMb: number;
}

/** An edit that is being stored keeps what it reserved for this long, although its lab does not show it yet. */
const reservedMs = 30_000;
/** More writes than this at once to one user's usage are a fault. */
const mostTries = 30;

interface QuotasOptions {
  readonly usage: UsageStore;
  readonly labs: LabStore;
  readonly limits: UserLimits;
  readonly clock: () => Date;
}

/** Keeps the labs of each user, together, within quotas of containers, networks and memory. */
export class Quotas {
  readonly #options: QuotasOptions;
  readonly settings: UserLimits;
  readonly limits: LabUsage;

  constructor(options: QuotasOptions) {
    this.#options = options;
    this.settings = options.limits;
    const { containersPerUser, networksPerUser, memoryMbPerUser } = this.settings;
    this.limits = {
      containers: containersPerUser,
      networks: networksPerUser,
      memoryMb: memoryMbPerUser,
    };
  }

  /** What a lab takes. */
  usageOf(lab: Lab): LabUsage {
    return labUsage(lab, this.settings.containerMemoryMb);
  }

  /**
   * Reserves what a lab will take after an edit.
   * @returns null if it may be stored, or what the other labs of the user leave for this one
   */
  async reserve(before: LabUsage, lab: Lab): Promise<LabUsage | null> {
    const { usage } = this.#options;
    const { ownerId, id } = lab;
    const after = this.usageOf(lab);
    // Nearly always the stored usage is what this process knows, and one write is enough.
    if (await usage.change(ownerId, id, { before, after }, this.limits)) return null;
    let mustCount = false;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const stored = await (mustCount ? this.#recount(ownerId) : usage.get(ownerId));
      if (stored !== null) {
        const room = this.#roomFor(stored, id);
        const fits = usageKinds.every((kind) => after[kind] <= before[kind] || after[kind] <= room[kind]);
        if (!fits && mustCount) return room;
        const known = stored.labs.get(id)?.usage ?? noUsage;
        if (fits && (await usage.change(ownerId, id, { before: known, after }, this.limits))) return null;
        if (fits) continue;
      }
      // A process that ended early may have left too much.
      mustCount = true;
    }
    throw new Error(
      `The usage of user ${ownerId} was changed ${mostTries} times while it was to be reserved`,
    );
  }

  /** Gives back what a stored lab no longer takes. A loss is corrected by the next recount. */
  async release(before: Lab, after: Lab): Promise<void> {
    const { usage } = this.#options;
    const { ownerId, id } = after;
    const stored = await usage.get(ownerId);
    const known = stored?.labs.get(id)?.usage ?? noUsage;
    const change = { before: this.usageOf(before), after: this.usageOf(after) };
    // Otherwise a later edit has reserved more in the meantime.
    if (usageKinds.some((kind) => known[kind] !== change.before[kind])) return;
    await usage.change(ownerId, id, change, this.limits);
  }

  /** What the labs of a user take now. */
  async used(userId: string): Promise<LabUsage> {
    return (await this.#recount(userId)) ?? (await this.#options.usage.get(userId)) ?? noUsage;
  }

  /** Reads all labs of a user and stores their sums. Null if the usage changed in the meantime. */
  async #recount(userId: string): Promise<StoredUsage | null> {
    const { usage, labs, clock } = this.#options;
    const seen = await usage.get(userId);
    const counted = new Map<string, LabUsage>();
    for await (const page of labPagesOf(labs, userId))
      for (const lab of page) counted.set(lab.id, this.usageOf(lab));
    const young = clock().getTime() - reservedMs;
    for (const [id, { usage: reserved, at }] of seen?.labs ?? []) {
      if (Date.parse(at) < young) continue;
      const found = counted.get(id) ?? noUsage;
      counted.set(id, {
        containers: Math.max(found.containers, reserved.containers),
        networks: Math.max(found.networks, reserved.networks),
        memoryMb: Math.max(found.memoryMb, reserved.memoryMb),
      });
    }
    return usage.replace(userId, counted, seen);
  }

  #roomFor(stored: StoredUsage, labId: string): LabUsage {
    const own = stored.labs.get(labId)?.usage ?? noUsage;
    const room = (kind: keyof LabUsage) => this.limits[kind] - (stored[kind] - own[kind]);
    return { containers: room('containers'), networks: room('networks'), memoryMb: room('memoryMb') };
  }

  /** Why an edit would be refused now; null if it would not. Nothing is reserved. */
  async foresee(before: Lab, after: Lab): Promise<EditError | null> {
    const { usage } = this.#options;
    const { ownerId, id } = after;
    if (!usageGrows(this.usageOf(before), this.usageOf(after))) return null;
    const stored = (await usage.get(ownerId)) ?? (await this.#recount(ownerId));
    const refusal = stored && this.refusal(before, after, this.#roomFor(stored, id));
    if (!refusal) return null;
    // A process that ended early may have left too much.
    const counted = await this.#recount(ownerId);
    return counted === null ? refusal : this.refusal(before, after, this.#roomFor(counted, id));
  }

  /** Why an edit passes a quota; null if it does not. @param room what the lab may take at most */
  refusal(before: Lab, after: Lab, room: LabUsage): EditError | null {
    const [was, wanted] = [this.usageOf(before), this.usageOf(after)];
    for (const kind of usageKinds) {
      if (wanted[kind] <= was[kind] || wanted[kind] <= room[kind]) continue;
      return this.#refusalOf(kind, this.limits[kind] - room[kind] + was[kind]);
    }
    return null;
  }

  #refusalOf(kind: keyof LabUsage, used: number): EditError {
    const limit = this.limits[kind];
    const message =
      kind === 'memoryMb'
        ? `Your running containers may use ${used} MB of memory, and an account may use at most ${limit} MB. Stop or delete some first, or give them less.`
        : `Your labs have ${used} ${kind}, and an account may have at most ${limit}. Delete some first.`;
    return { kind: 'quota', message, limit, used };
  }
}
