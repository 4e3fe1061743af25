import { emptyHistory } from '../history/bounded-history.ts';
import type { Lab } from '../lab.ts';
import type { EditContext } from './edit-context.ts';

/** Marks a lab as deleted and empties it; the item itself stays until the host has removed everything. */
export function deleteLab(lab: Lab, context: Pick<EditContext, 'now'>): Lab {
  return {
    ...lab,
    networks: [],
    containers: [],
    history: emptyHistory,
    deletedAt: lab.deletedAt ?? context.now,
  };
}
