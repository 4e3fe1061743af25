import { expect, test } from 'vitest';
import { startTestAws } from './testing/start-test-aws.ts';

test('GetCallerIdentity returns the account', async () => {
  await using local = await startTestAws();
  const ask = (action: string): Promise<Response> =>
    fetch(local.aws.endpoint, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 x',
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      body: new URLSearchParams({ Action: action, Version: '2011-06-15' }).toString(),
    });
  expect(await (await ask('GetCallerIdentity')).text()).toContain('<Account>000000000000</Account>');
  const refused = await ask('AssumeRole<');
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('<Code>InvalidAction</Code>');
});
