import { z } from 'zod';
import { findLab } from '../find-lab.ts';
import { type SummarisedLab, summarise } from '../lab-summary.ts';
import { labArgument, tool } from '../tool.ts';

interface LabChanges {
  readonly labChanges: { readonly container?: { readonly id: string; readonly phase: string } };
}

const settledPhases = new Set(['READY', 'STOPPED', 'FAILED', 'LOST', 'DELETED']);

export const waitUntilReady = tool(
  'wait_until_ready',
  'Waits until no node starts or stops any more, and describes the lab.',
  { lab: labArgument, seconds: z.int().min(1).max(120).default(60).describe('The longest wait') },
  async ({ lab: nameOrId, seconds }, api) => {
    const { id } = await findLab(api, nameOrId);
    const until = AbortSignal.any([api.signal, AbortSignal.timeout(seconds * 1000)]);
    let lab: SummarisedLab | null = null;
    const phases = new Map<string, string>();
    const changes = api.subscribe<LabChanges>(
      `subscription ($id: ID!) {
        labChanges(labId: $id) { ... on ContainerChanged { container { id phase } } }
      }`,
      { id },
      until,
    );
    for await (const { labChanges } of changes) {
      // The first event comes at once: from then on none is missed.
      if (lab === null) {
        lab = await findLab(api, id);
        for (const each of lab.containers) phases.set(each.id, each.phase);
      }
      if (labChanges.container) phases.set(labChanges.container.id, labChanges.container.phase);
      if ([...phases.values()].every((phase) => settledPhases.has(phase))) break;
    }
    api.signal.throwIfAborted();
    const waited = until.aborted ? `Not settled after ${seconds} s.\n` : '';
    return `${waited}${summarise(await findLab(api, id))}`;
  },
  { readOnlyHint: true },
);
