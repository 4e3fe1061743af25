import { type ContainerSysctl, containerSysctlSchema, type ContainerVariable, quoted } from '@pineapple/core';
import type { Notes } from '../notes.ts';
import type { ConfLine } from './lab-conf.ts';

interface DeviceOptions {
  /** As it is written; null for the default. */
  readonly image: ConfLine | null;
  readonly exec: readonly string[];
  readonly sysctls: readonly ContainerSysctl[];
  readonly env: readonly ContainerVariable[];
}

/** Options that change nothing here. */
const needless: Readonly<Record<string, string>> = {
  shell: 'A terminal opens bash.',
  num_terms: 'A container has as many terminals as you open.',
  privileged: 'Containers have the capabilities of network devices, and none over the host.',
};

/** Options that are left out although they could matter. */
const leftOut: Readonly<Record<string, string>> = {
  mem: 'Every container has the site’s limit.',
  cpus: 'Every container has the site’s limit.',
  ulimit: 'Every container has the site’s limit.',
  port: 'Ports can’t be published.',
  bridged: 'Connect the container to a network with egress instead.',
  entrypoint: 'The image’s entrypoint stays.',
  args: 'The image’s program stays.',
  volume: 'Only files of the lab’s own folder can be in a container.',
};

/** Reads the options of one device, all but its interfaces. */
export function readOptions(lines: readonly ConfLine[], notes: Notes): DeviceOptions {
  let image: ConfLine | null = null;
  const exec: string[] = [];
  const sysctls = new Map<string, ContainerSysctl>();
  const env = new Map<string, ContainerVariable>();
  for (const line of lines) {
    const { device, key, value, place } = line;
    switch (key) {
      case 'image':
        image = line;
        break;
      case 'exec':
        exec.push(value);
        break;
      case 'sysctl':
        for (const sysctl of readSysctl(line, notes)) sysctls.set(sysctl.name, sysctl);
        break;
      case 'env': {
        const [, name = '', text = ''] = /^([^=]+)=(.*)$/s.exec(value) ?? [];
        if (name === '') notes.error(place, `${quoted(value)} is no variable. Write it like NAME=value.`);
        else env.set(name, { name, value: text });
        break;
      }
      case 'ipv6':
        if (/^(?:true|1|yes|y)$/i.test(value))
          notes.info(place, `IPv6 of device ${quoted(device)} is on, as always.`);
        else sysctls.set(ipv6Off.name, ipv6Off);
        break;
      default:
        if (needless[key] !== undefined)
          notes.info(place, `'${key}' of device ${quoted(device)} is not needed. ${needless[key]}`);
        else {
          const reason = leftOut[key] ?? 'It is not an option that is known here.';
          notes.warn(place, `'${key}' of device ${quoted(device)} is left out. ${reason}`);
        }
    }
  }
  return { image, exec, sysctls: [...sysctls.values()], env: [...env.values()] };
}

const ipv6Off: ContainerSysctl = { name: 'net.ipv6.conf.all.disable_ipv6', value: '1' };

function readSysctl({ value, place }: ConfLine, notes: Notes): readonly ContainerSysctl[] {
  const at = value.indexOf('=');
  const read = containerSysctlSchema.safeParse({ name: value.slice(0, at), value: value.slice(at + 1) });
  if (read.success) return [read.data];
  notes.warn(
    place,
    `The sysctl ${quoted(value)} is left out. Write it like net.ipv4.ip_forward=1; only net.* belongs to a container.`,
  );
  return [];
}
