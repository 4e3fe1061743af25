import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The dock of a lab as a user works with it. */
export class DockPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get dock(): Locator {
    return this.page.getByRole('region', { name: 'Dock' });
  }

  tab(name: string): Locator {
    return this.dock.getByRole('tab', { name, exact: true });
  }

  pane(name: string): Locator {
    return this.dock.getByRole('tabpanel', { name, exact: true });
  }

  /** Opens a terminal that may already be in use. */
  async joinTerminal(container: string): Promise<void> {
    await this.page.getByRole('button', { name: `Terminal of ${container}`, exact: true }).click();
  }

  async openTerminal(container: string): Promise<void> {
    await this.joinTerminal(container);
    await this.expectScreen(container, `${container}:~#`);
  }

  /** Waits until a terminal takes what is typed: the one of a tab, or any. */
  async untilFocused(tab?: string): Promise<void> {
    const pane = tab === undefined ? this.dock : this.pane(tab);
    // It is read-only while what is typed would be lost, as when the connection is.
    await pane.locator('.xterm-helper-textarea:focus:not([readonly])').waitFor({ state: 'attached' });
  }

  /** Gives the keyboard to the terminal of a tab. */
  async enter(tab: string): Promise<void> {
    await this.tab(tab).press('Enter');
    await this.untilFocused(tab);
  }

  /** Types into the focused element. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Types a command into the focused terminal, once one is focused. */
  async run(command: string): Promise<void> {
    await this.untilFocused();
    await this.type(`${command}\n`);
  }

  /**
   * Prints the terminal's size now and after each change. Input and sizes reach a container separately, so one query may
   * print an old size. Perl, because a shell drops signals that arrive while it runs its trap. There is output above the
   * window, because xterm stopped to follow the output of such a terminal when its size changed.
   */
  async watchSize(): Promise<void> {
    await this.run(
      `clear; seq 1 60; perl -e '$SIG{WINCH} = sub { system "stty size" }; $SIG{WINCH}->(); sleep 1 while 1'`,
    );
  }

  async stopWatchingSize(): Promise<void> {
    await this.page.keyboard.press('Control+c');
  }

  /** The last printed size. */
  async lastSize(tab: string): Promise<{ rows: number; columns: number } | null> {
    const printed = [...(await this.screen(tab)).matchAll(/^(\d+) (\d+)$/gm)].at(-1);
    return printed ? { rows: Number(printed[1]), columns: Number(printed[2]) } : null;
  }

  /** Waits until the printed columns match. */
  async expectColumns(tab: string, wanted: (columns: number) => boolean): Promise<void> {
    const columns = async (): Promise<number> => (await this.lastSize(tab))?.columns ?? 0;
    const message = `the size of ${tab}`;
    await expect.poll(columns, { timeout: 90_000, message }).toSatisfy(wanted);
  }

  /** The lines on a terminal's screen, without trailing blanks. */
  async screen(tab: string): Promise<string> {
    const lines = await this.pane(tab)
      .locator('.xterm-rows > div')
      .evaluateAll((rows) => rows.map((row) => (row.textContent ?? '').replaceAll('\u00a0', ' ').trimEnd()));
    return lines.join('\n').trimEnd();
  }

  async expectScreen(tab: string, wanted: string | RegExp, timeout = 90_000): Promise<void> {
    const polled = expect.poll(() => this.screen(tab), { timeout, message: `the screen of ${tab}` });
    await (typeof wanted === 'string' ? polled.toContain(wanted) : polled.toMatch(wanted));
  }
}
