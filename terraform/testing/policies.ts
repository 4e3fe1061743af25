import type { StateResource } from './terraform.ts';

/** One permission of a policy: an action on a resource. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  /** The condition's JSON; null when there is none. */
  readonly condition: string | null;
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

/** Everything that the policies of a role allow. */
export function permissionsOf(resources: readonly StateResource[], roleAddress: string): Permission[] {
  const policies = resources.filter(
    ({ type, address }) =>
      type === 'aws_iam_role_policy' &&
      address === roleAddress.replace('aws_iam_role.', 'aws_iam_role_policy.'),
  );
  if (policies.length === 0) throw new Error(`${roleAddress} has no policy.`);
  return policies
    .flatMap(({ values }) => (JSON.parse(String(values['policy'])) as { Statement: Statement[] }).Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource, Condition }) =>
      listOf(Action).flatMap((action) =>
        listOf(Resource).map((resource) => ({
          action,
          resource,
          condition: Condition ? JSON.stringify(Condition) : null,
        })),
      ),
    );
}

/** `aws:userid` of an instance: its role's id and its own. */
export const instanceUserId = 'AROAEXAMPLE:i-0123456789abcdef0';

/** Whether an IAM pattern with *, ? and `aws:userid` matches, for the instance of `instanceUserId`. */
export function fits(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll('${aws:userid}', instanceUserId).replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}
