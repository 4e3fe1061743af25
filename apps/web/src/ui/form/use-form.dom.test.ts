import { describe, expect, it, vi } from 'vitest';
import type { Outcome, Problem } from '../../client/outcome.ts';
import { useForm } from './use-form.ts';

const problem = (part: Partial<Problem>): Outcome<never> => ({
  ok: false,
  problem: { code: 'VALIDATION', message: 'Summary', fields: {}, retryAfterSeconds: null, ...part },
});

function nameForm(outcome: Outcome<unknown>) {
  const send = vi.fn().mockResolvedValue(outcome);
  const done = vi.fn();
  const form = useForm({
    initial: () => ({ name: '' }),
    check: ({ name }) => ({ name: name === '' ? 'Give a name.' : undefined }),
    send,
    done,
    conflictField: 'name',
  });
  return { form, send, done };
}

describe('a form', () => {
  it('sends nothing while a field has an error', async () => {
    const { form, send } = nameForm({ ok: true, payload: null });
    await form.submit();
    expect(form.errors['name']).toBe('Give a name.');
    expect(send).not.toHaveBeenCalled();
  });

  it('clears an error once the field is valid', async () => {
    const { form, done } = nameForm({ ok: true, payload: 7 });
    await form.submit();
    form.values.name = 'a';
    await form.submit();
    expect(form.errors['name']).toBeUndefined();
    expect(done).toHaveBeenCalledExactlyOnceWith(7);
  });

  it('is sent once when the button is clicked repeatedly', async () => {
    const { form, send } = nameForm({ ok: true, payload: null });
    form.values.name = 'a';
    await Promise.all([form.submit(), form.submit()]);
    expect(send).toHaveBeenCalledOnce();
    expect(form.busy.value).toBe(false);
  });

  it('shows a taken name at the name field', async () => {
    const { form } = nameForm(problem({ code: 'CONFLICT', message: 'The name is taken.' }));
    form.values.name = 'a';
    await form.submit();
    expect(form.errors['name']).toBe('The name is taken.');
    expect(form.message.value).toBeNull();
  });

  it('shows a quota error above the fields', async () => {
    const { form } = nameForm(problem({ code: 'QUOTA', message: 'You have 50 of 50 labs.' }));
    form.values.name = 'a';
    await form.submit();
    expect(form.message.value).toBe('You have 50 of 50 labs.');
  });

  it('shows no error for an empty field that only lost the focus', () => {
    const { form } = nameForm({ ok: true, payload: null });
    form.leave('name');
    expect(form.errors['name']).toBeUndefined();
  });
});
