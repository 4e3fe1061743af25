import type { SSMClient } from '@aws-sdk/client-ssm';
import { SignatureV4 } from '@smithy/signature-v4';

/**
 * The headers that sign the opening of a data channel, as AWS's Session Manager plugin does from version 1.2.764.0: the
 * action ssmmessages:OpenDataChannel. None when AWS has signed the URL itself.
 */
export async function signDataChannel(client: SSMClient, url: URL): Promise<Record<string, string>> {
  if (url.searchParams.has('X-Amz-Signature')) return {};
  const { credentials, region, sha256 } = client.config;
  const signer = new SignatureV4({ service: 'ssmmessages', credentials, region, sha256 });
  const { headers } = await signer.sign({
    method: 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host },
  });
  return headers;
}
