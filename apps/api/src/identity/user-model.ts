import type { User } from '@pineapple/store';

export interface UserModel {
  readonly __typename: 'User';
  readonly id: string;
  readonly username: string;
  readonly createdAt: string;
  /** Whether the account became an operator with the operator code. Others come from the settings. */
  readonly madeOperator: boolean;
}

/** What others see of a user: never the password's hash. */
export function toUserModel({ id, username, createdAt, operatorSince }: User): UserModel {
  return { __typename: 'User', id, username, createdAt, madeOperator: operatorSince !== null };
}
