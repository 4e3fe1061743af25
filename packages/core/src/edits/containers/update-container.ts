import { bytesOf, configBytes, mostConfigBytes } from '../../settings/config-size.ts';
import type { Lab } from '../../lab.ts';
import type { LabContainer } from '../../lab-nodes.ts';
import { parseIpAddress } from '../../addressing/ip-address.ts';
import type { StaticRoute } from '../../settings/container-config.ts';
import { emptyConfig } from '../../settings/empty-config.ts';
import { refuseStored } from '../../settings/stored-files.ts';
import { quoted } from '../../names/quoted.ts';
import { ok, type Result } from '../../result.ts';
import { type LiveSettings, liveSettings } from '../../settings/live-settings.ts';
import { type StartSettings, filesVersion, startSettings } from '../../settings/start-settings.ts';
import { canonicalRoutes, checkRoutes } from '../../static-routes.ts';
import { checkGateway } from './add-container.ts';
import { checkSettings } from './container-config-rules.ts';
import { checkDependencies } from './dependency-rules.ts';
import type { EditContext } from '../../edit-context.ts';
import { conflict, invalid, overQuota, type EditError, type Issue } from '../../edit-error.ts';
import { findContainer, replaceContainer } from '../../nodes-in-lab.ts';

interface ContainerUpdate {
  readonly containerId: string;
  /** `automatic`, `none`, or the IPv4 address of a router. Left out: as it is. It changes at once. */
  readonly gateway?: string;
  /** Those that are left out stay. Those of starts count from the next one on, the others at once. */
  readonly settings?: Partial<StartSettings & Omit<LiveSettings, 'routes'>>;
  /** The version of the files and start commands that the change is based on, see `filesVersion`. Left out: any. */
  readonly filesVersion?: string;
  /** Left out: as they are. They change at once. */
  readonly routes?: readonly StaticRoute[];
}

/** Changes the routes of a container, or its settings, also while it runs. */
export function updateContainer(
  lab: Lab,
  input: ContainerUpdate,
  { limits }: EditContext,
): Result<{ readonly lab: Lab; readonly container: LabContainer }, EditError> {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  const { value: present } = found;
  const { gateway = present.gateway, settings = {} } = input;
  if (input.filesVersion !== undefined && input.filesVersion !== filesVersion(present.config ?? emptyConfig))
    return conflict(
      `The files or start commands of '${present.name}' were changed meanwhile. Read them again, and then save.`,
    );
  const issues = [
    ...checkChoice(lab, present, gateway),
    ...checkSettings({ ...emptyConfig, ...settings }, [], limits),
    ...(input.routes ? checkRoutes(lab, input.routes, present.interfaces, ['routes']) : []),
    ...checkDependencies(lab, present, settings.waitFor ?? [], ['waitFor']),
  ];
  if (issues.length > 0) return invalid(issues);
  const container = {
    ...present,
    gateway,
    config: configWith(present.config, {
      ...settings,
      ...(input.routes && { routes: canonicalRoutes(input.routes) }),
    }),
  };
  const others = configBytes(lab) - bytesOf(present.config);
  if (others + bytesOf(container.config) > Math.max(mostConfigBytes, others + bytesOf(present.config)))
    return overQuota('bytes of configuration in its containers', mostConfigBytes, configBytes(lab));
  if (container.gateway === present.gateway && container.config === present.config)
    return ok({ lab, container: present });
  const after = replaceContainer(lab, container);
  return refuseStored(lab, after) ?? ok({ lab: after, container });
}

function checkChoice(lab: Lab, present: LabContainer, gateway: LabContainer['gateway'] | string): Issue[] {
  if (gateway === present.gateway || gateway === null || gateway === 'automatic' || gateway === 'none')
    return [];
  const path = ['defaultGateway'];
  return parseIpAddress(gateway)?.family === 4
    ? checkGateway(lab, gateway, present.interfaces, path)
    : [{ path, message: `${quoted(gateway)} is not an IPv4 address. Give one such as 10.0.1.1.` }];
}

/** The configuration itself if nothing in it changes. */
function configWith(
  present: LabContainer['config'],
  settings: Partial<StartSettings & LiveSettings>,
): LabContainer['config'] {
  const before = present ?? emptyConfig;
  const after = { ...before, ...settings };
  const isSame = [...startSettings, ...liveSettings].every(
    (name) => JSON.stringify(before[name]) === JSON.stringify(after[name]),
  );
  return isSame ? present : after;
}
