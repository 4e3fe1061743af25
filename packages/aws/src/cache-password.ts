import { SignatureV4 } from '@smithy/signature-v4';
import { createSsmClient, type ClientSettings } from './clients.ts';

/** ElastiCache refuses older ones; connections that were made with one live on. */
const validSeconds = 900;

export interface CacheSettings {
  /** `rediss://<user>@<host>:<port>`; the user is whom IAM is asked about. */
  readonly busUrl: string;
  /** Name of the cache whose users IAM decides on; null where there is none such. */
  readonly busIamCache: string | null;
}

/**
 * How to sign in to a cache of ElastiCache as what one is in IAM: gives a new password at each call, made of the
 * process's own AWS credentials, so that there is no secret to keep. Null when IAM has no say.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export function cachePassword(
  { busUrl, busIamCache }: CacheSettings,
  settings: ClientSettings = {},
): (() => Promise<string>) | null {
  if (busIamCache === null) return null;
  const user = decodeURIComponent(new URL(busUrl).username);
  // Made for its settings alone: whose credentials, which region.
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
