import { BuildFailure } from '../build-failure.ts';

/** Numbers of a user and a group in a container. */
export interface OwnerIds {
  readonly uid: number;
  readonly gid: number;
}

/** A container's lists of users and groups. */
interface Accounts {
  /** `/etc/passwd`; empty without one. */
  readonly users: string;
  /** `/etc/group`. */
  readonly groups: string;
}

/** The numbers of `user` or `user:group`, names or numbers. A group that is left out is the user's own. @throws BuildFailure */
export function ownerIdsOf(owner: string, { users, groups }: Accounts): OwnerIds {
  const [user = '', group = null] = owner.split(':');
  const line = linesOf(users).find(([name, , id]) => name === user || id === user);
  const uid = isNumber(user) ? Number(user) : Number(line?.[2] ?? Number.NaN);
  if (Number.isNaN(uid))
    throw new BuildFailure(`the image has no user '${user}'. Create it with RUN useradd.`);
  // As Docker does: a number alone is that of the group too.
  if (group === null) return { uid, gid: Number(line?.[3] ?? uid) };
  const gid = isNumber(group)
    ? Number(group)
    : Number(linesOf(groups).find(([name]) => name === group)?.[2] ?? Number.NaN);
  if (Number.isNaN(gid))
    throw new BuildFailure(`the image has no group '${group}'. Create it with RUN groupadd.`);
  return { uid, gid };
}

const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text);
const linesOf = (text: string): string[][] => text.split('\n').map((line) => line.split(':'));
