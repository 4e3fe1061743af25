import { isIPv4 } from 'node:net';
import { z } from 'zod';

/**
 * A variable of the environment: text that `parse` turns into a value, or into undefined when it is wrong.
 * `wanted` ends the sentence "PORT is "x": wanted …".
 */
export function variable<T>(wanted: string, parse: (text: string) => T | undefined) {
  return z.string({ error: wanted }).transform((text, context): T => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: wanted, input: text });
    return z.NEVER;
  });
}

export function wholeNumber(least: number, most: number) {
  return variable(`a whole number from ${least} to ${most}`, (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  });
}

export function matching(pattern: RegExp, wanted: string) {
  return variable(wanted, (text) => (pattern.test(text) ? text : undefined));
}

export function oneOf<const T extends string>(choices: readonly T[]) {
  return variable(`one of ${choices.join(', ')}`, (text) => choices.find((choice) => choice === text));
}

export function urlWith(protocols: readonly string[], wanted: string) {
  return variable(wanted, (text) => {
    const url = URL.parse(text);
    return url && protocols.includes(url.protocol) && url.hostname !== '' ? url : undefined;
  });
}

export function ipv4List(wanted: string) {
  return variable(wanted, (text) => {
    const addresses = text.split(',').map((part) => part.trim());
    return addresses.every((address) => isIPv4(address)) ? addresses : undefined;
  });
}
