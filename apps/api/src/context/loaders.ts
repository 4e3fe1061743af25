import type { HostRecord, HostStore, UserStore } from '@pineapple/store';
import DataLoader from 'dataloader';
import { toUserModel, type UserModel } from '../identity/user-model.ts';

export type UserLoader = DataLoader<string, UserModel | null>;

/** Reads each user once per request. */
export function userLoader(users: UserStore): UserLoader {
  return new DataLoader((ids) =>
    Promise.all(
      ids.map(async (id) => {
        const user = await users.get(id);
        return user === null ? null : toUserModel(user);
      }),
    ),
  );
}

export type HostLoader = DataLoader<string, HostRecord | null>;

/** Reads each host once per batch. It caches nothing, because the context of a subscription is long-lived. */
export function hostLoader(hosts: Pick<HostStore, 'get'>): HostLoader {
  return new DataLoader(
    async (ids) => {
      const distinct = [...new Set(ids)];
      const rows = await Promise.all(distinct.map((id) => hosts.get(id)));
      const found = new Map(distinct.map((id, index) => [id, rows[index] ?? null]));
      return ids.map((id) => found.get(id) ?? null);
    },
    { cache: false },
  );
}
