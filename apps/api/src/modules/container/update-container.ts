import {
  fail,
  updateContainer as update,
  type Result,
  type LiveSettings,
  type StartSettings,
} from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { GatewayChoice } from '../../graphql/generated/schema-types.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/lab-snapshot.ts';
import { findGivenFiles, type GivenFile } from '../file/given-files.ts';
import { editedContainer, editNode } from '../lab/edit-node.ts';

/** A list that is null or left out stays as it is. */
type Settings = StartSettings & LiveSettings;
type ChangedSettings = { readonly [Name in keyof Settings]?: Settings[Name] | undefined | null };

interface UpdateContainer extends Omit<ChangedSettings, 'files'> {
  readonly files?: readonly GivenFile[] | null | undefined;
  readonly containerId: string;
  readonly gatewayChoice?: GatewayChoice | null | undefined;
  readonly defaultGateway?: string | null | undefined;
  readonly filesVersion?: string | null | undefined;
}

/** Changes the given properties of a container. */
export async function updateContainer(
  {
    containerId,
    gatewayChoice,
    defaultGateway,
    routes,
    filesVersion,
    files: given,
    ...settings
  }: UpdateContainer,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  const choice = gatewayChoice ?? (defaultGateway ? 'MANUAL' : null);
  if (choice === 'MANUAL' && !defaultGateway) {
    const message =
      "The choice is MANUAL, and no address was given. Give a router's address such as 10.0.1.1.";
    return fail({ kind: 'validation', message, issues: [{ path: ['defaultGateway'], message }] });
  }
  const files = given ? await findGivenFiles(containerId, given, ['files'], context) : null;
  if (files?.ok === false) return files;
  return editedContainer(
    await editNode('container', containerId, context, (lab, tools) =>
      update(
        lab,
        {
          containerId,
          ...gatewayOf(choice, defaultGateway ?? ''),
          ...(routes && { routes }),
          ...(typeof filesVersion === 'string' && { filesVersion }),
          settings: { ...settingsOf(settings), ...(files && { files: files.value }) },
        },
        tools,
      ),
    ),
  );
}

function settingsOf({
  sysctls,
  env,
  entrypoint,
  command,
  user,
  workingDir,
  exec,
  waitFor,
  onStop,
  cpus,
  memoryMb,
  ports,
}: Omit<ChangedSettings, 'routes' | 'files'>): Partial<Omit<Settings, 'routes' | 'files'>> {
  return {
    ...(sysctls && { sysctls }),
    ...(env && { env }),
    // Null leaves these as they are, so nothing stands for what the image has.
    ...(entrypoint && { entrypoint: entrypoint.length === 0 ? null : entrypoint }),
    ...(command && { command: command.length === 0 ? null : command }),
    ...(typeof user === 'string' && { user: user || null }),
    ...(typeof workingDir === 'string' && { workingDir: workingDir || null }),
    ...(exec && { exec }),
    ...(waitFor && { waitFor }),
    ...(onStop && { onStop }),
    ...(typeof cpus === 'number' && { cpus: cpus === 0 ? null : cpus }),
    ...(typeof memoryMb === 'number' && { memoryMb: memoryMb === 0 ? null : memoryMb }),
    ...(ports && { ports }),
  };
}

function gatewayOf(choice: GatewayChoice | null, address: string): { readonly gateway?: string } {
  if (choice === null) return {};
  return { gateway: choice === 'MANUAL' ? address : choice === 'NONE' ? 'none' : 'automatic' };
}
