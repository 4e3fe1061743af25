import { z } from 'zod';

/** The SSM document that runs `pineapple-host apply <payload>`; its one parameter is base64url. */
export const applyDocumentName = 'Pineapple-ApplyLab';
export const applyDocumentParameter = 'payload';
/** gzip + base64url of a host manifest. Anchored, so that nothing else matches. */
export const payloadPattern = /^[A-Za-z0-9_-]{1,60000}$/;
/** The most characters of a payload that `payloadPattern` matches. */
export const maxPayloadCharacters = 60_000;

/** The SSM document that runs `pineapple-host build <payload>`; its parameter is the same. */
export const buildDocumentName = 'Pineapple-BuildImage';

/** The SSM document that runs `pineapple-host save <payload>`; its parameter is the same. */
export const saveDocumentName = 'Pineapple-SaveContents';

/** One step of an apply in the output of the command. */
const applyStep = z.object({
  action: z.string(),
  subject: z.string(),
  reason: z.string(),
  outcome: z.enum(['done', 'failed', 'skipped']),
  error: z.string().nullable(),
  startedMs: z.number(),
  durationMs: z.number(),
});

/** The JSON document that `pineapple-host apply` prints on stdout. The exit status is 0 unless `status` is `failed`. */
export const applyReport = z.object({
  labId: z.string(),
  revision: z.int(),
  status: z.enum(['applied', 'superseded', 'stale', 'failed']),
  message: z.string(),
  steps: z.array(applyStep),
  durationMs: z.number(),
});

export type ApplyStep = z.infer<typeof applyStep>;
export type ApplyReport = z.infer<typeof applyReport>;
