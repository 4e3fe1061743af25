import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;

beforeAll(async () => {
  aws = await startTestAws();
  server = await startTestServer(aws, await aws.newTables());
});
afterEach(() => aws.local.clearFaults());
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await aws?.[Symbol.asyncDispose]();
});

const error = 'ProvisionedThroughputExceededException';

test('fails with INTERNAL, changes nothing and succeeds later when DynamoDB throttles a write for long', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const add = `mutation ($input: CreateContainerInput!) {
    createContainer(input: $input) { __typename ... on CreateContainerPayload { container { name } } }
  }`;
  const input = { labId, name: 'web', image: 'host' };
  aws.local.injectFault({ service: 'dynamodb', operation: 'UpdateItem', error, times: 100 });
  const refused = await ada.query(add, { input });
  expect(refused.errors).toMatchObject([
    { message: expect.stringContaining('on our side'), extensions: { code: 'INTERNAL' } },
  ]);
  expect(JSON.stringify(refused)).not.toContain(error);
  expect(server.logs.some((line) => JSON.stringify(line).includes(error))).toBe(true);
  const containers = `query ($labId: ID!) { lab(id: $labId) { containers { name phase } } }`;
  expect((await ada.query(containers, { labId })).data).toEqual({ lab: { containers: [] } });

  aws.local.clearFaults();
  expect((await ada.query(add, { input })).data).toMatchObject({
    createContainer: { __typename: 'CreateContainerPayload' },
  });
  expect((await ada.query(containers, { labId })).data).toEqual({
    lab: { containers: [{ name: 'web', phase: 'PENDING' }] },
  });
});

test('hides a short throttling', async () => {
  const ada = await server.signedUp();
  aws.local.injectFault({ service: 'dynamodb', operation: 'UpdateItem', error, times: 2 });
  const labId = await ada.createLab();
  expect(await ada.createContainer(labId, 'web')).toMatch(/^ctr_/);
});
