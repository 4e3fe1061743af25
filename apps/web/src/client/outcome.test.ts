import { describe, expect, it } from 'vitest';
import { formMessage, toOutcome, unparsableInput, type Problem } from './outcome.ts';

const problemOf = (answer: Parameters<typeof toOutcome>[0]): Problem => {
  const outcome = toOutcome(answer);
  if (outcome.ok) throw new Error('expected a problem');
  return outcome.problem;
};

describe('the result of a mutation', () => {
  it('is its payload when it succeeded', () => {
    const answer = { __typename: 'CreateLabPayload', lab: { id: 'lab_1' } } as const;
    expect(toOutcome(answer)).toEqual({ ok: true, payload: answer });
  });

  it('puts every issue of a validation error at the path of its field', () => {
    const problem = problemOf({
      __typename: 'ValidationError',
      code: 'VALIDATION',
      message: '2 fields are wrong.',
      issues: [
        { path: ['name'], message: 'The name is empty.' },
        { path: ['networks', '0', 'ipv4Address'], message: '10.0.9.1 is outside 10.0.1.0/24.' },
      ],
    } as never);
    expect(problem.fields).toEqual({
      name: 'The name is empty.',
      'networks.0.ipv4Address': '10.0.9.1 is outside 10.0.1.0/24.',
    });
  });

  it('reads a path with and without the argument name', () => {
    const problem = problemOf({
      __typename: 'ValidationError',
      code: 'VALIDATION',
      message: '',
      issues: [{ path: ['input', 'name'], message: 'The name is empty.' }],
    } as never);
    expect(problem.fields).toEqual({ name: 'The name is empty.' });
  });

  it('keeps both messages when one field breaks two rules', () => {
    const problem = problemOf({
      __typename: 'ValidationError',
      code: 'VALIDATION',
      message: '',
      issues: [
        { path: ['name'], message: 'Too long.' },
        { path: ['name'], message: 'Not a label.' },
      ],
    } as never);
    expect(problem.fields).toEqual({ name: 'Too long. Not a label.' });
  });
});

describe('input that the API could not parse', () => {
  it('is shown at the field that its message names', () => {
    const message =
      'Variable "$input" got invalid value "10.0" at "input.ipv4Subnet"; Expected type "CIDR". "10.0" is not a subnet.';
    expect(unparsableInput(message).fields).toEqual({ ipv4Subnet: '"10.0" is not a subnet.' });
  });

  it('names a field in a list by its index', () => {
    const message =
      'Variable "$input" got invalid value "x" at "input.networks[1].ipv4Address"; Expected type "IPAddress". "x" is not an address.';
    expect(unparsableInput(message).fields).toEqual({ 'networks.1.ipv4Address': '"x" is not an address.' });
  });

  it('is shown above the form when its message names no field', () => {
    expect(formMessage(unparsableInput('The input is too large.'), [])).toBe('The input is too large.');
  });
});

describe('the message above a form', () => {
  const problem: Problem = { code: 'VALIDATION', message: 'Summary', fields: {}, retryAfterSeconds: null };

  it('is the message of an error without fields', () => {
    expect(formMessage({ ...problem, message: 'You have 50 of 50 labs.' }, ['name'])).toBe(
      'You have 50 of 50 labs.',
    );
  });

  it('is left out when every issue is shown beside its field', () => {
    expect(formMessage({ ...problem, fields: { name: 'Empty.' } }, ['name'])).toBeNull();
  });

  it('contains the issues of fields that the form does not show', () => {
    expect(formMessage({ ...problem, fields: { name: 'Empty.', labId: 'Gone.' } }, ['name'])).toBe('Gone.');
  });

  it('says how long to wait', () => {
    const limited = { ...problem, message: 'Too many tries.', retryAfterSeconds: 1 };
    expect(formMessage(limited, [])).toBe('Too many tries. Try again in 1 second.');
  });
});
