import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import type { TestClient } from '@pineapple/test-kit/users';
import { startTestServer } from '../../testing/test-server.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await shareTestAws();
});
afterAll(() => aws[Symbol.asyncDispose]());

async function isOperator(client: TestClient): Promise<boolean> {
  const { data } = await client.query('{ viewer { operator } }');
  return (data as { viewer: { operator: boolean } }).viewer.operator;
}

async function idOf(client: TestClient): Promise<string> {
  return ((await client.query('{ viewer { id } }')).data as { viewer: { id: string } }).viewer.id;
}

test('makes no operator of an account that signs up with a listed name', async () => {
  await using server = await startTestServer(aws, await aws.newTables(), {
    config: { operators: ['grace'] },
  });
  expect(await isOperator(await server.signedUp('Grace'))).toBe(false);
  expect(server.logs).toContainEqual(expect.objectContaining({ names: ['grace'] }));
});

test('binds a listed name to the account that has it at the first start, for good', async () => {
  const prefix = await aws.newTables();
  await using before = await startTestServer(aws, prefix);
  const grace = await before.signedUp('Grace');
  await using after = await startTestServer(aws, prefix, { config: { operators: ['grace', 'later'] } });
  grace.url = after.url;
  expect(await isOperator(grace)).toBe(true);
  expect(await after.operatorCode()).toBeNull();

  await after.signedUp('later');
  await grace.mutate('deleteAccount', { password: 'correct horse battery' });
  await using again = await startTestServer(aws, prefix, { config: { operators: ['grace', 'later'] } });
  const impostor = await again.signedUp('grace');
  expect(await isOperator(impostor)).toBe(false);
  const later = again.client();
  await later.mutate('signIn', { username: 'later', password: 'correct horse battery' });
  expect(await isOperator(later)).toBe(false);
});

test('takes the right from an account whose name is no longer listed', async () => {
  const prefix = await aws.newTables();
  await using before = await startTestServer(aws, prefix);
  const grace = await before.signedUp('grace');
  await using listed = await startTestServer(aws, prefix, { config: { operators: ['grace'] } });
  grace.url = listed.url;
  expect(await isOperator(grace)).toBe(true);
  await using unlisted = await startTestServer(aws, prefix);
  grace.url = unlisted.url;
  expect(await isOperator(grace)).toBe(false);
});

test('accepts the ids of accounts in the settings', async () => {
  const prefix = await aws.newTables();
  await using before = await startTestServer(aws, prefix);
  const grace = await before.signedUp();
  await using after = await startTestServer(aws, prefix, { config: { operators: [await idOf(grace)] } });
  grace.url = after.url;
  expect(await isOperator(grace)).toBe(true);
});

test('makes the first account with the code an operator, at once and on every instance', async () => {
  const prefix = await aws.newTables();
  await using first = await startTestServer(aws, prefix);
  await using second = await startTestServer(aws, prefix);
  const code = (await first.operatorCode()) ?? '';
  expect(await second.operatorCode()).toBe(code);
  const [ada, bob] = [await first.signedUp(), await second.signedUp()];
  const offered = '{ viewer { canBecomeOperator } }';
  expect((await ada.query(offered)).data).toEqual({ viewer: { canBecomeOperator: true } });
  expect(await bob.mutate('becomeOperator', { code: 'AAAA-AAAA-AAAA-AAAA-AAAA' })).toMatchObject({
    code: 'CREDENTIALS',
  });

  const typed = code.toLowerCase().replaceAll('-', ' ');
  expect(await ada.mutate('becomeOperator', { code: typed })).toMatchObject({ viewer: { operator: true } });
  // Again, as a browser does whose first answer was lost.
  expect(await ada.mutate('becomeOperator', { code })).toMatchObject({ viewer: { operator: true } });
  expect(await bob.mutate('becomeOperator', { code })).toMatchObject({ code: 'CREDENTIALS' });
  expect((await bob.query(offered)).data).toEqual({ viewer: { canBecomeOperator: false } });
  expect(await first.operatorCode()).toBeNull();
  const elsewhere = second.client();
  elsewhere.cookie = ada.cookie;
  expect(await isOperator(elsewhere)).toBe(true);
  expect((await elsewhere.query('{ hosts { id } }')).data).toEqual({ hosts: [] });
});

test('offers a new code after the only operator has deleted the account', async () => {
  await using server = await startTestServer(aws, await aws.newTables());
  const code = (await server.operatorCode()) ?? '';
  const ada = await server.signedUp();
  await ada.mutate('becomeOperator', { code });
  await ada.mutate('deleteAccount', { password: 'correct horse battery' });
  const next = await server.operatorCode();
  expect(next).not.toBe(code);
  const bob = await server.signedUp();
  expect(await bob.mutate('becomeOperator', { code: next ?? '' })).toMatchObject({
    viewer: { operator: true },
  });
});
