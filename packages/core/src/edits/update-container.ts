import type { Lab } from '../lab.ts';
import type { LabContainer } from '../lab-nodes.ts';
import { parseIpAddress } from '../addressing/ip-address.ts';
import { quoted } from '../quoted.ts';
import { ok, type Result } from '../result.ts';
import { checkGateway } from './add-container.ts';
import type { EditContext } from '../edit-context.ts';
import { invalid, type EditError } from '../edit-error.ts';
import { findContainer, replaceContainer } from '../nodes-in-lab.ts';

/** Changes the default route of a container, also while it runs. */
export function updateContainer(
  lab: Lab,
  input: {
    readonly containerId: string;
    /** `automatic`, `none`, or the IPv4 address of a router. Left out: as it is. */
    readonly gateway?: string;
  },
  _context: EditContext,
): Result<{ readonly lab: Lab; readonly container: LabContainer }, EditError> {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  const { value: present } = found;
  const { gateway = present.gateway } = input;
  if (gateway === present.gateway) return ok({ lab, container: present });
  if (gateway !== null && gateway !== 'automatic' && gateway !== 'none') {
    const path = ['defaultGateway'];
    if (parseIpAddress(gateway)?.family !== 4) {
      return invalid([
        { path, message: `${quoted(gateway)} is not an IPv4 address. Give one such as 10.0.1.1.` },
      ]);
    }
    const issues = checkGateway(lab, gateway, present.interfaces, path);
    if (issues.length > 0) return invalid(issues);
  }
  const container = { ...present, gateway };
  return ok({ lab: replaceContainer(lab, container), container });
}
