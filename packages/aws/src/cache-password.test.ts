import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cachePassword } from './cache-password.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret' };
const cache = { busUrl: 'rediss://pineapple-client@bus.example.org:6379', busIamCache: 'pineapple-bus' };
const settings = { region: 'eu-central-1', credentials };

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Signature version 4, computed by hand from AWS's description. */
function signatureOf(query: URLSearchParams): string {
  const [date = ''] = (query.get('X-Amz-Date') ?? '').split('T');
  const canonical = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const empty = createHash('sha256').update('').digest('hex');
  const request = ['GET', '/', canonical, 'host:pineapple-bus', '', 'host', empty].join('\n');
  const scope = `${date}/eu-central-1/elasticache/aws4_request`;
  const digest = createHash('sha256').update(request).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', query.get('X-Amz-Date'), scope, digest].join('\n');
  const key = [date, 'eu-central-1', 'elasticache', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  );
  return hmac(key, toSign).toString('hex');
}

describe('the password of a cache', () => {
  it('is a signed request to connect that is valid for 15 minutes', async () => {
    const password = await cachePassword(cache, settings)?.();
    const [name, search] = (password ?? '').split('/?');
    const query = new URLSearchParams(search);
    expect(name).toBe('pineapple-bus');
    expect(Object.fromEntries(query)).toMatchObject({
      Action: 'connect',
      User: 'pineapple-client',
      'X-Amz-Expires': '900',
      'X-Amz-SignedHeaders': 'host',
    });
    expect(query.get('X-Amz-Signature')).toBe(signatureOf(query));
  });

  it('does not exist without IAM', () => {
    expect(cachePassword({ ...cache, busIamCache: null }, settings)).toBeNull();
  });
});
