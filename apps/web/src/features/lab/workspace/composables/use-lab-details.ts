import { useApi } from '../../../../client/api-client.ts';
import type { Outcome } from '../../../../client/outcome.ts';
import { updateLabMutation } from '../../model/documents.ts';

interface Details {
  readonly folder?: string;
  readonly instructions?: string;
}

/** Changes what a lab says about itself. */
export function useLabDetails(): { update(labId: string, details: Details): Promise<Outcome<unknown>> } {
  const api = useApi();
  return { update: (labId, details) => api.mutate(updateLabMutation, { input: { labId, ...details } }) };
}
