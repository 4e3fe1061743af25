import {
  type ContainerConfig,
  type ContainerDependency,
  type ContainerPort,
  type Impairment,
  noImpairment,
  type WantedInterface,
  withoutEndedOutage,
} from '@pineapple/core';
import type {
  AttachmentInput,
  ContainerConfigInput,
  ContainerPortInput,
  ContainerFileInput,
  DependencyInput,
  ImpairmentInput,
  Resolvers,
  SetLinkQualityInput,
} from '../../graphql/generated/schema-types.ts';
import { toUserError } from '../../graphql/user-errors.ts';
import { connectContainer } from './connect-container.ts';
import type { GivenFile } from '../file/given-files.ts';
import { createContainer } from './create-container.ts';
import { deleteContainer } from './delete-container.ts';
import { disconnectContainer } from './disconnect-container.ts';
import { renameContainer } from './rename-container.ts';
import { updateContainer } from './update-container.ts';
import { setLinkQualities } from './set-link-qualities.ts';
import { type LinkChange, setLinkQuality } from './set-link-quality.ts';
import { switchContainer } from './switch-container.ts';

export const containerResolvers: Resolvers = {
  Container: {
    readiness: (container, _args, { services }) => container.readinessAt(services.clock()),
  },
  Interface: {
    quality: ({ quality }, _args, { services }) => withoutEndedOutage(quality, services.clock().getTime()),
  },
  Mutation: {
    createContainer: async (_parent, { input }, context) => {
      const networks = (input.networks ?? []).map((each) => ({
        networkId: each.networkId,
        ...toWantedInterface(each),
      }));
      const position = input.position ?? null;
      const config = input.config ? toContainerConfig(input.config) : null;
      const result = await createContainer({ ...input, networks, position, config }, context);
      if (!result.ok) {
        return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota', 'host']);
      }
      return { __typename: 'CreateContainerPayload', container: result.value };
    },
    startContainer: async (_parent, { input }, context) => {
      const result = await switchContainer('start', input.containerId, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict', 'quota', 'host']);
      return { __typename: 'StartContainerPayload', container: result.value };
    },
    stopContainer: async (_parent, { input }, context) => {
      const result = await switchContainer('stop', input.containerId, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict', 'host']);
      return { __typename: 'StopContainerPayload', container: result.value };
    },
    restartContainer: async (_parent, { input }, context) => {
      const result = await switchContainer('restart', input.containerId, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict', 'quota', 'host']);
      return { __typename: 'RestartContainerPayload', container: result.value };
    },
    renameContainer: async (_parent, { input }, context) => {
      const result = await renameContainer(input, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'host']);
      return { __typename: 'RenameContainerPayload', container: result.value };
    },
    updateContainer: async (_parent, { input }, context) => {
      const [waitFor, ports] = [input.waitFor?.map(toDependency), input.ports?.map(toPort)];
      const files = input.files?.map(toFile);
      const result = await updateContainer({ ...input, waitFor, ports, files }, context);
      if (!result.ok) {
        return toUserError(result.error, ['validation', 'not-found', 'conflict', 'quota', 'host']);
      }
      return { __typename: 'UpdateContainerPayload', container: result.value };
    },
    deleteContainer: async (_parent, { input }, context) => {
      const result = await deleteContainer(input.containerId, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'host']);
      return {
        __typename: 'DeleteContainerPayload',
        deletedContainerId: input.containerId,
        lab: result.value,
      };
    },
    connectContainer: async (_parent, { input }, context) => {
      const { containerId, networkId } = input;
      const result = await connectContainer({ containerId, networkId, ...toWantedInterface(input) }, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'host']);
      return { __typename: 'ConnectContainerPayload', ...result.value };
    },
    disconnectContainer: async (_parent, { input }, context) => {
      const result = await disconnectContainer(input, context);
      if (!result.ok) return toUserError(result.error, ['not-found', 'conflict', 'host']);
      return { __typename: 'DisconnectContainerPayload', container: result.value };
    },
    setLinkQuality: async (_parent, { input }, context) => {
      const { containerId, networkId } = input;
      const result = await setLinkQuality({ containerId, networkId, ...toLinkChange(input) }, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'host']);
      return { __typename: 'SetLinkQualityPayload', ...result.value };
    },
    setLinkQualities: async (_parent, { input }, context) => {
      const { labId, links } = input;
      const result = await setLinkQualities({ labId, links, ...toLinkChange(input) }, context);
      if (!result.ok) return toUserError(result.error, ['validation', 'not-found', 'conflict', 'host']);
      return { __typename: 'SetLinkQualitiesPayload', lab: result.value };
    },
  },
};

const readableByAll = 0o644;

/** Fills in the schema's defaults, which an explicit null bypasses. */
function toContainerConfig(
  input: ContainerConfigInput,
): Omit<ContainerConfig, 'files'> & { readonly files: readonly GivenFile[] } {
  return {
    files: (input.files ?? []).map(toFile),
    defaultGateway: input.defaultGateway ?? null,
    sysctls: input.sysctls ?? [],
    env: input.env ?? [],
    entrypoint: input.entrypoint ?? null,
    command: input.command ?? null,
    user: input.user ?? null,
    workingDir: input.workingDir ?? null,
    exec: input.exec ?? [],
    routes: input.routes ?? [],
    waitFor: (input.waitFor ?? []).map(toDependency),
    onStop: input.onStop ?? [],
    cpus: input.cpus ?? null,
    memoryMb: input.memoryMb ?? null,
    ports: (input.ports ?? []).map(toPort),
  };
}

function toPort({ port, name = null }: ContainerPortInput): ContainerPort {
  return { port, name };
}

function toFile({ path, content = null, sha256 = null, mode }: ContainerFileInput): GivenFile {
  return { path, content, sha256, mode: mode ?? readableByAll };
}

function toDependency({ containerId, until = 'READY' }: DependencyInput): ContainerDependency {
  return { containerId, until };
}

/** Fills in the schema's defaults, which an explicit null bypasses. */
function toWantedInterface(
  input: Omit<AttachmentInput, 'networkId'>,
): Required<Omit<WantedInterface, 'quality'>> {
  return {
    ipv4Address: input.ipv4Address ?? null,
    ipv6Address: input.ipv6Address ?? null,
    macAddress: input.macAddress ?? null,
    interfaceName: input.interfaceName ?? null,
    addressed: input.addressed ?? true,
  };
}

/** Null is as good as left out. */
function toLinkChange({
  linkUp,
  toContainer,
  fromContainer,
  outage,
}: Omit<SetLinkQualityInput, 'containerId' | 'networkId'>): LinkChange {
  return {
    ...(linkUp != null && { linkUp }),
    ...(toContainer && { toContainer: toImpairment(toContainer) }),
    ...(fromContainer && { fromContainer: toImpairment(fromContainer) }),
    ...(outage && { outage: { ...outage, upSeconds: outage.upSeconds ?? null } }),
  };
}

function toImpairment(input: ImpairmentInput): Impairment {
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return { ...noImpairment, ...Object.fromEntries(given) };
}
