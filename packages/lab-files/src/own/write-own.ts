import { defaultMtu, type Impairment, impairmentFields, kindsIn, type LinkQuality } from '@pineapple/core';
import { stringify } from 'yaml';
import type { LabFile } from '../file-set.ts';
import type { DraftInterface, DraftNetwork, DraftNode, LabDraft } from '../lab-draft.ts';

/**
 * A lab in our own format, without loss.
 *
 * @param schemaUrl where editors find the JSON Schema; null leaves out the line that names it
 */
export function writeOwn(draft: LabDraft, schemaUrl: string | null): LabFile {
  const { name, instructions, spread, networks, nodes } = draft;
  const document = {
    pineapple: 1,
    name,
    ...(instructions !== null && { instructions }),
    ...(spread && { spread }),
    networks: Object.fromEntries(networks.map((each) => [each.name, fromNetwork(each)])),
    containers: Object.fromEntries(nodes.map((each) => [each.name, fromNode(each)])),
  };
  const head = schemaUrl === null ? '' : `# yaml-language-server: $schema=${schemaUrl}\n`;
  const text = head + stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
  return { path: 'lab.yaml', content: new TextEncoder().encode(text) };
}

function fromNetwork({ ipv4Subnet, ipv6Subnet, internet, mtu, position }: DraftNetwork): object {
  return {
    ...(ipv4Subnet !== null && { ipv4: ipv4Subnet }),
    ...(ipv6Subnet !== null && { ipv6: ipv6Subnet }),
    ...(internet && { internet }),
    ...(mtu !== defaultMtu && { mtu }),
    ...(position !== null && { position: [position.x, position.y] }),
  };
}

function fromNode(node: DraftNode): object {
  const { image, interfaces, gateway, files, sysctls, env, command, user, workingDir, exec, position } = node;
  return {
    image,
    ...(gateway !== 'automatic' && { gateway }),
    ...(position !== null && { position: [position.x, position.y] }),
    ...(interfaces.length > 0 && { interfaces: interfaces.map(fromInterface) }),
    ...(sysctls.length > 0 && { sysctls: valuesByName(sysctls) }),
    ...(env.length > 0 && { env: valuesByName(env) }),
    ...(command !== null && { command }),
    ...(user !== null && { user }),
    ...(workingDir !== null && { workingDir }),
    ...(exec.length > 0 && { exec }),
    ...(files.length > 0 && {
      files: Object.fromEntries(
        files.map(({ path, content, mode }) => [
          path,
          mode === 0o644 ? content : { mode: mode.toString(8).padStart(4, '0'), content },
        ]),
      ),
    }),
  };
}

function valuesByName(all: readonly { readonly name: string; readonly value: string }[]): object {
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

function fromInterface(link: DraftInterface): object {
  const { network, name, macAddress, ipv4Address, ipv6Address, addressed, quality } = link;
  return {
    network,
    ...(name !== null && { name }),
    ...(ipv4Address !== null && { ipv4: ipv4Address }),
    ...(ipv6Address !== null && { ipv6: ipv6Address }),
    ...(macAddress !== null && { mac: macAddress }),
    ...(!addressed && { addressed }),
    ...(quality && { link: fromQuality(quality) }),
  };
}

function fromQuality({ up, toContainer, fromContainer }: LinkQuality): object {
  return {
    ...(!up && { up }),
    ...(kindsIn(toContainer).length > 0 && { toContainer: fromImpairment(toContainer) }),
    ...(kindsIn(fromContainer).length > 0 && { fromContainer: fromImpairment(fromContainer) }),
  };
}

function fromImpairment(impairment: Impairment): object {
  const fields = kindsIn(impairment).map((kind) => impairmentFields[kind]);
  return Object.fromEntries(fields.map((field) => [field, impairment[field]]));
}
