import { bytesOf, configBytes, mostConfigBytes } from '../config-size.ts';
import type { Lab } from '../lab.ts';
import type { LabContainer } from '../lab-nodes.ts';
import { parseIpAddress } from '../addressing/ip-address.ts';
import { emptyConfig } from '../empty-config.ts';
import { quoted } from '../quoted.ts';
import { ok, type Result } from '../result.ts';
import { type StartSettings, differingSettings, settingDigests } from '../start-settings.ts';
import { checkGateway } from './add-container.ts';
import { checkSettings } from './container-config-rules.ts';
import type { EditContext } from '../edit-context.ts';
import { invalid, overQuota, type EditError, type Issue } from '../edit-error.ts';
import { findContainer, replaceContainer } from '../nodes-in-lab.ts';

interface ContainerUpdate {
  readonly containerId: string;
  /** `automatic`, `none`, or the IPv4 address of a router. Left out: as it is. It changes at once. */
  readonly gateway?: string;
  /** Those that are left out stay. The others count from the next start on. */
  readonly settings?: Partial<StartSettings>;
}

/** Changes the default route of a container, or its settings, also while it runs. */
export function updateContainer(
  lab: Lab,
  input: ContainerUpdate,
  _context: EditContext,
): Result<{ readonly lab: Lab; readonly container: LabContainer }, EditError> {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  const { value: present } = found;
  const { gateway = present.gateway, settings = {} } = input;
  const issues = [
    ...checkChoice(lab, present, gateway),
    ...checkSettings({ ...emptyConfig, ...settings }, []),
  ];
  if (issues.length > 0) return invalid(issues);
  const container = { ...present, gateway, config: configWith(present.config, settings) };
  const others = configBytes(lab) - bytesOf(present.config);
  if (others + bytesOf(container.config) > Math.max(mostConfigBytes, others + bytesOf(present.config)))
    return overQuota('bytes of configuration in its containers', mostConfigBytes, configBytes(lab));
  if (container.gateway === present.gateway && container.config === present.config)
    return ok({ lab, container: present });
  return ok({ lab: replaceContainer(lab, container), container });
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
  settings: Partial<StartSettings>,
): LabContainer['config'] {
  const before = present ?? emptyConfig;
  const after = { ...before, ...settings };
  const changed = differingSettings(settingDigests(before), settingDigests(after));
  return changed.length === 0 ? present : after;
}
