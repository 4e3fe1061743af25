import type { Lab } from '../../lab.ts';
import type { LabContainer, Power } from '../../lab-nodes.ts';
import type { ContainerPhase } from '../../observed/phase.ts';
import { ok, type Result } from '../../result.ts';
import type { EditContext } from '../../edit-context.ts';
import { conflict, type EditError } from '../../edit-error.ts';
import { findContainer, replaceContainer } from '../../nodes-in-lab.ts';

interface SwitchContainerInput {
  readonly containerId: string;
  /** The container's phase according to `containerReadiness`. */
  readonly phase: ContainerPhase;
}

type SwitchedContainer = Result<{ readonly lab: Lab; readonly container: LabContainer }, EditError>;

/** Starts a container that is off, or one that is on but stopped by itself or failed. */
export function startContainer(
  lab: Lab,
  input: SwitchContainerInput,
  context: EditContext,
): SwitchedContainer {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  const { name, power } = found.value;
  if (power === 'on' && input.phase !== 'FAILED' && input.phase !== 'STOPPED') {
    return conflict(`Container '${name}' is ${whereabouts(input.phase)}. Restart it instead.`);
  }
  return request(lab, found.value, 'on', context);
}

/** Stops a container that is on. Its files stay. */
export function stopContainer(
  lab: Lab,
  input: SwitchContainerInput,
  context: EditContext,
): SwitchedContainer {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  if (found.value.power === 'off') {
    const state = input.phase === 'STOPPED' ? 'already stopped' : 'already being stopped';
    return conflict(`Container '${found.value.name}' is ${state}.`);
  }
  return request(lab, found.value, 'off', context);
}

/** Stops and starts a container that is on. */
export function restartContainer(
  lab: Lab,
  input: SwitchContainerInput,
  context: EditContext,
): SwitchedContainer {
  const found = findContainer(lab, input.containerId);
  if (!found.ok) return found;
  if (found.value.power === 'off') {
    return conflict(`Container '${found.value.name}' is stopped. Start it instead.`);
  }
  return request(lab, found.value, 'on', context);
}

function request(lab: Lab, present: LabContainer, power: Power, { now }: EditContext): SwitchedContainer {
  const container = { ...present, power, generation: present.generation + 1, requestedAt: now };
  return ok({ lab: replaceContainer(lab, container), container });
}

function whereabouts(phase: ContainerPhase): string {
  if (phase === 'READY' || phase === 'RUNNING') return 'already running';
  if (phase === 'LOST') return "already on, and its host can't be reached";
  return `already starting (${phase})`;
}
