import { SignatureV4 } from '@smithy/signature-v4';
import { createSsmClient, type ClientSettings } from './clients.ts';

/** ElastiCache refuses older passwords. Open connections stay open. */
const validSeconds = 900;

interface CacheSettings {
  /** `rediss://<user>@<host>:<port>`. IAM authenticates this user. */
  readonly busUrl: string;
  /** Name of the cache whose users IAM authenticates; null without IAM. */
  readonly busIamCache: string | null;
}

/**
 * IAM authentication for an ElastiCache cache. Returns a function that creates a new password from the process's AWS
 * credentials, so that no secret is stored; null without IAM.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export function cachePassword(
  { busUrl, busIamCache }: CacheSettings,
  settings: ClientSettings = {},
): (() => Promise<string>) | null {
  if (busIamCache === null) return null;
  const user = decodeURIComponent(new URL(busUrl).username);
  // Created only to resolve the credentials and the region.
  const { config } = createSsmClient(settings);
  const signer = new SignatureV4({
    service: 'elasticache',
    region: config.region,
    credentials: config.credentials,
    sha256: config.sha256,
  });
  return async () => {
    const signed = await signer.presign(
      {
        method: 'GET',
        protocol: 'http:',
        hostname: busIamCache,
        path: '/',
        query: { Action: 'connect', User: user },
        headers: { host: busIamCache },
      },
      { expiresIn: validSeconds },
    );
    const query = Object.entries(signed.query ?? {}).map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
    );
    return `${busIamCache}/?${query.join('&')}`;
  };
}
