import type { User } from '@pineapple/store';

export interface UserModel {
  readonly __typename: 'User';
  readonly id: string;
  readonly username: string;
  readonly createdAt: string;
}

/** What others see of a user: never the password's hash. */
export function toUserModel({ id, username, createdAt }: User): UserModel {
  return { __typename: 'User', id, username, createdAt };
}
