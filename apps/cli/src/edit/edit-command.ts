import { CliError } from '../cli-error.ts';
import { readNodeName } from '../node-name.ts';
import {
  type OfferedPort,
  readCpus,
  readMemory,
  readOfferedPort,
  readWords,
} from './read-container-options.ts';
import { type Impairment, readImpairment } from './read-impairment.ts';

interface Setting {
  readonly name: string;
  readonly value: string;
}

interface AwaitedContainer {
  /** Its name or id. */
  readonly container: string;
  readonly until: 'RUNNING' | 'READY';
}

/** A command that changes a lab. Addresses, names and numbers are as typed; the API checks them. */
export type EditCommand =
  | {
      readonly name: 'create-network';
      readonly lab: string;
      readonly network: string;
      readonly ipv4: string | null;
      readonly ipv6: string | null;
      readonly plain: boolean;
      readonly mtu: number | null;
      readonly internet: boolean;
    }
  | { readonly name: 'set-mtu'; readonly lab: string; readonly network: string; readonly mtu: number }
  | {
      readonly name: 'create-container';
      readonly lab: string;
      readonly container: string;
      readonly image: string;
      /** Names or ids of networks, first to last. */
      readonly networks: readonly string[];
      readonly sysctls: readonly Setting[];
      readonly env: readonly Setting[];
      /** The words in place of those of its image; null, as the next three, for what the image has. */
      readonly entrypoint: readonly string[] | null;
      readonly command: readonly string[] | null;
      readonly user: string | null;
      readonly workingDir: string | null;
      /** Its start commands, first to last. */
      readonly exec: readonly string[];
      readonly onStop: readonly string[];
      /** Null, as the next one, for what the site says. */
      readonly cpus: number | null;
      readonly memoryMb: number | null;
      readonly ports: readonly OfferedPort[];
      /** Names or ids of containers that it waits for. */
      readonly waitFor: readonly AwaitedContainer[];
    }
  | {
      readonly name: 'connect';
      readonly lab: string;
      readonly container: string;
      /** The name or id of the network. */
      readonly network: string;
      readonly ipv4: string | null;
      readonly ipv6: string | null;
      readonly mac: string | null;
      readonly interfaceName: string | null;
      readonly addressed: boolean;
    }
  | {
      readonly name: 'set-link';
      readonly lab: string;
      readonly container: string;
      readonly network: string;
      /** Left out: as it is, like the next two. */
      readonly linkUp?: boolean;
      readonly toContainer?: Impairment;
      readonly fromContainer?: Impairment;
      readonly outage?: { readonly downSeconds: number; readonly upSeconds?: number };
    };

export const editOptions = {
  ipv4: { type: 'string' },
  ipv6: { type: 'string' },
  plain: { type: 'boolean' },
  mtu: { type: 'string' },
  internet: { type: 'boolean' },
  image: { type: 'string' },
  network: { type: 'string', multiple: true },
  sysctl: { type: 'string', multiple: true },
  env: { type: 'string', multiple: true },
  exec: { type: 'string', multiple: true },
  'on-stop': { type: 'string', multiple: true },
  port: { type: 'string', multiple: true },
  entrypoint: { type: 'string' },
  command: { type: 'string' },
  cpus: { type: 'string' },
  memory: { type: 'string' },
  'wait-for': { type: 'string', multiple: true },
  user: { type: 'string' },
  workdir: { type: 'string' },
  mac: { type: 'string' },
  interface: { type: 'string' },
  'no-address': { type: 'boolean' },
  to: { type: 'string' },
  from: { type: 'string' },
  up: { type: 'boolean' },
  down: { type: 'boolean' },
  outage: { type: 'string' },
} as const;

interface EditValues {
  readonly ipv4?: string | undefined;
  readonly ipv6?: string | undefined;
  readonly plain?: boolean | undefined;
  readonly mtu?: string | undefined;
  readonly internet?: boolean | undefined;
  readonly image?: string | undefined;
  readonly network?: readonly string[] | undefined;
  readonly sysctl?: readonly string[] | undefined;
  readonly env?: readonly string[] | undefined;
  readonly exec?: readonly string[] | undefined;
  readonly 'on-stop'?: readonly string[] | undefined;
  readonly port?: readonly string[] | undefined;
  readonly entrypoint?: string | undefined;
  readonly command?: string | undefined;
  readonly cpus?: string | undefined;
  readonly memory?: string | undefined;
  readonly 'wait-for'?: readonly string[] | undefined;
  readonly user?: string | undefined;
  readonly workdir?: string | undefined;
  readonly mac?: string | undefined;
  readonly interface?: string | undefined;
  readonly 'no-address'?: boolean | undefined;
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly up?: boolean | undefined;
  readonly down?: boolean | undefined;
  readonly outage?: string | undefined;
}

/** What was typed after the command's name. */
interface EditArguments {
  readonly where: string | undefined;
  readonly rest: readonly string[];
  readonly values: EditValues;
}

