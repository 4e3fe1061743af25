import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { password } from '@pineapple/test-kit/users';
import { generousSignIn, startTestServer } from '../../testing/test-server.ts';

let aws: TestAws;

beforeAll(async () => {
  aws = await shareTestAws();
});

afterAll(() => aws[Symbol.asyncDispose]());

test('lets a known browser in while strangers at its address and for its account have to wait', async () => {
  const signIn = { ...generousSignIn, failuresPerAddress: 2, failuresPerAccount: 2 };
  await using strict = await startTestServer(aws, await aws.newTables(), { config: { signIn } });
  const owner = await strict.signedUp('owner');
  const guesser = strict.client();
  const guess = (guessed: string) => guesser.mutate('signIn', { username: 'owner', password: guessed });
  for (let tries = 0; tries < 2; tries += 1) {
    expect(await guess('not the password')).toMatchObject({ code: 'CREDENTIALS' });
  }
  expect(await guess(password)).toMatchObject({ __typename: 'RateLimitError', code: 'RATE_LIMITED' });
  expect(await owner.mutate('signIn', { username: 'owner', password })).toMatchObject({
    __typename: 'SignInPayload',
  });
});

test('shares the counts between instances', async () => {
  const prefix = await aws.newTables();
  const config = { signIn: { ...generousSignIn, failuresPerAddress: 2 } };
  await using first = await startTestServer(aws, prefix, { config });
  await using second = await startTestServer(aws, prefix, { config });
  const answers = await Promise.all(
    [first, second, first, second].map((each, index) =>
      each.client().mutate('signIn', { username: `nobody-${index}`, password: 'not the password' }),
    ),
  );
  expect(answers.filter(({ code }) => code === 'CREDENTIALS')).toHaveLength(2);
});

test('limits sign-ups from one address by the setting', async () => {
  const signIn = { ...generousSignIn, signUpsPerAddress: 2 };
  await using strict = await startTestServer(aws, await aws.newTables(), { config: { signIn } });
  await strict.signedUp('one');
  await strict.signedUp('two');
  expect(await strict.client().mutate('signUp', { username: 'three', password })).toMatchObject({
    __typename: 'RateLimitError',
    retryAfterSeconds: expect.any(Number),
  });
});
