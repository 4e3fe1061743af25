import { AwsError } from '../http/aws-error.ts';

/** Whether one value of an event matches; undefined stands for a missing field. */
export type Matcher = (value: unknown) => boolean;

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

type Content = Readonly<Record<string, (condition: unknown, name: string) => Matcher>>;

const contentMatchers: Content = {
  prefix: text((value, wanted) => value.startsWith(wanted)),
  suffix: text((value, wanted) => value.endsWith(wanted)),
  'equals-ignore-case': text((value, wanted) => value.toLowerCase() === wanted.toLowerCase()),
  wildcard: text((value, wanted) => wildcard(wanted).test(value)),
  exists: (condition, name) => {
    if (typeof condition !== 'boolean') throw refuse(name, 'exists takes true or false');
    return (value) => (value !== undefined) === condition;
  },
  numeric: (condition, name) => numeric(condition, name),
  'anything-but': (condition, name) => {
    const conditions: unknown[] = Array.isArray(condition) ? condition : [condition];
    const refused = conditions.map((each) => parseMatcher(each, name));
    return (value) => value !== undefined && !refused.some((matcher) => matcher(value));
  },
};

/** Reads one entry of a field's list: a plain value, or one content filter. @throws AwsError */
export function parseMatcher(condition: unknown, name: string): Matcher {
  if (condition === null || ['string', 'number', 'boolean'].includes(typeof condition)) {
    return (value) => value === condition;
  }
  const [entry, ...more] = typeof condition === 'object' ? Object.entries(condition ?? {}) : [];
  if (!entry || more.length > 0) throw refuse(name, 'a filter is an object with one member');
  const [kind, wanted] = entry;
  const matcher = Object.hasOwn(contentMatchers, kind) ? contentMatchers[kind] : undefined;
  if (!matcher) throw refuse(name, `the filter '${kind}' is unknown`);
  return matcher(wanted, name);
}

function text(
  fits: (value: string, wanted: string) => boolean,
): (condition: unknown, name: string) => Matcher {
  return (condition, name) => {
    if (typeof condition !== 'string') throw refuse(name, 'the filter takes text');
    return (value) => typeof value === 'string' && fits(value, condition);
  };
}

function numeric(condition: unknown, name: string): Matcher {
  if (!Array.isArray(condition) || condition.length === 0 || condition.length % 2 !== 0) {
    throw refuse(name, 'numeric takes pairs of a comparison and a number');
  }
  const checks: ((value: number) => boolean)[] = [];
  for (let index = 0; index < condition.length; index += 2) {
    const operator: unknown = condition[index];
    const limit: unknown = condition[index + 1];
    const compare =
      typeof operator === 'string' && Object.hasOwn(comparisons, operator)
        ? comparisons[operator]
        : undefined;
    if (!compare || typeof limit !== 'number')
      throw refuse(name, 'numeric takes pairs of a comparison and a number');
    checks.push((value) => compare(value, limit));
  }
  return (value) => typeof value === 'number' && checks.every((check) => check(value));
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function refuse(name: string, why: string): AwsError {
  return new AwsError(
    'InvalidEventPatternException',
    `Event pattern is not valid. Reason: at '${name}': ${why}.`,
  );
}
