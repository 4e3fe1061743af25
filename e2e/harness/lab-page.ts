import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The pages of labs as a user works with them, by visible names. */
export class LabPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signUp(username: string, password: string): Promise<void> {
    await this.page.goto('/sign-up');
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Create account' }).click();
    await this.page.getByRole('heading', { name: 'Labs', level: 1 }).waitFor();
  }

  /** Ends on the page Labs. */
  async becomeOperator(code: string): Promise<void> {
    await this.page.goto('/account');
    await this.page.getByLabel('Operator code').fill(code);
    await this.page.getByRole('button', { name: 'Become the operator' }).click();
    await this.page.getByText('You are an operator.').waitFor();
    await this.page.goto('/labs');
  }

  async createLab(name: string): Promise<void> {
    await this.page.getByLabel('Lab name').fill(name);
    await this.page.getByRole('button', { name: 'Create lab' }).click();
    await this.page.getByRole('heading', { name, level: 1 }).waitFor();
    await this.showTables();
  }

  /** Switches to the table view. */
  async showTables(): Promise<void> {
    await this.page.getByRole('button', { name: 'Table', exact: true }).click();
    await this.page.getByRole('button', { name: 'New network' }).waitFor();
  }

  async createNetworks(...names: string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'New network' }).click();
    const form = this.page.getByRole('form', { name: 'New network' });
    for (const name of names) {
      await form.getByLabel('Name').fill(name);
      await form.getByRole('button', { name: 'Create network' }).click();
      await this.network(name).waitFor();
      await this.untilAnswered('Create network');
    }
    await form.getByRole('button', { name: 'Close' }).click();
  }

  async createContainer(name: string, image: string, networks: readonly string[]): Promise<void> {
    const opener = this.page.getByRole('button', { name: 'New container' });
    const form = this.page.getByRole('form', { name: 'New container' });
    // The form stays open for the next container, and hides its opener.
    await opener.or(form).waitFor();
    if (await opener.isVisible()) await opener.click();
    await form.getByRole('radio', { name: new RegExp(`^${image} `) }).check();
    await form.getByLabel('Name', { exact: true }).fill(name);
    for (const network of networks) await form.getByRole('checkbox', { name: network }).check();
    await form.getByRole('button', { name: 'Create container' }).click();
    await this.container(name).waitFor();
    await this.untilAnswered('Create container');
    for (const network of networks) await form.getByRole('checkbox', { name: network }).uncheck();
  }

  async closeContainerForm(): Promise<void> {
    const form = this.page.getByRole('form', { name: 'New container' });
    await form.getByRole('button', { name: 'Close' }).click();
  }

  /** The form accepts the next submit only after the answer, which may arrive after the event. */
  private async untilAnswered(button: string): Promise<void> {
    await this.page.locator('button:enabled', { hasText: button }).waitFor();
  }

  network(name: string): Locator {
    return this.page.getByRole('listitem', { name: `Network ${name}`, exact: true });
  }

  container(name: string): Locator {
    return this.page.getByRole('listitem', { name: `Container ${name}`, exact: true });
  }

  /** Waits until the page shows the phase by its visible label. */
  async expectPhase(name: string, word: string, timeout = 90_000): Promise<void> {
    await this.container(name).getByText(word, { exact: true }).first().waitFor({ timeout });
  }

  /** Waits until the page shows these as the first phases of a container, in this order. */
  async expectFirstPhases(name: string, phases: readonly string[]): Promise<void> {
    const list = this.container(name).getByRole('list', { name: `Phases of ${name}` });
    // A card outside the window has no text.
    await list.scrollIntoViewIfNeeded();
    const shown = async (): Promise<string[]> =>
      (await list.getByRole('listitem').allInnerTexts())
        .slice(0, phases.length)
        .map((text) => text.trim().split(/\s/)[0] ?? '');
    await expect.poll(shown).toEqual(phases);
  }

  async deleteLab(): Promise<void> {
    await this.page.getByRole('button', { name: 'Delete lab' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete lab' }).click();
    await this.page.getByRole('heading', { name: 'Labs', level: 1 }).waitFor();
  }
}
