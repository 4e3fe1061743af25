import type { CliConfig } from '@pineapple/config';
import { request } from '../site/api.ts';
import { CliError } from '../cli-error.ts';
import type { EditCommand } from './edit-command.ts';
import { findContainer, findLab, findNetwork, listLabs } from '../labs.ts';

interface Network {
  readonly name: string;
  readonly ipv4Subnet: string | null;
  readonly ipv6Subnet: string | null;
  readonly mtu: number;
}
interface Interface {
  readonly name: string;
  readonly macAddress: string | null;
  readonly ipv4Address: string | null;
  readonly ipv6Address: string | null;
  readonly network: { readonly name: string };
}
interface Result {
  readonly message?: string;
  readonly network?: Network;
  readonly container?: { readonly name: string; readonly interfaces: readonly Interface[] };
  readonly interface?: Interface;
}

const networkFields = 'network { name ipv4Subnet ipv6Subnet mtu }';
const interfaceFields = '{ name macAddress ipv4Address ipv6Address network { name } }';

/** Changes a lab. @returns what was made, as text. @throws CliError with the API's message if it refuses */
export async function edit(config: CliConfig, command: EditCommand): Promise<string> {
  const labs = await listLabs(config);
  const send = (mutation: string, type: string, fields: string, input: object): Promise<Result> =>
    mutate(config, { mutation, type, fields }, input);
  switch (command.name) {
    case 'create-network': {
      const { network: name, ipv4, ipv6, plain, internet, mtu } = command;
      const labId = findLab(labs, command.lab).id;
      const input = { labId, name, ipv4Subnet: ipv4, ipv6Subnet: ipv6, plain, internet, mtu };
      const { network } = await send('createNetwork', 'CreateNetworkInput', networkFields, input);
      return networkText(network);
    }
    case 'set-mtu': {
      const { id: networkId } = findNetwork(labs, command.lab, command.network);
      const input = { networkId, mtu: command.mtu };
      const { network } = await send('updateNetwork', 'UpdateNetworkInput', networkFields, input);
      return networkText(network);
    }
    case 'create-container': {
      const { container: name, image, sysctls, env, user, workingDir, exec } = command;
      const { entrypoint, command: words, onStop, cpus, memoryMb, ports } = command;
      const networks = command.networks.map((network) => ({
        networkId: findNetwork(labs, command.lab, network).id,
      }));
      const waitFor = command.waitFor.map(({ container, until }) => ({
        containerId: findContainer(labs, { lab: command.lab, container }).id,
        until,
      }));
      const programs = { entrypoint, command: words, user, workingDir, exec, onStop };
      const config = { sysctls, env, ...programs, cpus, memoryMb, ports, waitFor };
      const input = { labId: findLab(labs, command.lab).id, name, image, networks, config };
      const fields = `container { name interfaces ${interfaceFields} }`;
      const { container } = await send('createContainer', 'CreateContainerInput', fields, input);
      return `${container?.name ?? name}\n${(container?.interfaces ?? []).map(interfaceText).join('')}`;
    }
    case 'connect': {
      const { ipv4, ipv6, mac, interfaceName, addressed } = command;
      const input = {
        containerId: findContainer(labs, command).id,
        networkId: findNetwork(labs, command.lab, command.network).id,
        ...{ ipv4Address: ipv4, ipv6Address: ipv6, macAddress: mac, interfaceName, addressed },
      };
      const fields = `interface ${interfaceFields}`;
      const { interface: link } = await send('connectContainer', 'ConnectContainerInput', fields, input);
      return link ? interfaceText(link) : '';
    }
    case 'set-link': {
      const { name: _name, lab: _lab, container: _container, network: _network, ...change } = command;
      const input = {
        containerId: findContainer(labs, command).id,
        networkId: findNetwork(labs, command.lab, command.network).id,
        ...change,
      };
      const fields = `interface ${interfaceFields}`;
      const { interface: link } = await send('setLinkQuality', 'SetLinkQualityInput', fields, input);
      return link ? interfaceText(link) : '';
    }
  }
}

async function mutate(
  config: CliConfig,
  { mutation, type, fields }: { readonly mutation: string; readonly type: string; readonly fields: string },
  input: object,
): Promise<Result> {
  const payload = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;
  const query = `mutation ($input: ${type}!) {
    result: ${mutation}(input: $input) { ... on ${payload} { ${fields} } ... on UserError { message } }
  }`;
  const { result } = await request<{ readonly result: Result }>(config, query, { input });
  if (result.message !== undefined) throw new CliError(result.message);
  return result;
}

function networkText(network: Network | undefined): string {
  if (!network) return '';
  const { name, ipv4Subnet, ipv6Subnet, mtu } = network;
  const subnets = [ipv4Subnet, ipv6Subnet].filter((subnet) => subnet !== null);
  return `${name}  ${subnets.join('  ') || 'plain'}  mtu ${mtu}\n`;
}

function interfaceText({ name, network, macAddress, ipv4Address, ipv6Address }: Interface): string {
  const addresses = [macAddress, ipv4Address, ipv6Address].filter((address) => address !== null);
  return `  ${[name, network.name, ...addresses].join('  ')}\n`;
}
