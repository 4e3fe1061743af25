import { emptyConfig } from '../settings/empty-config.ts';
import { addContainer } from '../edits/containers/add-container.ts';
import { addNetwork } from '../edits/add-network.ts';
import type { EditContext } from '../edit-context.ts';
import type { EditError } from '../edit-error.ts';
import { newLab, type NewLabInput } from '../edits/lab-edits.ts';
import type { Lab } from '../lab.ts';
import { ok, type Result } from '../result.ts';
import type { LabTemplate } from './lab-template.ts';

/** A new lab with everything of a template. The rules and limits of edits apply. */
export function newLabFromTemplate(
  input: NewLabInput,
  template: LabTemplate,
  context: EditContext,
): Result<Lab, EditError> {
  const empty = newLab({ ...input, instructions: template.instructions }, context);
  if (!empty.ok) return empty;
  let lab = empty.value;
  const ids = new Map<string, string>();
  for (const { name, ipv4Subnet, internet = false, position } of template.networks) {
    const added = addNetwork(lab, { name, ipv4Subnet, internet, position }, context);
    if (!added.ok) return added;
    lab = added.value.lab;
    ids.set(name, added.value.network.id);
  }
  for (const { interfaces, config, ...container } of template.containers) {
    const networks = interfaces.map(({ network, ipv4Address }) => ({
      networkId: ids.get(network) ?? network,
      ipv4Address,
    }));
    const complete = config === undefined ? null : { ...emptyConfig, ...config };
    const added = addContainer(lab, { ...container, networks, config: complete }, context);
    if (!added.ok) return added;
    lab = added.value.lab;
  }
  return ok(lab);
}
