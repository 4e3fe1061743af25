import { z } from 'zod';
import { documentParameter, parseContent } from '../document-content.ts';
import { checkParameters, type ParameterValues } from '../document-parameters.ts';
import { substitute } from '../script-steps.ts';

const shell = z.strictObject({ commands: z.string().min(1), runAsElevated: z.boolean().default(false) });

/** A session document of schema 1.0 that runs a command in a pseudo-terminal. */
const sessionDocument = z.strictObject({
  schemaVersion: z.literal('1.0'),
  description: z.string().optional(),
  sessionType: z.literal('InteractiveCommands'),
  parameters: z
    .record(z.string().regex(/^[A-Za-z0-9]{1,128}$/), documentParameter.extend({ type: z.literal('String') }))
    .default({}),
  properties: z.strictObject({ linux: shell, macos: shell.optional(), windows: shell.optional() }),
});

export type SessionDocument = z.infer<typeof sessionDocument>;

/** @throws AwsError InvalidDocumentContent when the text is not a supported session document */
export function parseSessionDocument(text: string): SessionDocument {
  return parseContent(sessionDocument, text);
}

/**
 * The shell command line of a session. Parameters are inserted as text without quoting, exactly as SSM does.
 * @throws AwsError InvalidParameters
 */
export function sessionCommand(document: SessionDocument, given: ParameterValues): string {
  return substitute(document.properties.linux.commands, checkParameters(document, given));
}
