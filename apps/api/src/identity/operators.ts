import { randomInt } from 'node:crypto';
import { canonicalUsername, parseId } from '@pineapple/core';
import type { OperatorStore, UserStore } from '@pineapple/store';
import type { UserModel } from './user-model.ts';

interface OperatorsOptions {
  readonly operators: OperatorStore;
  readonly users: UserStore;
  /** The entries of PINEAPPLE_OPERATORS: ids of accounts, and user names from before ids were listed. */
  readonly listed: readonly string[];
}

/** Without letters that look like digits. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/**
 * Who manages hosts: accounts by id, never by a name that anyone can sign up with. Accounts come from the settings, and
 * the first one may come by the operator code, which is printed while there is no operator.
 */
export class Operators {
  readonly #options: OperatorsOptions;
  readonly #names: readonly string[];
  readonly #accounts: Set<string>;

  constructor(options: OperatorsOptions) {
    this.#options = options;
    const ids = options.listed.filter(isUserId);
    this.#accounts = new Set(ids);
    this.#names = options.listed.filter((each) => !isUserId(each)).map(canonicalUsername);
  }

  /**
   * Binds the listed names to the accounts that have them. Must end before anyone can sign up.
   * @returns the names that are bound to no account
   */
  async bindNames(): Promise<readonly string[]> {
    if (this.#names.length === 0) return [];
    const { operators, users } = this.#options;
    const bound = await operators.bindNames(
      this.#names,
      async (name) => (await users.getByUsername(name))?.id ?? null,
    );
    for (const account of bound.values()) if (account !== null) this.#accounts.add(account);
    return [...bound].flatMap(([name, account]) => (account === null ? [name] : []));
  }

  has({ id, madeOperator }: Pick<UserModel, 'id' | 'madeOperator'>): boolean {
    return madeOperator || this.#accounts.has(id);
  }

  /** The code for the first operator, the same one on every instance; null if there is an operator. */
  async code(): Promise<string | null> {
    const { operators, users } = this.#options;
    if (this.#accounts.size > 0) {
      await operators.withdrawCode();
      return null;
    }
    const claimant = await operators.claimant();
    if (claimant !== null && (await users.get(claimant)) !== null) return null;
    return operators.offerCode(newCode(), claimant);
  }

  /** Whether a code waits for its claim. */
  async awaited(): Promise<boolean> {
    return this.#accounts.size === 0 && (await this.#options.operators.openCode()) !== null;
  }

  /** Makes an account the first operator. Returns false for a wrong code, or one that another account claimed. */
  async claim(code: string, userId: string): Promise<boolean> {
    const { operators, users } = this.#options;
    const typed =
      code
        .toUpperCase()
        .replace(/[\s-]/g, '')
        .match(/.{1,4}/g)
        ?.join('-') ?? '';
    return (await operators.claim(typed, userId)) && (await users.makeOperator(userId));
  }
}

function isUserId(text: string): boolean {
  return parseId(text)?.kind === 'user';
}

/** 98 random bits, such as `K7QM-2FXB-…`. */
function newCode(): string {
  const groups = Array.from({ length: 5 }, () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  );
  return groups.join('-');
}
