import { isIPv4 } from 'node:net';
import { z } from 'zod';

/**
 * An environment variable. `parse` converts its text to a value, or to undefined if it is invalid. `expected` completes
 * the sentence "PORT is "x": expected …".
 */
export function variable<T>(expected: string, parse: (text: string) => T | undefined) {
  return z.string({ error: expected }).transform((text, context): T => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: expected, input: text });
    return z.NEVER;
  });
}

export function wholeNumber(least: number, most: number) {
  return variable(`a whole number from ${least} to ${most}`, (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  });
}

export function matching(pattern: RegExp, expected: string) {
  return variable(expected, (text) => (pattern.test(text) ? text : undefined));
}

export function oneOf<const T extends string>(choices: readonly T[]) {
  return variable(`one of ${choices.join(', ')}`, (text) => choices.find((choice) => choice === text));
}

export function urlWith(protocols: readonly string[], expected: string) {
  return variable(expected, (text) => {
    const url = URL.parse(text);
    return url && protocols.includes(url.protocol) && url.hostname !== '' ? url : undefined;
  });
}

export function ipv4List(expected: string) {
  return variable(expected, (text) => {
    const addresses = text.split(',').map((part) => part.trim());
    return addresses.every((address) => isIPv4(address)) ? addresses : undefined;
  });
}
