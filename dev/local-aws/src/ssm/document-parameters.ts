import { AwsError } from '../http/aws-error.ts';
import type { DocumentParameter } from './document-content.ts';

export type ParameterValues = Readonly<Record<string, readonly string[]>>;

/**
 * Checks a caller's parameters against a document's declarations and fills in defaults. A pattern applies as written:
 * without `^` and `$` it accepts anything around a match, as on AWS.
 * @throws AwsError InvalidParameters
 */
export function checkParameters(
  document: { readonly parameters: Readonly<Record<string, DocumentParameter>> },
  given: ParameterValues,
): Record<string, string[]> {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(document.parameters, name));
  if (unknown.length > 0) refuse(`The document has no parameter ${unknown.join(', ')}`);
  const values: Record<string, string[]> = {};
  for (const [name, declared] of Object.entries(document.parameters)) {
    const value = Object.hasOwn(given, name) ? given[name] : defaultOf(declared);
    if (value === undefined) refuse(`The parameter ${name} is required`);
    const problem = problemOf(declared, value);
    if (problem) refuse(`The parameter ${name} ${problem}`);
    values[name] = [...value];
  }
  return values;
}

function problemOf(declared: DocumentParameter, values: readonly string[]): string | null {
  if (declared.type !== 'StringList' && values.length !== 1) return `takes one value, not ${values.length}`;
  if (values.length < (declared.minItems ?? 0)) return `takes at least ${declared.minItems} values`;
  if (values.length > (declared.maxItems ?? Number.POSITIVE_INFINITY))
    return `takes at most ${declared.maxItems} values`;
  const pattern = declared.allowedPattern === undefined ? null : new RegExp(declared.allowedPattern);
  for (const value of values) {
    const shown = JSON.stringify(value.length > 100 ? `${value.slice(0, 100)}…` : value);
    if (declared.type === 'Integer' && !/^-?\d+$/.test(value)) return `must be an integer, not ${shown}`;
    if (declared.type === 'Boolean' && !/^(?:true|false)$/i.test(value))
      return `must be true or false, not ${shown}`;
    if (declared.allowedValues && !declared.allowedValues.includes(value)) return `doesn't allow ${shown}`;
    if (pattern && !pattern.test(value))
      return `doesn't allow ${shown}: it must match ${String(declared.allowedPattern)}`;
    if (value.length < (declared.minChars ?? 0)) return `must have at least ${declared.minChars} characters`;
    if (value.length > (declared.maxChars ?? Number.POSITIVE_INFINITY))
      return `must have at most ${declared.maxChars} characters`;
  }
  return null;
}

function defaultOf({ default: value }: DocumentParameter): string[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value : [String(value)];
}

function refuse(message: string): never {
  throw new AwsError('InvalidParameters', `${message}.`);
}
