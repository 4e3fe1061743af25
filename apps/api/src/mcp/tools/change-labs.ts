import { createHash } from 'node:crypto';
import { z } from 'zod';
import { findLab } from '../find-lab.ts';
import type { SummarisedLab } from '../lab-summary.ts';
import { issuesFields, type OwnApi } from '../own-api.ts';
import { labArgument, tool } from '../tool.ts';
import { ToolError } from '../tool-error.ts';

const files = z
  .array(z.strictObject({ path: z.string().min(1).max(200), text: z.string() }))
  .min(1)
  .max(200);

interface Outcome {
  readonly lab: { readonly id: string; readonly name: string } | null;
  readonly notes: readonly { severity: string; path: string; line: number | null; message: string }[];
  readonly changes: readonly {
    kind: string;
    action: string;
    effect: string;
    name: string;
    details: string[];
  }[];
}

const selection = `
  ... on ImportLabPayload {
    lab { id name }
    notes { severity path line message }
    changes { kind action effect name details }
  }
  ${issuesFields}`;

export const changeLab = tool(
  'change_lab',
  'Makes a lab of files (lab.yaml, containerlab or Kathará), or makes an existing one match them. Without confirm it only ' +
    'returns the plan and a code; call it again with the same arguments and that code as confirm.',
  {
    files,
    lab: labArgument.optional().describe('The lab to change. Left out: a new lab'),
    name: z.string().max(60).optional().describe("The new lab's name, if not the files'"),
    confirm: z.string().max(40).optional(),
  },
  async ({ lab: nameOrId, name, files: given, confirm }, api) => {
    const lab = nameOrId === undefined ? null : await findLab(api, nameOrId);
    const input = {
      files: given.map(({ path, text }) => ({ path, contentBase64: Buffer.from(text).toString('base64') })),
      ...(lab ? { into: lab.id, revision: lab.revision } : { name }),
    };
    const code = codeOf({ lab: lab && [lab.id, lab.revision], name, given });
    if (confirm === undefined) {
      const plan = await api.mutate<Outcome>('importLab', { ...input, dryRun: true }, selection);
      const isPossible = plan.notes.every(({ severity }) => severity !== 'ERROR');
      return [describe(plan), isPossible && `To do this, call change_lab again with confirm: "${code}".`]
        .filter(Boolean)
        .join('\n');
    }
    if (confirm !== code) {
      throw new ToolError(
        'This code is not of these arguments, or the lab has changed since. Call change_lab without confirm.',
      );
    }
    const done = await api.mutate<Outcome>('importLab', input, selection);
    if (!done.lab) throw new ToolError(describe(done));
    return `Done: ${done.lab.name} (${done.lab.id}). Call wait_until_ready.\n${describe(done)}`;
  },
);

export const deleteLab = tool(
  'delete_lab',
  'Deletes a lab for good, with all in its nodes.',
  { lab: labArgument, confirm: z.string().describe("The lab's name, once more") },
  async ({ lab: nameOrId, confirm }, api) => {
    const lab = await findLab(api, nameOrId);
    if (confirm !== lab.name) throw new ToolError(`Not deleted: confirm must be "${lab.name}".`);
    await api.mutate('deleteLab', { labId: lab.id });
    return `Deleted "${lab.name}".`;
  },
  { destructiveHint: true },
);

export const undoEdit = tool(
  'undo_edit',
  'Undoes the last edit of a lab, such as change_lab or set_link_quality.',
  { lab: labArgument },
  async ({ lab: nameOrId }, api) => {
    const lab = await findLab(api, nameOrId);
    const label = await undoLabel(api, lab);
    await api.mutate('undo', { labId: lab.id });
    return `Undone: ${label}.`;
  },
);

async function undoLabel(api: OwnApi, { id, name }: SummarisedLab): Promise<string> {
  const { lab } = await api.query<{ lab: { history: { undoLabel: string | null } } }>(
    'query ($id: ID!) { lab(id: $id) { history { undoLabel } } }',
    { id },
  );
  if (lab.history.undoLabel === null) throw new ToolError(`The lab "${name}" has no edit to undo.`);
  return lab.history.undoLabel;
}

/** Names what was planned, so that nothing else is done. */
function codeOf(planned: object): string {
  return createHash('sha256').update(JSON.stringify(planned)).digest('hex').slice(0, 12);
}

function describe({ notes, changes }: Outcome): string {
  const lines = [
    ...notes.map(
      ({ severity, path, line, message }) =>
        `${severity} ${path}${line === null ? '' : `:${line}`} ${message}`,
    ),
    ...changes.map(({ kind, action, effect, name, details }) =>
      [action, kind, name, effect === 'NONE' ? '' : `(${effect})`, details.join('; ')]
        .filter(Boolean)
        .join(' '),
    ),
  ];
  return lines.length > 0 ? lines.join('\n') : 'Nothing changes.';
}
