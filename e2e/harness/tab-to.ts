import type { Page } from 'playwright-core';

type Focusable = 'button' | 'link' | 'textbox' | 'checkbox' | 'radio' | 'tab' | 'combobox';

/** Presses Tab until an element has the focus. @throws Error after 100 presses */
export async function tabTo(page: Page, role: Focusable, name: string | RegExp): Promise<void> {
  const exact = typeof name === 'string';
  const target = page.getByRole(role, { name, exact }).first();
  await target.waitFor();
  for (let steps = 0; steps < 100; steps += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach the ${role} ${name}.`);
}
