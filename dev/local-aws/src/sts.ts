import { accountId } from './account.ts';
import { AwsError } from './http/aws-error.ts';
import type { Service } from './http/aws-request.ts';

/** STS: GetCallerIdentity, which shows the account. */
export function createSts(): Service {
  return {
    name: 'sts',
    maxBodyBytes: 65_536,
    operationOf: ({ method, path, headers }) =>
      method === 'POST' &&
      path === '/' &&
      headers['content-type']?.startsWith('application/x-www-form-urlencoded')
        ? 'Query'
        : null,
    async handle(_operation, { body, requestId }) {
      const action = new URLSearchParams(body.toString('utf8')).get('Action');
      if (action !== 'GetCallerIdentity') {
        throw new AwsError('InvalidAction', `The action ${String(action)} is not offered on this endpoint.`);
      }
      const result = `<Arn>arn:aws:iam::${accountId}:user/local</Arn><UserId>AIDALOCAL</UserId><Account>${accountId}</Account>`;
      return xml(
        200,
        `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
      );
    },
    renderError: ({ code, message, status }) =>
      xml(
        status,
        `<ErrorResponse><Error><Type>Sender</Type><Code>${escape(code)}</Code><Message>${escape(message)}</Message></Error></ErrorResponse>`,
      ),
  };
}

const xml = (status: number, body: string) => ({ status, headers: { 'content-type': 'text/xml' }, body });

const escape = (text: string): string =>
  text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
