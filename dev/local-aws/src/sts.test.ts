import { expect, test } from 'vitest';
import { signRequest } from './testing/sign-request.ts';
import { startTestAws } from './testing/start-test-aws.ts';

test('GetCallerIdentity returns the account', async () => {
  await using local = await startTestAws();
  const ask = async (action: string): Promise<Response> => {
    const body = new URLSearchParams({ Action: action, Version: '2011-06-15' }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const url = local.aws.endpoint;
    const headers = await signRequest({ url, service: 'sts', headers: type, body });
    return fetch(url, { method: 'POST', headers, body });
  };
  expect(await (await ask('GetCallerIdentity')).text()).toContain('<Account>000000000000</Account>');
  const refused = await ask('AssumeRole<');
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('<Code>InvalidAction</Code>');
});
