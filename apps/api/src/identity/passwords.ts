import { hash, verify } from '@node-rs/argon2';

/** OWASP's second recommendation for argon2id, which is what the package makes by default: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** No password is longer; hashing a novel would only cost us time. */
export const longestPassword = 200;

let decoy: Promise<string> | null = null;

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** An unknown user costs as much as a known one, so that timing doesn't tell who has an account. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const right = await verify(passwordHash ?? (await decoy), password);
  return right && passwordHash !== null;
}
