import {
  type ContainerPort,
  type ContainerSysctl,
  containerSysctlSchema,
  type ContainerVariable,
  quoted,
} from '@pineapple/core';
import type { Notes } from '../notes.ts';
import { readPorts } from '../resources/read-ports.ts';
import { readCpus, readMemory, type WrittenValue } from '../resources/read-resources.ts';
import type { ConfLine } from './lab-conf.ts';

interface DeviceOptions {
  /** As it is written; null for the default. */
  readonly image: ConfLine | null;
  readonly exec: readonly string[];
  readonly sysctls: readonly ContainerSysctl[];
  readonly env: readonly ContainerVariable[];
  /** As it is written; null for the image's own. */
  readonly entrypoint: ConfLine | null;
  /** The arguments of the entrypoint, as they are written; null for the image's own. */
  readonly args: ConfLine | null;
  /** Null for the site's limit. */
  readonly cpus: number | null;
  /** Null for the site's limit. */
  readonly memoryMb: number | null;
  readonly ports: readonly ContainerPort[];
}

/** Options that change nothing here. */
const needless: Readonly<Record<string, string>> = {
  shell: 'A terminal opens bash.',
  num_terms: 'A container has as many terminals as you open.',
  privileged: 'Containers have the capabilities of network devices, and none over the host.',
};

/** Options that are left out although they could matter. */
const leftOut: Readonly<Record<string, string>> = {
  ulimit: 'Every container has the site’s limit.',
  bridged: 'Connect the container to a network with egress instead.',
  volume: 'Only files of the lab’s own folder can be in a container.',
};

/** Reads the options of one device, all but its interfaces. */
export function readOptions(lines: readonly ConfLine[], notes: Notes): DeviceOptions {
  let image: ConfLine | null = null;
  let entrypoint: ConfLine | null = null;
  let args: ConfLine | null = null;
  let cpus: number | null = null;
  let memoryMb: number | null = null;
  const ports: WrittenValue[] = [];
  const exec: string[] = [];
  const sysctls = new Map<string, ContainerSysctl>();
  const env = new Map<string, ContainerVariable>();
  for (const line of lines) {
    const { device, key, value, place } = line;
    const subject = `device ${quoted(device)}`;
    switch (key) {
      case 'image':
        image = line;
        break;
      case 'entrypoint':
        entrypoint = line;
        break;
      case 'args':
        args = line;
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
      case 'cpus':
        cpus = readCpus({ text: value, place }, subject, notes);
        break;
      case 'mem':
        memoryMb = readMemory({ text: value, place }, 'binary', subject, notes);
        break;
      case 'port':
        ports.push({ text: value, place });
        break;
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
  const subject = `device ${quoted(lines[0]?.device ?? '')}`;
  return {
    ...{ image, entrypoint, args, exec, cpus, memoryMb },
    sysctls: [...sysctls.values()],
    env: [...env.values()],
    ports: readPorts(ports, subject, notes),
  };
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
