import type { DocumentContent } from './document-content.ts';
import { checkParameters, type ParameterValues } from './document-parameters.ts';

/** One step of a document, ready to run. */
export interface ScriptStep {
  readonly name: string;
  readonly script: string;
  readonly workingDirectory: string | null;
  readonly timeoutSeconds: number;
}

const defaultTimeoutSeconds = 3600;

/**
 * Inserts parameters into a document's scripts as text, without quoting, exactly as SSM does.
 * @throws AwsError InvalidParameters
 */
export function scriptSteps(document: DocumentContent, given: ParameterValues): ScriptStep[] {
  const values = checkParameters(document, given);
  return document.mainSteps.map(({ name, inputs }) => ({
    name,
    script: inputs.runCommand.map((line) => substitute(line, values)).join('\n'),
    workingDirectory: substitute(inputs.workingDirectory ?? '', values) || null,
    timeoutSeconds: executionTimeout(substitute(inputs.timeoutSeconds ?? '', values)),
  }));
}

/** Replaces `{{ name }}` by values, as text. */
export function substitute(text: string, values: ParameterValues): string {
  return text.replace(/\{\{\s*([A-Za-z0-9]+)\s*\}\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? []).join('\n') : placeholder,
  );
}

/** Outside 5 s to 48 h the agent silently uses one hour. */
function executionTimeout(text: string): number {
  const seconds = Number(text);
  return /^\d+$/.test(text) && seconds >= 5 && seconds <= 172_800 ? seconds : defaultTimeoutSeconds;
}
