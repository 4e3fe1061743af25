import { randomInt } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { hostsBehind, type Lab, parseId } from '@pineapple/core';
import { deleteRows } from '../table/batches.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseLabRow, toLab } from './lab-row.ts';
import { type Holding, NameReservations } from '../accounts/name-reservations.ts';
import { partKey, type PartRow } from './part-row.ts';
import { StoreError } from '../table/store-error.ts';
import { type StoreOptions, systemClock } from '../table/store-options.ts';
import { updateParts } from '../table/update-expression.ts';

/** Low ones are what people set up by hand. */
const firstVni = 4096;
const lastVni = 0xffffff;
const mostTries = 20;

export interface NewPlacement {
  /** Every host of the lab, the one with its ways out first. */
  readonly hosts: readonly [string, ...string[]];
  /** The host of each container, by the container's id. */
  readonly containers: Readonly<Record<string, string>>;
}

export interface PlacementStoreOptions extends StoreOptions {
  /** A VNI to try, 1 to 16,777,215; for tests. */
  readonly chooseVni?: () => number;
}

const anyVni = (): number => randomInt(firstVni, lastVni + 1);

const vniKey = (vni: number): string => `vni#${vni}`;

/**
 * Where the parts of wide labs are: in the rows of the labs, of which nothing else writes this, plus a row for each host
 * that has a part but is not the first, so that the index of labs by host has it, and one for each VNI in use.
 */
export class PlacementStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #vnis: NameReservations;
  readonly #chooseVni: () => number;

  constructor({ documents, table, now = systemClock, chooseVni = anyVni }: PlacementStoreOptions) {
    this.#documents = documents;
    this.#table = table;
    this.#vnis = new NameReservations({ documents, table, now });
    this.#chooseVni = chooseVni;
  }

  /**
   * Places a lab as a wide one, or anew if it is one; each network that has no VNI gets one. Which revision its hosts
   * match is to be found out again.
   *
   * @returns The lab as it is then; null when it is gone, or was placed otherwise since it was read: read it again.
   */
  async place(lab: Lab, { hosts, containers }: NewPlacement): Promise<Lab | null> {
    const given = await this.#giveVnis(lab);
    const vnis = { ...lab.placement.vnis, ...given };
    const [hostId, ...others] = hosts;
    const known = new Set(lab.placement.hosts);
    await this.#addParts(
      lab.id,
      others.filter((host) => !known.has(host)),
    );
    const stored = await this.#write(
      lab,
      { hostId, placement: { hosts, containers }, matched: {}, vnis },
      '(attribute_not_exists(hostId) OR hostId = :hostId)',
    );
    if (stored === null) await this.#releaseVnis(given);
    return stored;
  }

  /**
   * Notes that a host matches a revision of a wide lab. Whether all hosts of the lab match the last one that concerns
   * them; false too when a later one does.
   */
  async match(labId: string, hostId: string, revision: number): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { id: labId },
          UpdateExpression: 'SET matched.#host = :revision',
          ConditionExpression: 'attribute_exists(matched) AND hostRevision <= :revision',
          ExpressionAttributeNames: { '#host': hostId },
          ExpressionAttributeValues: { ':revision': revision },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    if (!reply?.Attributes) return false;
    return hostsBehind(toLab(parseLabRow(this.#table, reply.Attributes))).length === 0;
  }

  /** Gives back the VNIs of networks that are not in the lab any more. To be called once none of its hosts has them. */
  async releaseUnused(lab: Lab): Promise<void> {
    const used = new Set(lab.networks.map(({ id }) => id));
    const given = Object.entries(lab.placement.vnis);
    const unused = given.filter(([networkId]) => !used.has(networkId));
    if (unused.length === 0) return;
    const vnis = Object.fromEntries(given.filter(([networkId]) => used.has(networkId)));
    const stored = await this.#write(lab, { vnis }, 'hostRevision = :hostRevision', {
      ':hostRevision': lab.hostRevision,
    });
    if (stored) await this.#releaseVnis(Object.fromEntries(unused));
  }

  /** Drops what is kept beside the row of a lab that has left its hosts. */
  async leaveHosts(lab: Pick<Lab, 'id' | 'placement'>): Promise<void> {
    await this.#dropParts(lab.id, lab.placement.hosts.slice(1));
  }

  /** Drops all that is kept beside the row of a lab that is gone. */
  async forget(lab: Pick<Lab, 'id' | 'placement'>): Promise<void> {
    await this.leaveHosts(lab);
    await this.#releaseVnis(lab.placement.vnis);
  }

  async #write(
    lab: Lab,
    set: Readonly<Record<string, unknown>>,
    condition: string,
    values: Readonly<Record<string, unknown>> = {},
  ): Promise<Lab | null> {
    const parts = updateParts({ ...set, placementVersion: lab.placement.version + 1 });
    const unplaced = lab.placement.version === 0 ? 'attribute_not_exists(placementVersion) OR ' : '';
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { id: lab.id },
          ...parts,
          ConditionExpression: `attribute_exists(id) AND (${unplaced}placementVersion = :known) AND ${condition}`,
          ExpressionAttributeValues: {
            ...parts.ExpressionAttributeValues,
            ...values,
            ':known': lab.placement.version,
          },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return reply?.Attributes ? toLab(parseLabRow(this.#table, reply.Attributes)) : null;
  }

  async #addParts(labId: string, hostIds: readonly string[]): Promise<void> {
    const put = (row: PartRow) => this.#documents.send(new PutCommand({ TableName: this.#table, Item: row }));
    await Promise.all(hostIds.map((hostId) => put({ ...partKey(labId, hostId), hostId })));
  }

  async #dropParts(labId: string, hostIds: readonly string[]): Promise<void> {
    const keys = hostIds.map((hostId) => partKey(labId, hostId));
    await deleteRows(this.#documents, this.#table, keys);
  }

  /** A VNI for each network of the lab that has none. */
  async #giveVnis({ networks, placement }: Lab): Promise<Record<string, number>> {
    const bare = networks.filter(({ id }) => placement.vnis[id] === undefined);
    return Object.fromEntries(
      await Promise.all(bare.map(async ({ id }) => [id, await this.#reserveVni(id)])),
    );
  }

  async #reserveVni(networkId: string): Promise<number> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const vni = this.#chooseVni();
      if (await this.#vnis.reserve(vniKey(vni), networkId, (holder) => this.#holdingOf(holder, vni)))
        return vni;
    }
    throw new StoreError(
      `${mostTries} VNIs in a row were taken: something is wrong with table ${this.#table}`,
    );
  }

  async #holdingOf(networkId: string, vni: number): Promise<Holding> {
    const parsed = parseId(networkId);
    if (parsed?.kind !== 'network') return 'unclear';
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { id: parsed.labId }, ConsistentRead: true }),
    );
    // A lab is stored before any of its networks has a VNI: it is gone, and so is all that its hosts had.
    if (!Item) return 'given-up';
    return parseLabRow(this.#table, Item).vnis?.[networkId] === vni ? 'held' : 'unclear';
  }

  async #releaseVnis(vnis: Readonly<Record<string, number>>): Promise<void> {
    await Promise.all(
      Object.entries(vnis).map(async ([networkId, vni]) => {
        const reservation = await this.#vnis.get(vniKey(vni));
        if (reservation?.holderId === networkId) await this.#vnis.release(reservation.id, reservation.ticket);
      }),
    );
  }
}
