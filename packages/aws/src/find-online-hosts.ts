import {
  type InstanceInformation,
  type SSMClient,
  paginateDescribeInstanceInformation,
} from '@aws-sdk/client-ssm';
import { callAws } from './call-aws.ts';

/** A host that Systems Manager can reach now. */
interface OnlineHost {
  readonly instanceId: string;
  /** The registered name or the computer name; otherwise the id. */
  readonly name: string;
  /** The last ping that SSM received. RFC 3339. */
  readonly pingedAt: string | null;
}

const filters = [
  { Key: 'tag:pineapple-role', Values: ['host'] },
  { Key: 'PingStatus', Values: ['Online'] },
];

function toHosts(instances: readonly InstanceInformation[]): OnlineHost[] {
  return instances.flatMap(({ InstanceId, Name, ComputerName, LastPingDateTime }) =>
    InstanceId === undefined
      ? []
      : [
          {
            instanceId: InstanceId,
            name: Name || ComputerName || InstanceId,
            pingedAt: LastPingDateTime?.toISOString() ?? null,
          },
        ],
  );
}

/** The most hosts in one response. */
export const hostsPerCall = 50;

/**
 * The online instances with the tag `pineapple-role=host`, ordered by id. Makes one call for every fifty.
 * @param among - Restricts the result to these hosts, at most `hostsPerCall`.
 * @throws ThrottledError, AwsError
 */
export async function findOnlineHosts(
  client: SSMClient,
  among?: readonly string[],
): Promise<readonly OnlineHost[]> {
  const named = among ? [{ Key: 'InstanceIds', Values: [...among] }] : [];
  return callAws({ operation: 'DescribeInstanceInformation', subject: 'hosts' }, async () => {
    const hosts: OnlineHost[] = [];
    for await (const page of paginateDescribeInstanceInformation(
      { client, pageSize: hostsPerCall },
      { Filters: [...named, ...filters] },
    )) {
      hosts.push(...toHosts(page.InstanceInformationList ?? []));
    }
    return hosts.sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1));
  });
}
