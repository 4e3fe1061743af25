// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import PasteQuestion from './PasteQuestion.vue';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

function ask(): VueWrapper {
  shown = mount(PasteQuestion, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: { text: 'ls\nrm -r x\n' },
  });
  return shown;
}

describe('the question before a paste', () => {
  it('takes the focus, so that no key reaches the shell', () => {
    const question = ask();
    expect(question.get('[role=alertdialog]').attributes('aria-label')).toBe('Paste 2 lines?');
    expect(document.activeElement?.textContent?.trim()).toBe('Paste');
  });

  it('pastes, and asks again the next time', async () => {
    const question = ask();
    await question.get('[data-paste]').trigger('click');
    expect(question.emitted('answer')).toEqual([[true, true]]);
  });

  it('is not asked again in this terminal if so chosen', async () => {
    const question = ask();
    await question.get('[role=checkbox]').trigger('click');
    await question.get('[data-paste]').trigger('click');
    expect(question.emitted('answer')).toEqual([[true, false]]);
  });

  it('is cancelled by Escape', async () => {
    const question = ask();
    await question.get('[data-paste]').trigger('keydown', { key: 'Escape' });
    expect(question.emitted('answer')).toEqual([[false, true]]);
  });
});
