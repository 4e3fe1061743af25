import {
  type InstanceInformation,
  type SSMClient,
  paginateDescribeInstanceInformation,
} from '@aws-sdk/client-ssm';
import { callAws } from './call-aws.ts';

/** A host that Systems Manager can reach now. */
export interface OnlineHost {
  readonly instanceId: string;
  /** The name it was registered or tagged with; its id when it has none. */
  readonly name: string;
  /** When SSM last heard from it. RFC 3339. */
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

/** So many hosts are answered for in one call. */
export const hostsPerCall = 50;

/**
 * The machines tagged `pineapple-role=host` that Systems Manager calls online, ordered by id: one call for every fifty.
 * @param among - Only of these, at most `hostsPerCall`.
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
