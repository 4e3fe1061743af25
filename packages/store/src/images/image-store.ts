import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type DeepReadonly, ownImageStates } from '@pineapple/core';
import { z } from 'zod';
import { queryAll } from '../table/all-rows.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseRow } from '../table/parse-row.ts';
import type { StoreOptions } from '../table/store-options.ts';

const imageRow = z.object({
  ownerId: z.string(),
  /** Unique among the images of its owner. */
  name: z.string(),
  dockerfile: z.string(),
  /** Null, as the next one, in rows from before images could be pulled. */
  pulledFrom: z.string().nullable().default(null),
  pinned: z.string().nullable().default(null),
  /** Null for none, as in rows from before there were any. */
  context: z
    .object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().nonnegative() })
    .nullable()
    .default(null),
  digest: z.string(),
  state: z.enum(ownImageStates),
  reason: z.string().nullable(),
  requestedAt: z.iso.datetime(),
  /** Differs with each build of the image. */
  buildId: z.string(),
  /** Which host builds it, or built it; null until one is chosen. */
  hostId: z.string().nullable(),
});

export type StoredImage = DeepReadonly<z.infer<typeof imageRow>>;

type Ended = Pick<StoredImage, 'reason'> & {
  /** What a pulled image is by digest. */
  readonly pinned?: string | null | undefined;
  readonly state: Exclude<StoredImage['state'], 'building'>;
};
type BuildKey = Pick<StoredImage, 'ownerId' | 'name' | 'buildId'>;

/** The images that users build from Dockerfiles or have pulled. Reads are consistent. */
export class ImageStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor({ documents, table }: StoreOptions) {
    this.#documents = documents;
    this.#table = table;
  }

  async get(ownerId: string, name: string): Promise<StoredImage | null> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { ownerId, name }, ConsistentRead: true }),
    );
    return Item ? parseRow(imageRow, this.#table, ['ownerId', 'name'], Item) : null;
  }

  /** All images of a user, by name. */
  async listByOwner(ownerId: string): Promise<StoredImage[]> {
    const rows = await queryAll(this.#documents, {
      TableName: this.#table,
      KeyConditionExpression: 'ownerId = :ownerId',
      ExpressionAttributeValues: { ':ownerId': ownerId },
      ConsistentRead: true,
    });
    return rows.map((row) => parseRow(imageRow, this.#table, ['ownerId', 'name'], row));
  }

  /**
   * Stores an image that is to be built.
   * @param replaces the build that is stored now; null if there must be none
   * @returns false if another was stored meanwhile
   */
  async start(image: StoredImage, replaces: string | null): Promise<boolean> {
    const stored = await unlessConditionFails(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: image,
          ...(replaces === null
            ? { ConditionExpression: 'attribute_not_exists(ownerId)' }
            : {
                ConditionExpression: 'buildId = :replaces',
                ExpressionAttributeValues: { ':replaces': replaces },
              }),
        }),
      ),
    );
    return stored !== null;
  }

  /** Records which host builds. @returns false if that build is no longer wanted */
  place(key: BuildKey, hostId: string): Promise<boolean> {
    return this.#change(key, 'SET hostId = :hostId', { ':hostId': hostId });
  }

  /** Records the end of a build. @returns false if it is not the present one, or has ended already */
  finish(key: BuildKey, { state, reason, pinned = null }: Ended): Promise<boolean> {
    const values = { ':state': state, ':reason': reason, ':pinned': pinned };
    return this.#change(key, 'SET #state = :state, reason = :reason, pinned = :pinned', values);
  }

  /** Removes an image whose build has not ended and is still the present one. */
  async withdraw({ ownerId, name, buildId }: BuildKey): Promise<void> {
    await unlessConditionFails(
      this.#documents.send(
        new DeleteCommand({
          TableName: this.#table,
          Key: { ownerId, name },
          ConditionExpression: 'buildId = :buildId',
          ExpressionAttributeValues: { ':buildId': buildId },
        }),
      ),
    );
  }

  async remove(ownerId: string, name: string): Promise<void> {
    await this.#documents.send(new DeleteCommand({ TableName: this.#table, Key: { ownerId, name } }));
  }

  async removeAll(ownerId: string): Promise<void> {
    for (const { name } of await this.listByOwner(ownerId)) await this.remove(ownerId, name);
  }

  async #change(
    { ownerId, name, buildId }: BuildKey,
    expression: string,
    values: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { ownerId, name },
          UpdateExpression: expression,
          ConditionExpression: 'buildId = :buildId AND #state = :building',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ...values, ':buildId': buildId, ':building': 'building' },
        }),
      ),
    );
    return reply !== null;
  }
}
