import { fail, updateContainer as update, type Result, type StartSettings } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { GatewayChoice } from '../../graphql/generated/schema-types.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { ContainerModel } from '../../live-lab/lab-snapshot.ts';
import { editedContainer, editNode } from '../lab/edit-node.ts';

/** A list that is null or left out stays as it is. */
type ChangedSettings = { readonly [Name in keyof StartSettings]?: StartSettings[Name] | undefined | null };

interface UpdateContainer extends ChangedSettings {
  readonly containerId: string;
  readonly gatewayChoice?: GatewayChoice | null | undefined;
  readonly defaultGateway?: string | null | undefined;
}

/** Changes the given properties of a container. */
export async function updateContainer(
  { containerId, gatewayChoice, defaultGateway, ...settings }: UpdateContainer,
  context: RequestContext,
): Promise<Result<ContainerModel, Failure>> {
  const choice = gatewayChoice ?? (defaultGateway ? 'MANUAL' : null);
  if (choice === 'MANUAL' && !defaultGateway) {
    const message =
      "The choice is MANUAL, and no address was given. Give a router's address such as 10.0.1.1.";
    return fail({ kind: 'validation', message, issues: [{ path: ['defaultGateway'], message }] });
  }
  return editedContainer(
    await editNode('container', containerId, context, (lab, tools) =>
      update(
        lab,
        { containerId, ...gatewayOf(choice, defaultGateway ?? ''), settings: settingsOf(settings) },
        tools,
      ),
    ),
  );
}

function settingsOf({
  sysctls,
  env,
  command,
  user,
  workingDir,
  exec,
}: ChangedSettings): Partial<StartSettings> {
  return {
    ...(sysctls && { sysctls }),
    ...(env && { env }),
    // Null leaves these as they are, so nothing stands for what the image has.
    ...(command && { command: command.length === 0 ? null : command }),
    ...(typeof user === 'string' && { user: user || null }),
    ...(typeof workingDir === 'string' && { workingDir: workingDir || null }),
    ...(exec && { exec }),
  };
}

function gatewayOf(choice: GatewayChoice | null, address: string): { readonly gateway?: string } {
  if (choice === null) return {};
  return { gateway: choice === 'MANUAL' ? address : choice === 'NONE' ? 'none' : 'automatic' };
}
