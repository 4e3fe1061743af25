import { AwsError } from '../http/aws-error.ts';
import { jsonObject } from './event.ts';
import { parseMatcher, type Matcher } from './pattern-matcher.ts';

/** A parsed pattern: the condition of each field. */
export type EventPattern = (event: unknown) => boolean;

/**
 * Parses an event pattern: nested objects of fields, each with a list of allowed values.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @throws AwsError InvalidEventPatternException
 */
export function parsePattern(text: string): EventPattern {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
  return parseFields(json, 'the pattern');
}

function parseFields(pattern: unknown, where: string): EventPattern {
  const fields = jsonObject.safeParse(pattern);
  if (!fields.success || Array.isArray(pattern)) throw invalid(`${where} must be an object`);
  const entries = Object.entries(fields.data);
  if (entries.length === 0) throw invalid(`${where} is empty`);
  const demands = entries.map(([name, wanted]): EventPattern => {
    if (name === '$or') return parseAlternatives(wanted, where);
    if (Array.isArray(wanted)) {
      const matches = anyOf(wanted, name);
      return (value) => matches(fieldOf(value, name));
    }
    const inner = parseFields(wanted, `'${name}'`);
    return (value) => {
      const field = fieldOf(value, name);
      // A list of objects matches when one of them does.
      return Array.isArray(field) ? field.some(inner) : inner(field);
    };
  });
  return (value) => demands.every((demand) => demand(value));
}

function parseAlternatives(wanted: unknown, where: string): EventPattern {
  if (!Array.isArray(wanted) || wanted.length < 2)
    throw invalid(`$or in ${where} must be a list of at least two patterns`);
  const alternatives = wanted.map((alternative) => parseFields(alternative, '$or'));
  return (value) => alternatives.some((alternative) => alternative(value));
}

function anyOf(wanted: readonly unknown[], name: string): Matcher {
  if (wanted.length === 0) throw invalid(`the list for '${name}' is empty`);
  const matchers = wanted.map((condition) => parseMatcher(condition, name));
  return (value) => {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.some((each) => matchers.some((matcher) => matcher(each)));
  };
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function invalid(why: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${why}.`);
}
