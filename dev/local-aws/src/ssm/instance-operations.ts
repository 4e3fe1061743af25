import { hostname } from 'node:os';
import { z } from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { epochSeconds, jsonOperation, type JsonOperation } from '../http/json-service.ts';
import type { Instances, InstanceState } from './instances.ts';

const values = z.array(z.string().min(1)).min(1).max(100);
const input = z.object({
  Filters: z
    .array(z.object({ Key: z.string().min(1), Values: values }))
    .max(50)
    .optional(),
  InstanceInformationFilterList: z
    .array(z.object({ key: z.string().min(1), valueSet: values }))
    .max(50)
    .optional(),
  MaxResults: z.int().min(5).max(50).default(50),
  NextToken: z.string().optional(),
});

const pingStatus = (state: InstanceState): string => (state.online ? 'Online' : 'ConnectionLost');

const properties: Readonly<Record<string, (state: InstanceState) => string>> = {
  InstanceIds: ({ instance }) => instance.instanceId,
  PingStatus: pingStatus,
  ResourceType: () => 'ManagedInstance',
  PlatformTypes: () => 'Linux',
};

export function instanceOperations(instances: Instances): Record<string, JsonOperation> {
  return {
    DescribeInstanceInformation: jsonOperation(
      input,
      ({ Filters, InstanceInformationFilterList, MaxResults, NextToken }) => {
        const filters = [
          ...(Filters ?? []).map(({ Key, Values }) => ({ key: Key, values: Values })),
          ...(InstanceInformationFilterList ?? []).map(({ key, valueSet }) => ({ key, values: valueSet })),
        ];
        const found = instances
          .list()
          .filter((state) => filters.every(({ key, values: wanted }) => matches(state, key, wanted)))
          .sort((a, b) => (a.instance.instanceId < b.instance.instanceId ? -1 : 1));
        const rest = found.filter(({ instance }) => instance.instanceId > (NextToken ?? ''));
        const page = rest.slice(0, MaxResults);
        return {
          InstanceInformationList: page.map(render),
          ...(rest.length > page.length ? { NextToken: page.at(-1)?.instance.instanceId } : {}),
        };
      },
    ),
  };
}

function matches(state: InstanceState, key: string, wanted: readonly string[]): boolean {
  if (key.startsWith('tag:')) {
    const value = state.instance.tags[key.slice(4)];
    return value !== undefined && wanted.includes(value);
  }
  if (key === 'tag-key') return wanted.some((name) => Object.hasOwn(state.instance.tags, name));
  const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (!property) throw new AwsError('InvalidFilterKey', `The filter ${key} is not offered on this endpoint.`);
  return wanted.includes(property(state));
}

function render(state: InstanceState): object {
  const { instance } = state;
  return {
    InstanceId: instance.instanceId,
    PingStatus: pingStatus(state),
    LastPingDateTime: epochSeconds(state.online ? new Date().toISOString() : state.lastPingAt),
    AgentVersion: '3.3.2746.0',
    IsLatestVersion: true,
    PlatformType: 'Linux',
    PlatformName: 'local',
    ResourceType: 'ManagedInstance',
    IPAddress: '127.0.0.1',
    ComputerName: hostname(),
    RegistrationDate: epochSeconds(state.registeredAt),
    ...(instance.name ? { Name: instance.name } : {}),
  };
}
