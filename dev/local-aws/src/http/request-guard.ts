import { AwsError } from './aws-error.ts';
import type { RequestHead } from './aws-request.ts';

const loopbackHost = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * Refuses requests from web pages. A page can send requests to loopback, but not without an Origin and not (after DNS
 * rebinding) with a loopback Host.
 */
export function checkNoPage({ headers }: Pick<RequestHead, 'headers'>): void {
  if (headers.origin !== undefined) {
    throw new AwsError(
      'AccessDeniedException',
      'Requests with an Origin header are refused: this endpoint is not for browsers.',
      403,
    );
  }
  if (!loopbackHost.test(headers.host ?? '')) {
    throw new AwsError(
      'AccessDeniedException',
      `The Host header '${headers.host ?? ''}' is not a loopback address; use http://127.0.0.1 or http://localhost.`,
      403,
    );
  }
}