const names = ['create-network', 'set-mtu', 'create-container', 'connect', 'set-link'] as const;
const withSecondWord: readonly string[] = ['set-mtu', 'connect', 'set-link'];
type EditName = (typeof names)[number];

export function isEditName(name: string): name is EditName {
  return (names as readonly string[]).includes(name);
}

/** @throws CliError for anything that is not such a command */
export function readEdit(name: EditName, typed: EditArguments): EditCommand {
  const { where, rest, values } = typed;
  const extra = rest[withSecondWord.includes(name) ? 1 : 0];
  if (extra !== undefined) throw new CliError(`${name} does not take "${extra}".`);
  switch (name) {
    case 'create-network': {
      const { lab, node } = readNodeName(where, 'network');
      const { ipv4 = null, ipv6 = null, plain = false, internet = false } = values;
      const mtu = values.mtu === undefined ? null : readMtu(values.mtu);
      return { name, lab, network: node, ipv4, ipv6, plain, mtu, internet };
    }
    case 'set-mtu': {
      const { lab, node } = readNodeName(where, 'network');
      return { name, lab, network: node, mtu: readMtu(rest[0] ?? '') };
    }
    case 'create-container': {
      const { lab, node } = readNodeName(where, 'container');
      const { image = 'host', network: networks = [], sysctl = [], env = [], exec = [] } = values;
      const { user = null, workdir: workingDir = null } = values;
      const config = { sysctls: sysctl.map(readSysctl), env: env.map(readVariable), user, workingDir, exec };
      const waitFor = (values['wait-for'] ?? []).map(readAwaited);
      const programs = {
        entrypoint: readWords(values.entrypoint, 'entrypoint'),
        command: readWords(values.command, 'command'),
        onStop: values['on-stop'] ?? [],
      };
      const resources = { cpus: readCpus(values.cpus), memoryMb: readMemory(values.memory) };
      const ports = (values.port ?? []).map(readOfferedPort);
      const given = { ...config, ...programs, ...resources, ports, waitFor };
      return { name, lab, container: node, image, networks, ...given };
    }
    case 'connect': {
      const { lab, node } = readNodeName(where, 'container');
      const [network] = rest;
      if (network === undefined) throw new CliError(`Name the network: connect ${lab}/${node} <network>.`);
      const { ipv4 = null, ipv6 = null, mac = null, interface: interfaceName = null } = values;
      const addressed = values['no-address'] !== true;
      return { name, lab, container: node, network, ipv4, ipv6, mac, interfaceName, addressed };
    }
    case 'set-link': {
      const { lab, node } = readNodeName(where, 'container');
      const [network] = rest;
      if (network === undefined) throw new CliError(`Name the network: set-link ${lab}/${node} <network>.`);
      const { to, from, up = false, down = false, outage } = values;
      if (up && down) throw new CliError('set-link does not take --up with --down.');
      if (!up && !down && to === undefined && from === undefined && outage === undefined)
        throw new CliError('Say what to change: --to, --from, --up, --down or --outage.');
      return {
        ...{ name, lab, container: node, network },
        ...((up || down) && { linkUp: up }),
        ...(to !== undefined && { toContainer: readImpairment(to) }),
        ...(from !== undefined && { fromContainer: readImpairment(from) }),
        ...(outage !== undefined && { outage: readOutage(outage) }),
      };
    }
  }
}

/** `30` for a single outage of so many seconds, `5/10` for one that comes back after ten. */
function readOutage(text: string): { downSeconds: number; upSeconds?: number } {
  const [, down, up] = /^(\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?$/.exec(text) ?? [];
  if (down === undefined)
    throw new CliError(
      `"${text}" is no outage. Write it like 30, in seconds, or 5/10 for 5 s down and 10 s up.`,
    );
  return { downSeconds: Number(down), ...(up !== undefined && { upSeconds: Number(up) }) };
}

function readAwaited(text: string): AwaitedContainer {
  const [, container, phase = 'READY'] = /^([^:]+)(?::(\w+))?$/.exec(text) ?? [];
  const until = phase.toUpperCase();
  if (container !== undefined && (until === 'RUNNING' || until === 'READY')) return { container, until };
  throw new CliError(`"${text}" is no container with a phase. Write it like db or db:RUNNING.`);
}

function readMtu(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new CliError(`The MTU is "${text}". Use a number from 68 to 9500.`);
}

function readSysctl(text: string): Setting {
  return readSetting(text, 'is not a sysctl with its value. Write it like net.ipv4.ip_forward=1.');
}

function readVariable(text: string): Setting {
  return readSetting(text, 'is not a variable with its value. Write it like LOG_LEVEL=debug.');
}

function readSetting(text: string, otherwise: string): Setting {
  const at = text.indexOf('=');
  if (at > 0) return { name: text.slice(0, at), value: text.slice(at + 1) };
  throw new CliError(`"${text}" ${otherwise}`);
}
