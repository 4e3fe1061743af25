import type { Page } from 'playwright-core';

type Focusable = 'button' | 'link' | 'textbox' | 'checkbox' | 'radio' | 'tab' | 'combobox';

/** A frame and a turn of the event loop: a dialog or a form that has closed gives the focus back within them. */
const frame = 'new Promise((done) => requestAnimationFrame(() => setTimeout(done)))';

/** Presses Tab until an element has the focus, and keeps it. @throws Error after 100 presses */
export async function tabTo(page: Page, role: Focusable, name: string | RegExp): Promise<void> {
  const exact = typeof name === 'string';
  const target = page.getByRole(role, { name, exact, disabled: false }).first();
  await target.waitFor();
  const focused = target.and(page.locator(':focus'));
  for (let steps = 0; steps < 100; steps += 1) {
    if ((await focused.count()) > 0) {
      await page.evaluate(frame);
      if ((await focused.count()) > 0) return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach the ${role} ${name}.`);
}
