import type { UserStore } from '@pineapple/store';
import DataLoader from 'dataloader';
import { toUserModel, type UserModel } from '../identity/user-model.ts';

export type UserLoader = DataLoader<string, UserModel | null>;

/** Reads each user once per request, however often the query meets them. */
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
