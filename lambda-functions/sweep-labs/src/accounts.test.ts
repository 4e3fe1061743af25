import type { Lab } from '@pineapple/core';
import { apiTokenScopes, type User } from '@pineapple/store';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterAll, beforeAll, expect, test } from 'vitest';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
}, 60_000);
afterAll(() => bed?.[Symbol.asyncDispose]());

const longAgo = new Date(Date.now() - 10 * 60_000).toISOString();
const now = () => new Date().toISOString();

/** An account with a lab on a host, a session and a token. */
async function account(): Promise<{ user: User; lab: Lab }> {
  const lab = await bed.make.make('web');
  const id = lab.ownerId;
  const user = {
    id,
    username: `u-${id.slice(4)}`,
    passwordHash: `hash of ${id}`,
    createdAt: now(),
    ...{ sessionEpoch: 0, operatorSince: null, devices: [] },
  };
  await bed.users.create(user);
  const credential = { userId: id, createdAt: now(), expiresAt: Math.floor(Date.now() / 1000) + 3600 };
  const session = { epoch: 0, lastSeenAt: now(), userAgent: null, address: null };
  await bed.sessions.create({ ...credential, ...session, id: `s-${id}`, tokenHash: `s-${id}` });
  const token = { name: 'ci', lastUsedAt: null, creatorHash: null, scopes: apiTokenScopes };
  await bed.apiTokens.create({ ...credential, ...token, id: `t-${id}`, tokenHash: `t-${id}` });
  await bed.call('apply-lab', { labId: lab.id, cause: 'edit' });
  return { user, lab };
}

test('the data of a deleted account is removed, also on hosts, when the deleting request ended early', async () => {
  const { user, lab } = await account();
  const other = await account();
  expect(await bed.users.delete(user)).toBe(true);
  await bed.call('sweep-labs', {});
  expect(await bed.sessions.getByTokenHash(`s-${user.id}`)).not.toBeNull();

  await bed.backdateDeletion(user.id, longAgo);
  const messages = await bed.listen(lab.id);
  await bed.call('sweep-labs', {});
  expect(await bed.sessions.getByTokenHash(`s-${user.id}`)).toBeNull();
  expect(await bed.apiTokens.getByTokenHash(`t-${user.id}`)).toBeNull();
  await eventually(async () =>
    expect(await bed.host.received(lab.id)).toContainEqual(expect.objectContaining({ removed: true })),
  );
  await eventually(async () => expect(await bed.labs.get(lab.id, { consistent: true })).toBeNull());
  expect(messages).toContainEqual({ type: 'deleted', labId: lab.id });
  expect(await bed.users.listDeletions()).toEqual([]);

  expect(await bed.labs.get(other.lab.id, { consistent: true })).toMatchObject({ deletedAt: null });
  expect(await bed.sessions.getByTokenHash(`s-${other.user.id}`)).not.toBeNull();
});

test('an account whose deletion failed keeps its data', async () => {
  const { user, lab } = await account();
  expect(await bed.users.delete({ ...user, passwordHash: 'changed meanwhile' })).toBe(false);
  await bed.backdateDeletion(user.id, longAgo);
  await bed.call('sweep-labs', {});
  expect(await bed.users.listDeletions()).toEqual([]);
  expect(await bed.users.get(user.id)).toEqual(user);
  expect(await bed.labs.get(lab.id, { consistent: true })).toMatchObject({ deletedAt: null });
  expect(await bed.sessions.getByTokenHash(`s-${user.id}`)).not.toBeNull();
});

test('the name of a deleted account is free at once, and its data does not go to the next owner', async () => {
  const { user, lab } = await account();
  await bed.users.delete(user);
  const successor = { ...user, id: 'usr_heirheirheir', passwordHash: 'another' };
  expect(await bed.users.create(successor)).toMatchObject({ ok: true });
  await bed.backdateDeletion(user.id, longAgo);
  await bed.call('sweep-labs', {});
  expect(await bed.users.getByUsername(user.username)).toEqual(successor);
  await eventually(async () => expect(await bed.labs.get(lab.id, { consistent: true })).toBeNull());
});
