import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { startTestAws } from '../testing/start-test-aws.ts';

const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=f' };

/** fetch would set its own Host. */
async function post(endpoint: string, headers: Record<string, string>, body = '{}') {
  const sent = request(endpoint, { method: 'POST', headers });
  sent.end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, type: response.headers['x-amzn-errortype'], text };
}

describe('the endpoint', () => {
  const listTables = {
    'x-amz-target': 'DynamoDB_20120810.ListTables',
    'content-type': 'application/x-amz-json-1.0',
  };

  test('refuses requests that a web page could send', async () => {
    await using local = await startTestAws();
    const { endpoint } = local.aws;
    const cases = [
      { ...listTables, ...signed, origin: 'http://evil.example' },
      { ...listTables, ...signed, origin: 'null' },
      { ...listTables, ...signed, host: 'evil.example' },
      { ...listTables, ...signed, host: '127.0.0.1.evil.example:80' },
      { ...listTables },
      { ...listTables, authorization: 'Bearer x' },
    ];
    for (const headers of cases) expect(await post(endpoint, headers)).toMatchObject({ status: 403 });
    expect(await post(endpoint, { ...listTables, ...signed })).toMatchObject({ status: 200 });
    const port = new URL(endpoint).port;
    expect(await post(endpoint, { ...listTables, ...signed, host: `localhost:${port}` })).toMatchObject({
      status: 200,
    });
    expect(await post(endpoint, { ...listTables, ...signed, host: `[::1]:${port}` })).toMatchObject({
      status: 200,
    });
  });

  test('answers a preflight without permitting the page', async () => {
    await using local = await startTestAws();
    const response = await fetch(local.aws.endpoint, {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example' },
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('names an unsupported operation', async () => {
    await using local = await startTestAws();
    const { endpoint } = local.aws;
    expect(await post(`${endpoint}/nowhere`, signed)).toMatchObject({
      status: 404,
      type: 'UnknownOperationException',
    });
    const toString = await post(endpoint, { ...signed, 'x-amz-target': 'AmazonSSM.toString' });
    expect(toString).toMatchObject({ status: 400, type: 'UnknownOperationException' });
    expect(await post(endpoint, { ...signed, 'x-amz-target': 'AmazonSSM.SendCommand' }, '{')).toMatchObject({
      status: 400,
      type: 'SerializationException',
    });
    expect(await post(`${endpoint}/2015-03-31/functions/%E0%A4%A/invocations`, signed)).toMatchObject({
      status: 404,
    });
  });

  test('refuses fault injection unless it is enabled', async () => {
    await using closed = await startTestAws();
    const fault = JSON.stringify({
      service: 'dynamodb',
      operation: 'ListTables',
      error: 'ThrottlingException',
    });
    expect(await post(`${closed.aws.endpoint}/_local/faults`, signed, fault)).toMatchObject({ status: 404 });

    await using open = await startTestAws({ faults: true });
    const endpoint = `${open.aws.endpoint}/_local/faults`;
    expect(await post(endpoint, signed, fault)).toMatchObject({ status: 204 });
    expect(await post(endpoint, signed, '{"service":"dynamodb"}')).toMatchObject({ status: 400 });
    await expect(open.clients.dynamodb.send(new ListTablesCommand({}))).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    expect(await open.clients.dynamodb.send(new ListTablesCommand({}))).toMatchObject({ TableNames: [] });
  });

  test('survives clients that disconnect in the middle of a request', async () => {
    await using local = await startTestAws();
    const { hostname, port } = new URL(local.aws.endpoint);
    for (const target of ['DynamoDB_20120810.PutItem', 'AmazonSSM.SendCommand', 'AWSEvents.PutEvents']) {
      for (const cut of ['destroy', 'resetAndDestroy'] as const) {
        const socket = connect(Number(port), hostname);
        await once(socket, 'connect');
        socket.write(
          `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: AWS4-HMAC-SHA256 x\r\nX-Amz-Target: ${target}\r\nContent-Length: 100000\r\n\r\n{"a":`,
        );
        socket[cut]();
        await once(socket, 'close');
      }
    }
    expect(await local.clients.dynamodb.send(new ListTablesCommand({}))).toMatchObject({ TableNames: [] });
    expect(local.logs).toEqual([]);
  });

  test('refuses a body over the limit, with and without Content-Length', async () => {
    await using local = await startTestAws();
    const headers = { ...signed, 'x-amz-target': 'AWSEvents.PutEvents' };
    expect(await post(local.aws.endpoint, headers, 'x'.repeat(1_048_577))).toMatchObject({ status: 413 });
    const chunked = { ...headers, 'transfer-encoding': 'chunked' };
    expect(await post(local.aws.endpoint, chunked, 'x'.repeat(1_048_577))).toMatchObject({ status: 413 });
  });

  test("answers the SDK's retries after two throttled responses", async () => {
    await using local = await startTestAws();
    local.aws.injectFault({
      service: 'dynamodb',
      operation: 'ListTables',
      error: 'ThrottlingException',
      times: 2,
    });
    const patient = new DynamoDBClient({
      endpoint: local.aws.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 3,
    });
    expect(await patient.send(new ListTablesCommand({}))).toMatchObject({ $metadata: { attempts: 3 } });
    patient.destroy();
  });
});
