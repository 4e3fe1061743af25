import { quoted } from '@pineapple/core';
import type { Notes } from '../notes.ts';
import type { NodeDefinition } from './node-definition.ts';

/** Fields of a node that are read elsewhere. */
const mapped = new Set(
  'kind image group exec binds env cmd user startup-config sysctls labels stages entrypoint ports cpu memory dns healthcheck'.split(
    ' ',
  ),
);

/** Fields that change nothing here. */
const needless: Readonly<Record<string, string>> = {
  type: 'It selects a variant of other kinds.',
  position: 'It belongs to other tools.',
  'image-pull-policy': 'Our own image stands in.',
  'restart-policy': 'The host restarts containers by itself.',
  'auto-remove': 'Containers stay until you delete them.',
  'mgmt-ipv4': 'There is no management network; terminals reach every container.',
  'mgmt-ipv6': 'There is no management network; terminals reach every container.',
  mgmt_ipv4: 'There is no management network; terminals reach every container.',
  mgmt_ipv6: 'There is no management network; terminals reach every container.',
  aliases: 'Containers know each other by their names.',
  'startup-delay': 'Containers start at once.',
  'enforce-startup-config': 'The configuration is always the one of the file.',
  'suppress-startup-config': 'The configuration is always the one of the file.',
  privileged: 'Containers have the capabilities of network devices, and none over the host.',
  'cap-add': 'Containers have the capabilities of network devices, and none over the host.',
};

/** Fields that are left out although they could matter. */
const leftOut: Readonly<Record<string, string>> = {
  'wait-for': 'Write it under stages, such as stages.create.wait-for.',
  'cpu-set': 'The host chooses the processors. Give their number as cpu.',
  'shm-size': 'Every container has the site’s limit.',
  devices: 'Containers have no devices of the host.',
  runtime: 'The host chooses the runtime.',
  'env-files': 'Write the variables under env.',
  license: 'Our images need none.',
  credentials: 'Our images have none.',
  certificate: 'No certificates are made.',
  extras: 'It belongs to other kinds.',
  config: 'Configuration templates are not run.',
};

/** Says which fields of a node have no effect, and why. */
export function noteUnsupported(node: NodeDefinition, notes: Notes): void {
  for (const [field, value] of node.fields()) {
    if (mapped.has(field)) continue;
    if (field === 'network-mode') noteNetworkMode(value.text(), node, notes);
    else if (needless[field] !== undefined) {
      notes.info(value.place, `'${field}' of node ${quoted(node.name)} is not needed. ${needless[field]}`);
    } else {
      const reason = leftOut[field] ?? 'It is not a field that is known here.';
      notes.warn(value.place, `'${field.slice(0, 40)}' of node ${quoted(node.name)} is left out. ${reason}`);
    }
  }
}

function noteNetworkMode(mode: string | null, node: NodeDefinition, notes: Notes): void {
  const { place } = node.get('network-mode');
  if (mode === 'none')
    return notes.info(place, `Node ${quoted(node.name)} has no other interfaces than its links.`);
  const message = `'network-mode' of node ${quoted(node.name)} is left out. A container has a network namespace of its own.`;
  notes.warn(place, message);
}
